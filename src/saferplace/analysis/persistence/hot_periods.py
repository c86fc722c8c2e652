"""When is a place hot? Four ways to say it; each gives a table of places × periods of yes and no."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr
from scipy.stats import false_discovery_control, poisson

Floats = npt.NDArray[np.float64]
Hot = npt.NDArray[np.bool_]


def hot_by_share(counts: npt.ArrayLike, share: float = 0.1) -> Hot:
    """In each period the places in the top ``share`` (0 to 1) by count; never a place where nothing happened.

    Places that tie with the last of them are left out rather than let in, so that never more than the share are hot.
    Raises ValueError for counts that are missing or below zero, or a share outside 0 to 1.

    >>> hot_by_share([[9, 0], [3, 0], [1, 0], [0, 1]], 0.25).tolist()
    [[True, False], [False, False], [False, False], [False, True]]
    """
    table = _checked_counts(counts)
    if not 0 < share < 1:
        raise ValueError("The share of places that are hot must lie between 0 and 1.")
    most = int(np.floor(share * len(table)))
    if most == 0:
        raise ValueError(f"With {len(table)} places the top {share:.1%} is less than one place.")
    # The next count below the last that is let in: only counts above it are hot.
    bar = np.partition(table, len(table) - most - 1, axis=0)[len(table) - most - 1]
    return np.asarray(table > bar)


def hot_by_chance(counts: npt.ArrayLike, exposure: npt.ArrayLike | None = None, *, level: float = 0.05) -> Hot:
    """In each period the places with more events than an even spread over all places would give by chance.

    exposure: residents, households or square kilometres of each place (shape places, > 0); None for equal places.
    One-sided Poisson probability of the count or more, at the period's mean over all places; the false discovery rate
    is held at ``level`` within each period (Benjamini & Hochberg 1995). Crimes come in runs, so a place is found hot
    somewhat too easily. Raises ValueError for counts or exposures that cannot be.

    >>> hot_by_chance([[9, 1], [1, 1], [0, 2], [1, 1], [1, 2], [0, 1]]).tolist()[0]
    [True, False]
    """
    table = _checked_counts(counts)
    weight = np.ones(len(table)) if exposure is None else np.asarray(exposure, dtype=np.float64)
    if weight.shape != (len(table),) or not np.isfinite(weight).all() or not (weight > 0).all():
        raise ValueError("Each place needs one exposure, above zero.")
    expected = np.outer(weight / weight.sum(), table.sum(axis=0))
    # sf of a zero mean is 0 for any count ≥ 0; where nothing was expected, nothing happened.
    chance = np.where(table > 0, poisson.sf(table - 1, np.maximum(expected, 1e-300)), 1.0)
    return _discoveries(chance, level)


def hot_by_z_score(z: npt.ArrayLike, *, level: float = 0.05) -> Hot:
    """In each period the places whose z-score (such as Getis-Ord Gi*) is high beyond chance.

    z: places × periods, positive for many events. One-sided, with the false discovery rate held at ``level`` within
    each period. Raises ValueError for scores that are missing.

    >>> hot_by_z_score([[4.0, 0.1], [-4.0, 0.3]]).tolist()
    [[True, False], [False, False]]
    """
    scores = np.asarray(z, dtype=np.float64)
    if scores.ndim != 2 or scores.size == 0 or not np.isfinite(scores).all():
        raise ValueError("Each place needs a score in each period; leave out periods that are not held.")
    return _discoveries(ndtr(-scores), level)


def hot_by_p_value(p_values: npt.ArrayLike, *, level: float = 0.05) -> Hot:
    """In each period the places whose count, or cluster, chance would hardly make so large.

    p_values: places × periods, one-sided for many events, of whatever test (such as Gi* against shuffled values). The
    false discovery rate is held at ``level`` within each period. Raises ValueError for what is not a probability.

    >>> hot_by_p_value([[0.001, 0.2], [0.9, 0.3]]).tolist()
    [[True, False], [False, False]]
    """
    chance = np.asarray(p_values, dtype=np.float64)
    if chance.ndim != 2 or chance.size == 0 or not ((chance >= 0) & (chance <= 1)).all():
        raise ValueError("Each place needs a probability in each period; leave out periods that are not held.")
    return _discoveries(chance, level)


def _discoveries(chance: Floats, level: float) -> Hot:
    if not 0 < level < 1:
        raise ValueError("The level must lie between 0 and 1.")
    return np.asarray(false_discovery_control(chance, axis=0) <= level)


def _checked_counts(counts: npt.ArrayLike) -> Floats:
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or table.size == 0:
        raise ValueError("Hot places need a table of places and periods with something in it.")
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError("A count is missing or below zero; leave out periods that are not held.")
    return table
