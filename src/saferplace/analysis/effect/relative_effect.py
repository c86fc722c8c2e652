"""Before and after with a comparison area, as a ratio with its interval, crimes allowed to come in clumps."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from saferplace.analysis.effect.before_after import BeforeAfter
from saferplace.analysis.rate_ratio import Verdict


@dataclass(frozen=True)
class RelativeEffect:
    """``ratio``: change in the treated area ÷ change in the comparison area; 0.7 is a fall of 30 % against it.

    dispersion: how many times more the counts vary than independent events would (1 or more).
    """

    treated: BeforeAfter
    comparison: BeforeAfter
    ratio: float
    lower: float
    upper: float
    dispersion: float
    level: float

    @property
    def verdict(self) -> Verdict:
        if self.upper < 1:
            return Verdict.REAL_FALL
        if self.lower > 1:
            return Verdict.REAL_RISE
        return Verdict.TOO_FEW if self.lower <= 0.5 and self.upper >= 2 else Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        """
        >>> relative_effect(BeforeAfter(120, 84), BeforeAfter(400, 400)).in_words()  # doctest: +NORMALIZE_WHITESPACE
        'The treated area fell from 120 to 84 (−30%); the comparison area stayed at 400. Against it, a fall of 30%
        (95% interval: a fall of 49% to a fall of 4%): a real fall.'
        """
        return (
            f"The treated area {self.treated.in_words()}; the comparison area {self.comparison.in_words()}. "
            f"Against it, {ratio_in_words(self.ratio, self.lower, self.upper, self.level)}: {self.verdict}."
        )


def relative_effect(
    treated: BeforeAfter, comparison: BeforeAfter, *, dispersion: float = 1.0, level: float = 0.95
) -> RelativeEffect:
    """The relative incidence rate ratio and its interval on the log scale.

    The inverse of the "relative effect size" of Farrington, Gill, Waples & Argomaniz (2007), J. Exp. Criminology 3;
    its variance widened by over-dispersion as Wilson (2022), J. Quant. Criminology 38, has it. Lengths of periods and
    sizes of areas cancel. Give ``dispersion`` from `dispersion_around`; with 1 the interval is the narrowest possible.
    Raises ValueError where a count is 0 (choose larger areas or periods, or the displacement difference).
    """
    counts = (treated.before, treated.after, comparison.before, comparison.after)
    if min(counts) == 0:
        raise ValueError("A ratio cannot be taken where a count is 0: choose larger areas or longer periods.")
    if not 1 <= dispersion < float("inf"):
        raise ValueError("Dispersion is 1 (independent events) or more.")
    logged = log(treated.after / treated.before) - log(comparison.after / comparison.before)
    half = float(norm.ppf(0.5 + level / 2)) * sqrt(dispersion * sum(1 / count for count in counts))
    return RelativeEffect(
        treated, comparison, exp(logged), exp(logged - half), exp(logged + half), float(dispersion), level
    )


def dispersion_around(monthly: NDArray[np.int64], months_before: int) -> float:
    """How many times more the months of the arms vary than chance would have them; at least 1.

    monthly: counts, shape (arms >= 2, months), the first ``months_before`` before the start. What all arms share
    (season, trend) and the effect itself cancel: Pearson's chi-squared of arms by months, before and after apart,
    divided by its degrees of freedom.
    Raises ValueError where no period has two months.
    """
    counts = np.asarray(monthly, dtype=float)
    if counts.ndim != 2 or len(counts) < 2 or np.isnan(counts).any() or (counts < 0).any():
        raise ValueError("Monthly counts of at least two areas are needed, each a number from 0.")
    squared, freedom = 0.0, 0
    for block in (counts[:, :months_before], counts[:, months_before:]):
        kept = block[block.sum(axis=1) > 0][:, block.sum(axis=0) > 0]
        if min(kept.shape) > 1:
            expected = np.outer(kept.sum(axis=1), kept.sum(axis=0)) / kept.sum()
            squared += float(((kept - expected) ** 2 / expected).sum())
            freedom += (kept.shape[0] - 1) * (kept.shape[1] - 1)
    if not freedom:
        raise ValueError("With fewer than two months of crime in each area, their ups and downs cannot be measured.")
    return max(1.0, squared / freedom)


def ratio_in_words(ratio: float, lower: float, upper: float, level: float) -> str:
    """
    >>> ratio_in_words(0.7, 0.51, 1.1, 0.95)
    'a fall of 30% (95% interval: a fall of 49% to a rise of 10%)'
    """
    return f"{_one(ratio)} ({level:.0%} interval: {_one(lower)} to {_one(upper)})"


def _one(ratio: float) -> str:
    percent = round(100 * (ratio - 1))
    return f"a {'fall' if percent < 0 else 'rise'} of {abs(percent):,}%" if percent else "no change"
