"""Many areas, some treated: did those change differently from the rest, whatever all months and each area share?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from saferplace.analysis.effect.relative_effect import ratio_in_words
from saferplace.analysis.rate_ratio import Verdict

_FEW = 10  # fewer areas than this on a side: the interval leans on very few independent ups and downs


@dataclass(frozen=True)
class DifferenceInDifferences:
    """``ratio``: exp of the effect in a Poisson model with a level for each area and each month.

    freedom: degrees of freedom of the interval (Student's t).
    """

    treated_areas: int
    comparison_areas: int
    ratio: float
    lower: float
    upper: float
    log_standard_error: float
    freedom: float
    level: float

    @property
    def verdict(self) -> Verdict:
        if self.upper < 1:
            return Verdict.REAL_FALL
        if self.lower > 1:
            return Verdict.REAL_RISE
        return Verdict.TOO_FEW if self.lower <= 0.5 and self.upper >= 2 else Verdict.COULD_BE_CHANCE

    @property
    def warning(self) -> str:
        """A sentence, or nothing."""
        if min(self.treated_areas, self.comparison_areas) >= _FEW:
            return ""
        return (
            f"Few areas ({self.treated_areas} treated, {self.comparison_areas} for comparison): the interval allows "
            "for it as far as it can, and is still only a rough one."
        )

    def in_words(self) -> str:
        said = ratio_in_words(self.ratio, self.lower, self.upper, self.level)
        return (
            f"Against {self.comparison_areas} comparison areas in the same months, {said} in the "
            f"{self.treated_areas} treated: {self.verdict}."
        )


def difference_in_differences(
    counts: NDArray[np.int64], treated: NDArray[np.bool_], months_before: int, *, level: float = 0.95
) -> DifferenceInDifferences:
    """Two-way fixed-effects Poisson difference-in-differences with an interval robust to clustering by area.

    counts: whole numbers, shape (areas, months), the first ``months_before`` months before the start.
    treated: shape (areas,). At least two areas on each side.
    In this balanced design the maximum-likelihood estimate and its cluster-robust (sandwich) variance have a closed
    form in the sums before and after of each area; a test checks it against statsmodels' model with a dummy for each
    area and month. Each side's part of the variance is scaled by n / (n - 1), and the degrees of freedom are Welch's,
    because few areas make the plain sandwich too sure: Cameron & Miller (2015), J. Human Resources 50, section VI.
    Raises ValueError for fewer than two areas a side, for a side without crime before or after, and for NaN.
    """
    table = np.asarray(counts, dtype=float)
    is_treated = np.asarray(treated, dtype=bool)
    if table.ndim != 2 or is_treated.shape != table.shape[:1] or not 0 < months_before < table.shape[1]:
        raise ValueError("Counts must be areas by months, with at least one month before the start and one after.")
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError("Every area needs a count for every month; leave out the months that are not held.")
    sums = np.stack([table[:, :months_before].sum(axis=1), table[:, months_before:].sum(axis=1)], axis=1)
    sides = [_side(sums[is_treated], "treated"), _side(sums[~is_treated], "comparison")]
    effect = sides[0].log_change - sides[1].log_change
    error = sqrt(sides[0].variance + sides[1].variance)
    freedom = _welch(sides)
    half = float(t.ppf(0.5 + level / 2, freedom)) * error
    return DifferenceInDifferences(
        sides[0].areas, sides[1].areas, exp(effect), exp(effect - half), exp(effect + half), error, freedom, level
    )


@dataclass(frozen=True)
class _Side:
    areas: int
    log_change: float
    variance: float


def _side(sums: NDArray[np.float64], name: str) -> _Side:
    """One side's log change and the variance of it between its areas."""
    if len(sums) < 2:
        raise ValueError(
            f"Only {len(sums)} {name} area{'' if len(sums) == 1 else 's'}: with fewer than two, how much areas differ "
            "by themselves cannot be known. Choose smaller areas, or the before-and-after comparison."
        )
    before, after = sums.sum(axis=0)
    if not before or not after:
        when = "after" if before else "before"
        raise ValueError(f"The {name} areas had no crime {when} the start, so a ratio cannot be taken.")
    # What an area departs from "its total, shared between before and after as on its whole side".
    departs = sums[:, 1] - sums.sum(axis=1) * after / (before + after)
    variance = float((departs**2).sum()) * (1 / before + 1 / after) ** 2
    return _Side(len(sums), log(after / before), variance * len(sums) / (len(sums) - 1))


def _welch(sides: list[_Side]) -> float:
    total = sum(side.variance for side in sides)
    if total == 0:
        return float(sum(side.areas for side in sides) - 2)
    return float(total**2 / sum(side.variance**2 / (side.areas - 1) for side in sides))
