"""The best way to cut a series of counts into levels, found exactly."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.monthly_counts import Counts

SHORTEST = 6
"""Months that a level must last. Shorter spells are for the control chart: exceptional months, not a new level."""


def best_cuts(counts: Counts, exposure: Counts, penalty: float, shortest: int = SHORTEST) -> list[int]:
    """Positions at which a new level begins, such that Poisson deviance + penalty for each cut is least.

    counts, exposure: shape (n,); the expected count of a month is the level of its stretch times its exposure.
    Optimal partitioning by dynamic programming, Jackson et al. (2005): exact, n² / 2 costs.

    >>> best_cuts(np.array([2.0] * 10 + [9.0] * 10), np.ones(20), penalty=10)
    [10]
    """
    n = len(counts)
    events, months = _sums(counts), _sums(exposure)
    best, came_from = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=np.int64)
    best[0] = -penalty
    for end in range(shortest, n + 1):
        starts = np.arange(0, end - shortest + 1)
        costs = best[starts] + penalty + cost(events[end] - events[starts], months[end] - months[starts])
        came_from[end] = int(np.argmin(costs))
        best[end] = costs[came_from[end]]
    cuts, end = [], n
    while end > 0 and came_from[end] > 0:
        end = int(came_from[end])
        cuts.append(end)
    return cuts[::-1]


def gains(counts: Counts, exposure: Counts, shortest: int = SHORTEST) -> Counts:
    """By how much one cut at each of ``shortest`` … n - ``shortest`` lowers the deviance, shape (..., splits)."""
    events, months = _sums(counts), _sums(exposure)
    n = counts.shape[-1]
    left = slice(shortest, n - shortest + 1)
    found: Counts = (
        cost(events[..., n], months[n])[..., None]
        - cost(events[..., left], months[left])
        - cost(events[..., n, None] - events[..., left], months[n] - months[left])
    )
    return found


def cost(events: Counts, exposure: Counts) -> Counts:
    """Poisson deviance of a stretch, less what every way of cutting has in common."""
    level = np.maximum(events, 1e-300) / np.maximum(exposure, 1e-300)
    found: Counts = np.asarray(-2 * np.where(events > 0, events * np.log(level), 0.0))
    return found


def _sums(values: Counts) -> Counts:
    found: Counts = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)
    return found
