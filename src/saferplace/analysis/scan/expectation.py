"""What a series would bring if nothing had changed, how far chance carries it, and how unlikely a count is then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc
from scipy.stats import nbinom

Floats = NDArray[np.float64]

_PRIOR_MONTHS = 10.0
"""How many months of a series' own variation weigh as much as what all series say together. Our choice: a year of
months then counts about half."""


@dataclass(frozen=True)
class Expectation:
    """expected: events in the judged period. dispersion: variance for each one of them, with that of the mean (> 1)."""

    expected: Floats
    dispersion: Floats
    months: NDArray[np.int64]


def expectation(counts: Floats, weights: Floats, weight_now: Floats) -> Expectation:
    """The level of each series in its baseline, carried to the judged period.

    counts: shape (series, months) of the baseline, NaN where there is no figure. weights: how much of an ordinary
    month each is, broadcast to the same shape; weight_now: of the judged period, shape (series,).
    The level is (events + ½) / weight. The dispersion of a series is 1 + k level, as for negative-binomial counts with
    the k of all series together, or more where its own months say so: then its Pearson chi-square for each degree of
    freedom (quasi-Poisson; McCullagh & Nelder 1989, *Generalized Linear Models*, section 6.2), drawn towards that.
    With few months a lucky calm stretch would otherwise make an ordinary month look exceptional.
    """
    known = ~np.isnan(counts)
    weight = np.where(known, weights, 0.0)
    months = known.sum(axis=1)
    events = np.where(known, counts, 0.0)
    all_weight = weight.sum(axis=1)
    level = np.divide(events.sum(axis=1) + 0.5, all_weight, out=np.full(len(counts), np.nan), where=all_weight > 0)
    fitted = np.nan_to_num(level)[:, None] * weight
    squares = np.where(known, (events - fitted) ** 2, 0.0)
    freedom = np.maximum(months - 1, 0)
    pearson = np.divide(squares, fitted, out=np.zeros_like(fitted), where=fitted > 0).sum(axis=1)
    clustering = _clustering(squares, fitted, months)
    prior = 1 + clustering * np.nan_to_num(level)
    dispersion = np.maximum(prior, (pearson + _PRIOR_MONTHS * prior) / (freedom + _PRIOR_MONTHS))
    # The level itself is uncertain: its variance adds weight_now / all_weight of the count's own.
    known_level = np.divide(weight_now, all_weight, out=np.full(len(counts), np.nan), where=all_weight > 0)
    return Expectation(level * weight_now, dispersion * (1 + known_level), months)


def _clustering(squares: Floats, fitted: Floats, months: NDArray[np.int64]) -> float:
    """k of negative-binomial counts (variance = mean + k mean²) by moments over all series; 0 where none cluster."""
    lost = np.divide(months, np.maximum(months - 1, 1), where=months > 1, out=np.zeros(len(months)))
    mean_square = (fitted**2).sum(axis=1)
    usable = months > 1
    excess = (squares.sum(axis=1) * lost - fitted.sum(axis=1))[usable].sum()
    base = mean_square[usable].sum()
    return float(max(0.0, excess / base)) if base > 0 else 0.0


def chance_of(counts: Floats, expected: Floats, dispersion: Floats) -> tuple[Floats, Floats]:
    """Chance of a count as low, and of one as high, half of the count itself left out of each (mid-p).

    Negative binomial with mean ``expected`` and variance ``dispersion`` (> 1) times that.
    """
    size = expected / (dispersion - 1)
    share = 1 / dispersion
    at_most = betainc(size, counts + 1, share)
    below = np.where(counts > 0, betainc(size, np.maximum(counts, 1), share), 0.0)
    middle = (at_most + below) / 2
    # From the complement: 1 - betainc loses the small chances that matter most.
    over = np.where(counts > 0, betainc(np.maximum(counts, 1), size, 1 - share), 1.0)
    over = (over + betainc(counts + 1, size, 1 - share)) / 2
    return middle, over


def usual_ranges(expected: Floats, dispersion: Floats) -> tuple[Floats, Floats]:
    """The counts that 95 of 100 such periods would fall between: lowest and highest of each series."""
    size, share = expected / (dispersion - 1), 1 / dispersion
    return np.asarray(nbinom.ppf(0.025, size, share)), np.asarray(nbinom.ppf(0.975, size, share))
