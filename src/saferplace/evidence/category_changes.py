"""Categories that begin, stop or shift their share: a change of how things are recorded, before it reads as a trend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from saferplace.analysis.months import Month

MONTHS_WITHOUT = 3  # held months in a row without a category before it is said to have stopped, or not to have begun
FEWEST_TO_JUDGE = 30  # of the category, in the months that have it
NEWEST_MONTHS = 6  # whose shares are compared with those of the months before
SHIFT_POINTS = 10.0
SHIFT_DEVIATIONS = 5.0
FEWEST_TO_COMPARE = 200


class Change(StrEnum):
    BEGAN = "began"
    STOPPED = "stopped"
    SHIFTED = "changed its share"


@dataclass(frozen=True)
class CategoryChange:
    """month: the first with it, the last with it, or the first of the newest months whose share is another."""

    category: str
    change: Change
    month: Month
    in_words: str


def category_changes(counts: Mapping[Month, Mapping[str, int]]) -> tuple[CategoryChange, ...]:
    """The changes of one provider's categories. counts: every month held, to category to number."""
    months = sorted(counts)
    names = sorted({name for found in counts.values() for name in found})
    changes = [change for name in names if (change := _begun_or_stopped(name, months, counts))]
    told = {change.category for change in changes}
    return (*changes, *(shift for name in names if name not in told and (shift := _shifted(name, months, counts))))


def _begun_or_stopped(
    name: str, months: list[Month], counts: Mapping[Month, Mapping[str, int]]
) -> CategoryChange | None:
    having = [month for month in months if counts[month].get(name)]
    if sum(counts[month][name] for month in having) < FEWEST_TO_JUDGE:
        return None
    first, last = months.index(having[0]), months.index(having[-1])
    if first >= MONTHS_WITHOUT:
        said = f"“{name}” first occurs in {having[0].in_words()}; the {first} months held before have none."
        return CategoryChange(name, Change.BEGAN, having[0], said)
    after = len(months) - 1 - last
    if after >= MONTHS_WITHOUT:
        said = f"“{name}” last occurs in {having[-1].in_words()}; the {after} months held since have none."
        return CategoryChange(name, Change.STOPPED, having[-1], said)
    return None


def _shifted(name: str, months: list[Month], counts: Mapping[Month, Mapping[str, int]]) -> CategoryChange | None:
    """Newest months against those before; a difference must be large as well as more than chance."""
    newest, before = months[-NEWEST_MONTHS:], months[:-NEWEST_MONTHS]
    new, all_new = _of(name, newest, counts)
    old, all_old = _of(name, before, counts)
    if min(all_new, all_old) < FEWEST_TO_COMPARE or len(before) < NEWEST_MONTHS:
        return None
    share, share_before = new / all_new, old / all_old
    pooled = (new + old) / (all_new + all_old)
    deviation = sqrt(pooled * (1 - pooled) * (1 / all_new + 1 / all_old))
    away = abs(share - share_before)
    if away * 100 < SHIFT_POINTS or away < SHIFT_DEVIATIONS * deviation:
        return None
    said = (
        f"“{name}” is {share:.0%} of the newest {len(newest)} months, from {newest[0].in_words()}; "
        f"it was {share_before:.0%} before."
    )
    return CategoryChange(name, Change.SHIFTED, newest[0], said)


def _of(name: str, months: list[Month], counts: Mapping[Month, Mapping[str, int]]) -> tuple[int, int]:
    return (
        sum(counts[month].get(name, 0) for month in months),
        sum(sum(counts[month].values()) for month in months),
    )
