"""A share of residents from a sample of them, weighted, with a margin of error that allows for the design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from saferplace.analysis.survey.sampling import Design, kish_effective_n
from saferplace.analysis.wilson import wilson_interval


@dataclass(frozen=True)
class WeightedProportion:
    """``percent`` and its interval are percentages; ``effective_n``: the simple random sample it is worth."""

    said: int
    answered: int
    weighted_answered: float
    percent: float
    lower: float
    upper: float
    effective_n: float
    level: float

    @property
    def design_effect(self) -> float:
        """How many times fewer people a simple random sample would have needed."""
        return self.answered / self.effective_n

    def in_words(self) -> str:
        """
        >>> from saferplace.analysis.survey import design
        >>> weighted_proportion(np.arange(1200) < 357, np.ones(1200, bool), design(np.ones(1200))).in_words()
        '29.8% (357 of 1,200 people; 95% interval 27.2% to 32.4%)'
        """
        worth = "" if self.design_effect < 1.05 else f", worth {self.effective_n:,.0f} of a simple sample"
        return (
            f"{self.percent:.1f}% ({self.said:,} of {self.answered:,} people{worth}; "
            f"{self.level:.0%} interval {self.lower:.1f}% to {self.upper:.1f}%)"
        )


def weighted_proportion(
    said: NDArray[np.bool_], answered: NDArray[np.bool_], design: Design, *, level: float = 0.95
) -> WeightedProportion:
    """Weighted share of those who ``answered`` and ``said`` so, among all respondents of ``design``.

    said, answered: one entry a respondent. ``answered`` also picks a group (women, a ward) within the sample: the
    whole design stays in the variance, as it must.
    Taylor-linearised variance of the ratio over final clusters within strata: Särndal, Swensson & Wretman (1992),
    5.7; less the sampled share of the population. The interval is Wilson's with the effective number that this
    variance implies, at most the number who answered, and fewer where clusters are few: Korn & Graubard (1998),
    Survey Methodology 24. Where all said the same, the effective number is Kish's.
    Raises ValueError where nobody answered.
    """
    is_in, yes = np.asarray(answered, dtype=bool), np.asarray(said, dtype=bool)
    number = int(is_in.sum())
    if number == 0:
        raise ValueError("Nobody answered, so there is no share.")
    weights = design.weights[is_in]
    total = float(weights.sum())
    share = min(float(weights[yes[is_in]].sum()) / total, 1.0)
    effective = kish_effective_n(weights)
    unsampled = 1 - design.sampled_share
    if 0 < share < 1:
        parts = np.where(is_in, design.weights * (yes - share), 0.0) / total
        variance = linearised_variance(parts, design)
        simple = share * (1 - share) / max(number - 1, 1)
        effective = min(number * simple / variance, float(number)) if variance > 0 else effective
        effective *= float((t.ppf(0.5 + level / 2, len(is_in) - 1) / t.ppf(0.5 + level / 2, design.freedom)) ** 2)
    lower, upper = wilson_interval(share, effective / unsampled, level=level) if unsampled else (share, share)
    return WeightedProportion(
        said=int((yes & is_in).sum()),
        answered=number,
        weighted_answered=total,
        percent=100 * share,
        lower=100 * lower,
        upper=100 * upper,
        effective_n=effective,
        level=level,
    )


def linearised_variance(parts: NDArray[np.float64], design: Design) -> float:
    """Variance of a sum of ``parts`` (one a respondent) between clusters within strata, population without end."""
    of_cluster = np.bincount(design.clusters, weights=parts)
    stratum_of = np.zeros(len(of_cluster), dtype=np.int64)
    stratum_of[design.clusters] = design.strata
    clusters = np.bincount(stratum_of)
    means = np.bincount(stratum_of, weights=of_cluster) / clusters
    squares = np.bincount(stratum_of, weights=(of_cluster - means[stratum_of]) ** 2)
    return float((clusters / (clusters - 1) * squares).sum())
