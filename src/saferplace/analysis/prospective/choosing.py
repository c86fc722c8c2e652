"""Spending a budget of area on the places with the highest scores."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.prospective.history import Floats, Places, Whole

_DIGITS_THAT_COUNT = 10  # scores equal to so many digits are a tie, not an order made by rounding


def chosen_shares(scores: Floats, area_km2: Floats, budget_km2: float) -> Floats:
    """Which part of each place is chosen, from 0 to 1, so that exactly the budget is spent; shape (places,).

    Places are taken by score for their area, most first. Where equal ones do not all fit, each is taken in the part
    that fits: what a draw among them would give on average, so that no order of the list can flatter a method.
    Raises ValueError for a budget that is not above zero or larger than the whole, and for scores that are no numbers.

    >>> chosen_shares(np.array([3.0, 1.0, 1.0, 0.0]), np.ones(4), 2.0).tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    whole = float(area_km2.sum())
    if not 0 < budget_km2 <= whole * (1 + 1e-9):
        raise ValueError(f"The area to choose must be above zero and at most the whole: {whole:g}.")
    density = _comparable(scores, area_km2)
    _, group = np.unique(-density, return_inverse=True)
    areas = np.bincount(group, weights=area_km2)
    before = np.concatenate(([0.0], np.cumsum(areas)[:-1]))
    shares: Floats = np.clip((budget_km2 - before) / areas, 0.0, 1.0)[group]
    return shares


def chosen_places(scores: Floats, places: Places, budget_km2: float) -> Whole:
    """Whole places for a list or a map, most first: numbers of as many as fit into the budget, at least one.

    A tie goes to the place farther north, then farther west, so that the same question has the same answer. Places
    with a score of zero are never chosen: nothing speaks for them.
    """
    density = _comparable(scores, places.area_km2)
    order = np.lexsort((places.east, -places.north, -density))
    order = order[density[order] > 0]
    fits = np.cumsum(places.area_km2[order]) <= budget_km2 * (1 + 1e-9)
    chosen: Whole = order[: max(1, int(fits.sum()))]
    return chosen


def _comparable(scores: Floats, area_km2: Floats) -> Floats:
    if not np.isfinite(scores).all():
        raise ValueError("A score must be a number for every place.")
    density = scores / area_km2
    largest = float(np.abs(density).max(initial=0.0))
    compared: Floats = np.round(density / largest, _DIGITS_THAT_COUNT) if largest else np.zeros(len(density))
    return compared
