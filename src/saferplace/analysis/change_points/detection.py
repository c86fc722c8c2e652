"""Since when a series has been at its level, and from when at the latest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from saferplace.analysis.change_points.noise import noise
from saferplace.analysis.change_points.partition import SHORTEST, best_cuts, gains
from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.months import Month, Period
from saferplace.analysis.season.pattern import SeasonalPattern, seasonal_pattern

_PENALTY = 8.0  # generous: what is found here must still pass the test below
_CHANCE = 0.05
_DRAWS = 999


@dataclass(frozen=True)
class ChangePoint:
    """The level changed with ``since``; the data cannot say nearer than ``earliest`` to ``latest`` (95%).

    before, after: the average month on either side, season apart. chance: probability of so clear a change somewhere
    in the stretch around it where nothing changed.
    """

    since: Month
    earliest: Month
    latest: Month
    before: float
    after: float
    chance: float

    @property
    def percent(self) -> float | None:
        return (self.after / self.before - 1) * 100 if self.before else None

    def in_words(self) -> str:
        """
        >>> ChangePoint(Month(2021, 5), Month(2021, 3), Month(2021, 8), 31.2, 22.4, 0.001).in_words()
        'Lower since about May 2021 (some time from March to August 2021): from about 31 a month to about 22 (-28%).'
        """
        way = "Higher" if self.after > self.before else "Lower"
        when = (
            "" if self.earliest == self.latest else f" (some time from {Period(self.earliest, self.latest).in_words()})"
        )
        about = "" if self.earliest == self.latest else "about "
        percent = "" if self.percent is None else f" ({self.percent:+.0f}%)"
        return (
            f"{way} since {about}{self.since.in_words()}{when}: "
            f"from about {_said(self.before)} a month to about {_said(self.after)}{percent}."
        )


@dataclass(frozen=True)
class Level:
    """``mean``: the average month of ``period``, season apart."""

    period: Period
    mean: float


@dataclass(frozen=True, eq=False)
class ChangePoints:
    """changes: in order of time; levels: one more than changes. noise: variance in units of a Poisson's.

    season: the pattern taken out; None where no season could be told from chance.
    """

    changes: tuple[ChangePoint, ...]
    levels: tuple[Level, ...]
    noise: float
    season: SeasonalPattern | None

    def in_words(self) -> str:
        if not self.changes:
            period = self.levels[0].period
            return f"No lasting change of level from {period.in_words()} can be told from chance."
        return self.changes[-1].in_words()


def change_points(series: MonthlyCounts, *, seed: int) -> ChangePoints:
    """Lasting changes in the level of monthly counts, six months or longer, each unlikely (1 in 20) to be chance.

    A clear season (F test) is taken out first. Counts vary more than Poisson's and go with their neighbours: both are
    measured (`noise`) and every comparison is divided by them. Cuts are the best for a penalty of 8 on the scaled
    deviance (between the BIC's 2 log n of 55 months and 5% of the sup-LR distribution, Andrews 1993); then, weakest
    first, a cut is dropped unless its likelihood ratio is beyond 95% of those of 999 series of the same noise without
    a change (negative binomial, seeded). The interval is the smallest set of months with 95% of the profile
    likelihood. Gaps are left out: a change within one is dated to all of it.
    Raises ValueError for fewer than 24 counts, or no events. A slow trend shows as several steps.
    """
    pattern = seasonal_pattern(series)
    known = np.flatnonzero(series.is_known)
    counts = series.counts[known]
    exposure = pattern.index[series.calendar_month[known]] if pattern.is_clear else np.ones(len(counts))
    spread = float(noise(counts, exposure, known))
    rng = np.random.default_rng(seed)
    cuts = best_cuts(counts, exposure, _PENALTY * spread)
    chances = [_chance(counts, exposure, known, around, rng) for around in _stretches(cuts, len(counts))]
    while cuts and max(chances) > _CHANCE:
        weakest = int(np.argmax(chances))
        cuts = cuts[:weakest] + cuts[weakest + 1 :]
        chances = [_chance(counts, exposure, known, around, rng) for around in _stretches(cuts, len(counts))]
    edges = [0, *cuts, len(counts)]
    means = [counts[a:b].sum() / exposure[a:b].sum() for a, b in pairwise(edges)]
    months = [series.first + int(nth) for nth in known]
    changes = []
    for nth, (start, end) in enumerate(_stretches(cuts, len(counts))):
        low, high = _likely(gains(counts[start:end], exposure[start:end]) / spread)
        earliest = months[start + SHORTEST + low - 1] + 1  # the first month after the last known at the old level
        latest = months[start + SHORTEST + high]
        changes.append(ChangePoint(months[cuts[nth]], earliest, latest, means[nth], means[nth + 1], chances[nth]))
    levels = tuple(
        Level(Period(months[a], months[b - 1]), mean) for (a, b), mean in zip(pairwise(edges), means, strict=True)
    )
    return ChangePoints(tuple(changes), levels, spread, pattern if pattern.is_clear else None)


def _stretches(cuts: list[int], n: int) -> list[tuple[int, int]]:
    """For each cut, from the cut before it to the one after it."""
    return list(zip([0, *cuts[:-1]], [*cuts[1:], n], strict=True)) if cuts else []


def _chance(
    counts: Counts,
    exposure: Counts,
    at: npt.NDArray[np.int64],
    stretch: tuple[int, int],
    rng: np.random.Generator,
) -> float:
    """Share of series without a change whose clearest change is at least as clear; the series itself is one of them."""
    of = slice(*stretch)
    spread = float(noise(counts, exposure, at))
    mean = exposure[of] * counts[of].sum() / exposure[of].sum()
    drawn = _noisy(np.broadcast_to(mean, (_DRAWS, len(mean))), spread, rng)
    seen = float(gains(counts[of], exposure[of]).max()) / spread
    by_chance = gains(drawn, exposure[of]).max(axis=-1) / noise(drawn, exposure[of], at[of])
    return float((1 + (by_chance >= seen).sum()) / (1 + _DRAWS))


def _noisy(mean: Counts, spread: float, rng: np.random.Generator) -> Counts:
    """Counts with variance ``spread`` times their mean."""
    if spread <= 1:
        return rng.poisson(mean).astype(float)
    p = 1 / spread
    return rng.negative_binomial(np.maximum(mean * p / (1 - p), 1e-9), p).astype(float)


def _likely(gain: Counts) -> tuple[int, int]:
    """First and last split of the smallest set that holds 95% of the likelihood."""
    weight = np.exp((gain - gain.max()) / 2)
    order = np.argsort(-weight, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weight[order]), 0.95 * weight.sum())) + 1
    return int(order[:enough].min()), int(order[:enough].max())


def _said(level: float) -> str:
    return f"{level:,.0f}" if level >= 10 else f"{level:.1f}"
