"""What local statistics ask of values before they compare them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.weights import Weights

Floats = npt.NDArray[np.float64]

_LEAST_AREAS = 3  # below this, the others of an area have no spread


def centred(values: npt.ArrayLike, weights: Weights) -> Floats:
    """The values less their mean, which no local statistic depends on; shape (n,).

    Raises ValueError, in a sentence, where there is nothing that could be compared.
    """
    given = np.asarray(values, dtype=float)
    if given.shape != (weights.n,):
        raise ValueError(f"There are {given.size:,} values for the {weights.n:,} areas of the weights.")
    if missing := int((~np.isfinite(given)).sum()):
        raise ValueError(f"{missing:,} of {given.size:,} areas have no value. Leave them out: weights.restricted_to().")
    if given.size < _LEAST_AREAS:
        raise ValueError(f"Local clusters need at least {_LEAST_AREAS} areas: there are {given.size}.")
    if given.min() == given.max():
        raise ValueError(f"All {given.size:,} areas have the same value, {given[0]:g}: there is nothing to find.")
    halved = given / 2  # so that the sum of huge values stays a number
    scale = float(np.abs(halved - halved.mean()).max())
    return np.asarray((halved - halved.mean()) / scale)
