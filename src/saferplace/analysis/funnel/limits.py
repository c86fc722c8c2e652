"""Limits of a funnel: exact ones by interpolating between whole counts, and those on a scale where spread is even."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, norm, poisson

Floats = NDArray[np.float64]

TAILS = (0.001, 0.025, 0.975, 0.999)
"""Lower 99.8%, lower 95%, upper 95%, upper 99.8%."""


def exact_poisson(centre: float, out_of: Floats, tail: float) -> Floats:
    """The rate that a Poisson count over ``out_of`` stays below with chance ``tail``."""
    return _interpolated(poisson(centre * out_of), tail) / out_of


def exact_binomial(centre: float, out_of: Floats, tail: float) -> Floats:
    """The share that a binomial count of ``out_of`` stays below with chance ``tail``."""
    return _interpolated(binom(out_of, centre), tail) / out_of


def _interpolated(counts: Any, tail: float) -> Floats:
    """Spiegelhalter (2005), appendix A.1.1: between the whole counts on either side of the tail's chance."""
    whole = counts.ppf(tail)
    at, before = counts.cdf(whole), counts.cdf(whole - 1)
    excess = np.divide(at - tail, at - before, out=np.zeros_like(at), where=at > before)
    return np.asarray(np.maximum(whole - excess, 0.0), dtype=np.float64)


@dataclass(frozen=True)
class Scale:
    """A scale on which the standard error of a rate is 1 / (2 √out_of), whatever the rate. highest: of the scale."""

    to: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    highest: float


SQUARE_ROOT = Scale(np.sqrt, np.square, np.inf)
"""For Poisson rates."""

ARCSINE = Scale(lambda share: np.arcsin(np.sqrt(share)), lambda angle: np.sin(angle) ** 2, np.pi / 2)
"""For shares."""


def even(scale: Scale, centre: float, spread: Floats, tail: float) -> Floats:
    """centre plus normal quantile times ``spread`` on the scale, brought back."""
    middle = scale.to(np.asarray(centre))
    return scale.back(np.clip(middle + float(norm.ppf(tail)) * spread, 0.0, scale.highest))
