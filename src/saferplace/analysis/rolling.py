"""The latest twelve months against the twelve before: smooths the seasons, and is slow to show a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.change import Change, change
from saferplace.analysis.held_months import HeldMonths, held_months, name_months
from saferplace.analysis.missing import Figure
from saferplace.analysis.months import Month, Period


@dataclass(frozen=True)
class RollingTwelve:
    """``total`` and ``total_before`` are None unless all twelve months are known; ``change`` needs both."""

    period: Period
    period_before: Period
    held: HeldMonths
    held_before: HeldMonths
    change: Change | None

    @property
    def total(self) -> int | None:
        return self.held.total

    @property
    def total_before(self) -> int | None:
        return self.held_before.total

    def in_words(self) -> str:
        if self.total is None:
            return f"Not calculable for {self.period.in_words()}: {_absent(self.held)}."
        if self.change is None:
            return (
                f"{self.total:,} in {self.period.in_words()}. No comparison with the 12 months before: "
                f"{_absent(self.held_before)}."
            )
        return (
            f"{self.total:,} in {self.period.in_words()}, against {self.total_before:,} in the 12 months before: "
            f"{self.change.in_words_with_interval()}."
        )


def rolling_twelve(figures: Mapping[Month, Figure], last: Month) -> RollingTwelve:
    """Sum of the twelve months that end with ``last``, and of the twelve before.

    figures: counts by month; a month without an entry counts as not yet available, never as zero.
    Successive values share eleven months, so never run control-chart rules on them.
    """
    period = Period.ending(last, 12)
    before = period.shifted(-12)
    held, held_before = held_months(figures, period), held_months(figures, before)
    found = None
    if held.total is not None and held_before.total is not None:
        found = change(held.total, held_before.total)
    return RollingTwelve(period, before, held, held_before, found)


def _absent(held: HeldMonths) -> str:
    """Which months are missing, grouped by why, for the end of a sentence."""
    reasons = dict.fromkeys(held.missing.values())
    return "; ".join(
        f"{why.in_words} for {name_months(m for m, said in held.missing.items() if said is why)}" for why in reasons
    )
