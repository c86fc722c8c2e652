"""One number for concentration: the Gini coefficient, and the generalised one for fewer events than places."""

from __future__ import annotations

import numpy.typing as npt

from saferplace.analysis.concentration.tally import tally


def gini(counts: npt.ArrayLike) -> float:
    """0 when every place has the same count, near 1 when one place has everything. counts: whole, one a place.

    Raises ValueError as ``tally`` does. Gini (1912).

    >>> round(gini([10, 8, 2, 0, 0, 0, 0, 0, 0, 0]), 2)
    0.78
    """
    return float(tally(counts).gini()[0])


def generalised_gini(counts: npt.ArrayLike) -> float:
    """As ``gini``, but 0 when no place has more than one event although there are fewer events than places.

    With more places than events most places must stay empty, which the plain coefficient takes for concentration.
    Equal to ``gini`` when there are at least as many events as places.
    Bernasco & Steenbeek (2017), "More places than crimes", J. Quantitative Criminology 33, 451-467.

    >>> round(generalised_gini([5, 2, 1, 0, 0, 0, 0, 0, 0, 0]), 2)
    0.75
    """
    return float(tally(counts).generalised_gini()[0])
