"""A series of monthly counts as arrays, with what may not be used left out and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.held_months import name_months
from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr.shapes import Break

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MonthlyCounts:
    """counts: shape (months,), from ``first`` on without a month left out; NaN where there is no count to use.

    left_out: why, for each NaN. A month that is missing, doubtful or in a declared break is never filled in.
    """

    first: Month
    counts: Counts
    left_out: Mapping[Month, str]

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def last(self) -> Month:
        return self.first + (len(self.counts) - 1)

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def is_known(self) -> npt.NDArray[np.bool_]:
        known: npt.NDArray[np.bool_] = np.isfinite(self.counts)
        return known

    @property
    def known(self) -> int:
        """How many months have a count."""
        return int(self.is_known.sum())

    @property
    def calendar_month(self) -> npt.NDArray[np.int64]:
        """0 for January, shape (months,)."""
        return (self.first.number - 1 + np.arange(len(self))) % 12

    def at(self, month: Month) -> float:
        """Its count; NaN where there is none."""
        nth = month - self.first
        return float(self.counts[nth]) if 0 <= nth < len(self) else float("nan")

    def over(self, period: Period) -> MonthlyCounts:
        """Only these months. Raises ValueError when none of them has a count."""
        nth = [i for i in range(len(self)) if self.first + i in period]
        kept = self.counts[nth[0] : nth[-1] + 1] if nth else self.counts[:0]
        return _trimmed(self.first + (nth[0] if nth else 0), kept, self.left_out)

    def runs(self) -> list[MonthlyCounts]:
        """Stretches without a gap, in order."""
        known = self.is_known
        edges = np.flatnonzero(np.diff(np.concatenate([[0], known.astype(np.int8), [0]])))
        return [
            MonthlyCounts(self.first + int(a), self.counts[a:b], {})
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]

    def left_out_in_words(self) -> str:
        """Which months are not used and why; empty when all are.

        >>> gap = {Month(2024, 2): "no data yet"}
        >>> MonthlyCounts(Month(2024, 1), np.array([3.0, np.nan, 4.0]), gap).left_out_in_words()
        'February 2024 (no data yet)'
        """
        reasons = dict.fromkeys(self.left_out.values())
        return "; ".join(f"{name_months(m for m, w in self.left_out.items() if w == why)} ({why})" for why in reasons)


def monthly_counts(figures: Mapping[Month, Figure], breaks: Sequence[Break] = ()) -> MonthlyCounts:
    """The counts from the first to the last month that has one.

    breaks: months declared not comparable (a pandemic, a change of recording) are left out, with their reason.
    Raises ValueError when no month has a count, or for one that is not a whole number from 0.
    """
    if not figures:
        raise ValueError("There are no months to look at.")
    months = Period(min(figures), max(figures)).months()
    counts, left_out = np.full(len(months), np.nan), {}
    for nth, month in enumerate(months):
        figure = figures.get(month, Missing.NOT_YET_AVAILABLE)
        broken = next((b.reason for b in breaks if month in b.period), None)
        if broken is not None:
            left_out[month] = broken
        elif not isinstance(figure, Known):
            left_out[month] = figure.in_words
        elif figure.value < 0 or figure.value != int(figure.value):
            raise ValueError(f"{month.in_words()}: {figure.value} is not a count. Counts are whole numbers from 0.")
        else:
            counts[nth] = figure.value
    return _trimmed(months[0], counts, left_out)


def _trimmed(first: Month, counts: Counts, left_out: Mapping[Month, str]) -> MonthlyCounts:
    known = np.flatnonzero(np.isfinite(counts))
    if not len(known):
        raise ValueError("No month has a count that can be used.")
    start, end = int(known[0]), int(known[-1])
    inside = Period(first + start, first + end)
    return MonthlyCounts(first + start, counts[start : end + 1], {m: why for m, why in left_out.items() if m in inside})
