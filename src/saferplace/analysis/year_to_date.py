"""The financial year so far (April onwards) against the same months of the year before. Never part against whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.change import Change, change
from saferplace.analysis.held_months import HeldMonths, held_months, name_months
from saferplace.analysis.missing import Figure
from saferplace.analysis.months import Month, Period


@dataclass(frozen=True)
class YearToDate:
    """compared: the months of this year whose twin last year is known too; ``change`` is over those alone."""

    period: Period
    period_before: Period
    held: HeldMonths
    held_before: HeldMonths
    compared: tuple[Month, ...]
    change: Change | None

    @property
    def total(self) -> int | None:
        return self.held.total

    @property
    def is_like_for_like(self) -> bool:
        """True when only some of the months could be compared."""
        return 0 < len(self.compared) < len(self.period)

    def in_words(self) -> str:
        if self.change is None:
            return f"Not calculable because {self._why_not()}."
        if self.is_like_for_like:
            return (
                f"Like for like, {name_months(self.compared)} only ({self._why_not()}): "
                f"{self.change.in_words_with_interval()}."
            )
        return f"{self.period.in_words()} against the same months last year: {self.change.in_words_with_interval()}."

    def _why_not(self) -> str:
        absent = [*self.held.missing, *self.held_before.missing]
        verb = "is" if len(absent) == 1 else "are"
        return f"{name_months(absent)} {verb} not held complete"


def year_to_date(figures: Mapping[Month, Figure], last: Month) -> YearToDate:
    """Compare April to ``last`` with the same months a year earlier.

    figures: counts by month; a month without an entry is not held, never zero. When some months are known in only
    one of the years, the comparison is of the months known in both, and says so; when there are none, there is no
    comparison and the words say why.
    """
    period = Period(Month(last.financial_year, 4), last)
    before = period.shifted(-12)
    held, held_before = held_months(figures, period), held_months(figures, before)
    both = tuple(month for month in period if month in held.known and month + -12 in held_before.known)
    found = None
    if both:
        found = change(sum(held.known[m] for m in both), sum(held_before.known[m + -12] for m in both))
    return YearToDate(period, before, held, held_before, both, found)
