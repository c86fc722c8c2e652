"""Which months of a period have a figure to add up, and which have not and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period, runs


@dataclass(frozen=True)
class HeldMonths:
    """known: month to count. missing: month to the reason it cannot be counted. Both in order of time."""

    known: Mapping[Month, int]
    missing: Mapping[Month, Missing]

    @property
    def total(self) -> int | None:
        """The sum, only when every month asked for is there."""
        return None if self.missing else sum(self.known.values())


def held_months(figures: Mapping[Month, Figure], months: Iterable[Month]) -> HeldMonths:
    """Split ``months`` by whether ``figures`` can count them. A month without an entry is not yet available."""
    known: dict[Month, int] = {}
    missing: dict[Month, Missing] = {}
    for month in months:
        figure = figures.get(month, Missing.NOT_YET_AVAILABLE)
        if isinstance(figure, Known):
            known[month] = _whole(figure.value, month)
        else:
            missing[month] = figure
    return HeldMonths(known, missing)


def name_months(months: Iterable[Month]) -> str:
    """Months as a person says them in a sentence, runs drawn together.

    >>> name_months([Month(2024, 5), Month(2024, 6), Month(2024, 7), Month(2025, 1)])
    'May to July 2024 and January 2025'
    """
    spoken = [_spoken(run) for run in runs(months)]
    if len(spoken) < 2:
        return spoken[0] if spoken else "no months"
    return f"{', '.join(spoken[:-1])} and {spoken[-1]}"


def _spoken(run: Period) -> str:
    """
    >>> _spoken(Period(Month(2024, 5), Month(2024, 6)))
    'May and June 2024'
    """
    return run.in_words().replace(" to ", " and ") if len(run) == 2 else run.in_words()


def _whole(value: float, month: Month) -> int:
    if value < 0 or value != int(value):
        raise ValueError(f"{month.in_words()}: {value} is not a count. Counts are whole numbers from 0.")
    return int(value)
