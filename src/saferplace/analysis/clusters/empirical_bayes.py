"""Rates of small denominators, drawn towards what is usual as far as chance alone could have moved them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.weights import Weights

Floats = npt.NDArray[np.float64]


def smoothed_rates(events: npt.ArrayLike, population: npt.ArrayLike) -> Floats:
    """Each area's rate, drawn towards the rate of all: the fewer its people, the farther.

    events: shape (n,), counts (>= 0). population: shape (n,), people (> 0). Returns events per person; shape (n,).
    Raises ValueError for missing or negative counts, or an area where nobody lives.
    Global empirical Bayes by moments: Marshall (1991), Applied Statistics 40.

    >>> smoothed_rates([0, 30, 12], [100, 1000, 500]).round(4)
    array([0.0258, 0.0268, 0.0261])
    """
    count, people = _checked(events, population)
    overall = count.sum() / people.sum()
    rate = count / people
    between = float((people * (rate - overall) ** 2).sum() / people.sum() - overall / people.mean())
    return _drawn(rate, overall, max(between, 0.0), people)


def locally_smoothed_rates(events: npt.ArrayLike, population: npt.ArrayLike, weights: Weights) -> Floats:
    """Each area's rate, drawn towards the rate of it and its neighbours together (Marshall 1991, local).

    weights: who is a neighbour; what each counts is not asked. An island keeps its own rate.
    """
    count, people = _checked(events, population)
    if count.shape != (weights.n,):
        raise ValueError(f"There are {count.size:,} counts for the {weights.n:,} areas of the weights.")
    itself = np.arange(weights.n)
    is_other = weights.indices != weights.rows
    rows = np.concatenate((weights.rows[is_other], itself))
    near = np.concatenate((weights.indices[is_other], itself))

    def together(of: Floats) -> Floats:
        return np.bincount(rows, weights=of, minlength=weights.n).astype(float)

    here, members = together(people[near]), together(np.ones(len(near)))
    usual = together(count[near]) / here
    rate = count / people
    between = together(people[near] * (rate[near] - usual[rows]) ** 2) / here - usual / (here / members)
    return _drawn(rate, usual, np.maximum(between, 0.0), people)


def standardised_rates(events: npt.ArrayLike, population: npt.ArrayLike) -> Floats:
    """Each area's rate in standard deviations from that of all, the deviation being wider where fewer live.

    For local Moran of rates: Assunção & Reis (1999), Statistics in Medicine 18. Arguments and errors as
    `smoothed_rates`; also ValueError where nothing happened at all.
    """
    count, people = _checked(events, population)
    if not count.any():
        raise ValueError("Nothing happened in any of these areas, so no rate can stand out.")
    overall = count.sum() / people.sum()
    rate = count / people
    between = (people * (rate - overall) ** 2).sum() / people.sum() - overall / people.mean()
    variance = between + overall / people
    return np.asarray((rate - overall) / np.sqrt(np.where(variance < 0, overall / people, variance)))


def _drawn(rate: Floats, usual: Floats | float, between: Floats | float, people: Floats) -> Floats:
    """between: variance of the true rates. Nought where chance explains all there is: then the usual rate holds."""
    by_chance = usual / people
    whole = between + by_chance
    # Nothing happened, here or near: the rate is nought already.
    kept = np.divide(between, whole, out=np.zeros(len(people)), where=whole > 0)
    return np.asarray(usual + (rate - usual) * kept)


def _checked(events: npt.ArrayLike, population: npt.ArrayLike) -> tuple[Floats, Floats]:
    count, people = np.asarray(events, dtype=float), np.asarray(population, dtype=float)
    if count.ndim != 1 or count.shape != people.shape or not count.size:
        raise ValueError("Rates need one count and one population for each area, and at least one area.")
    if not np.isfinite(count).all() or (count < 0).any():
        raise ValueError("Every area needs a count that is not below zero.")
    if not np.isfinite(people).all() or (people <= 0).any():
        nobody = int((~(people > 0) | ~np.isfinite(people)).sum())
        raise ValueError(f"{nobody:,} of {people.size:,} areas have no residents, so no rate: leave them out.")
    return count, people
