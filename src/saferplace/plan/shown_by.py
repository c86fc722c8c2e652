"""Which measures show the plan's outcomes. Measures live in an app above this one, which registers here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from saferplace.partnership.models import Partnership


@dataclass(frozen=True)
class ShownMeasure:
    """name, href: the measure and its page. reading: one sentence on its latest value; may be blank.
    shows: keys of outcomes. headline_number: of the plan's headline measure that it measures, or None.
    """

    key: str
    name: str
    href: str
    reading: str
    shows: tuple[str, ...]
    headline_number: int | None = None


# provider(user, partnership) -> the measures that this person may see, in the order to show them
Provider = Callable[[Any, Partnership], Iterable[ShownMeasure]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """``provider(user, partnership)`` yields only what that person may see, in a bounded number of statements."""
    if provider not in _providers:
        _providers.append(provider)


@dataclass(frozen=True)
class Measured:
    """The measures that a person may see, by what they show."""

    measures: tuple[ShownMeasure, ...]

    def showing(self, outcome_key: str) -> tuple[ShownMeasure, ...]:
        return tuple(measure for measure in self.measures if outcome_key in measure.shows)

    def of_headline(self, number: int) -> tuple[ShownMeasure, ...]:
        return tuple(measure for measure in self.measures if measure.headline_number == number)


def measured_for(user: Any, partnership: Partnership) -> Measured:
    """Ask every provider once."""
    return Measured(tuple(measure for provider in _providers for measure in provider(user, partnership)))
