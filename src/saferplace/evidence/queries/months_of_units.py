"""Units that are months, as questions choose among them."""

from __future__ import annotations

from collections.abc import Iterable

from saferplace.analysis.months import Month
from saferplace.evidence.sources.unit import Unit


def keys_among(
    units: Iterable[tuple[str, Month]], months: Iterable[Month] | None, providers: Iterable[str] | None
) -> list[str]:
    """Keys of the units of these months and providers, of all when None.

    >>> keys_among([("kent", Month(2021, 3)), ("kent", Month(2021, 4))], [Month(2021, 4)], None)
    ['kent~2021-04']
    """
    of_months = None if months is None else frozenset(months)
    of_providers = None if providers is None else frozenset(providers)
    return [
        Unit(provider, str(month)).key
        for provider, month in units
        if (of_months is None or month in of_months) and (of_providers is None or provider in of_providers)
    ]
