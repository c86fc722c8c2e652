"""What a provider releases, and replaces, at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Unit:
    """One provider's period: a force's month, a council's month, a year of a national table.

    provider: a slug, e.g. ``hertfordshire``. period: ISO-like, e.g. ``2021-03`` or ``2021-22``.
    """

    provider: str
    period: str

    @classmethod
    def parse(cls, key: str) -> Unit:
        provider, period = key.split("~")
        return cls(provider, period)

    @property
    def key(self) -> str:
        """
        >>> Unit("hertfordshire", "2021-03").key
        'hertfordshire~2021-03'
        """
        return f"{self.provider}~{self.period}"
