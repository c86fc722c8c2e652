"""How far to smooth. Three answers, each by a rule that can be said in a sentence; none depends on who looks.

All are found for the Gaussian kernel and carried over by `for_kernel` (canonical kernels, Marron & Nolan 1988).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, pi, sqrt

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from saferplace.analysis.density.kernels import Kernel
from saferplace.analysis.density.lattice import Lattice, gathered
from saferplace.analysis.density.places import Places, distinct_places
from saferplace.analysis.density.stencil import Stencil

Values = npt.NDArray[np.float64]

# R(K)/μ₂(K)² to the power 1/(d+4) in two dimensions: Gaussian 1/4π and 1; quartic 9/5π and 1/8.
_QUARTIC_FOR_GAUSSIAN = ((9 / (5 * pi) * 64) / (1 / (4 * pi))) ** (1 / 6)
_REACH = 5.0  # deviations of the Gaussian
_TRIED = 9  # bandwidths, each a fixed step wider than the last, before the best is searched more finely
_FINE = 4  # nodes per bandwidth: an error of half a per cent, of no account in a logarithm
_MOST_NODES = 1_500_000
_INTERQUARTILE_OF_NORMAL = 1.349


@dataclass(frozen=True)
class CrossValidation:
    """bandwidth_m: for the kernel asked for. tried_m, score: of each bandwidth tried, narrowest first.

    is_at_the_end: the best was the narrowest or widest that could be tried, so that the data do not settle it.
    """

    bandwidth_m: float
    tried_m: tuple[float, ...]
    score: tuple[float, ...]
    places: int
    is_at_the_end: bool


def for_kernel(gaussian_m: float, kernel: Kernel) -> float:
    """The bandwidth of ``kernel`` that smooths as much as a Gaussian of this one.

    >>> round(for_kernel(100, Kernel.QUARTIC), 1)
    277.9
    """
    return gaussian_m * (_QUARTIC_FOR_GAUSSIAN if kernel is Kernel.QUARTIC else 1.0)


def bandwidth_by_rule(east: Values, north: Values, kernel: Kernel) -> float:
    """Scott's rule in two dimensions, from the spread and number of distinct places.

    Spread: on each axis the smaller of the standard deviation and the interquartile range/1.349, so that a few far
    places do not widen it; their geometric mean. Times places^(-1/6). Scott (1992) §6.3, Silverman (1986) §3.4.2.
    It suits one hump; where events cluster in several towns it smooths too much. Raises ValueError where events are all
    at one place or on one line.
    """
    places = _several(distinct_places(east, north))
    spread = sqrt(_spread(places.east) * _spread(places.north))
    return for_kernel(spread * len(places.east) ** (-1 / 6), kernel)


def bandwidth_by_neighbours(east: Values, north: Values, kernel: Kernel, *, nearest: int) -> float:
    """Mean distance from each distinct place to its k-th nearest (Williamson et al. 1999), as the kernel's reach.

    It is taken as it is for the quartic kernel, whose bandwidth is where it ends. Raises ValueError where there are not
    more than ``nearest`` places.
    """
    places = _several(distinct_places(east, north))
    if not 1 <= nearest < len(places.east):
        raise ValueError(f"There are {len(places.east):,} distinct places: ask for a neighbour from 1 to one fewer.")
    points = np.column_stack((places.east, places.north))
    distance, _ = cKDTree(points).query(points, k=[nearest + 1])
    quartic = float(distance.mean())
    return quartic if kernel is Kernel.QUARTIC else quartic / _QUARTIC_FOR_GAUSSIAN


def bandwidth_by_likelihood(east: Values, north: Values, kernel: Kernel) -> CrossValidation:
    """The bandwidth under which the events of each place are best foreseen from those of all *other* places.

    Leave-one-out likelihood (Habbema, Hermans & van den Broek 1974; Duin 1976), leaving out one *place* at a time with
    all its events: published snap points hold many events each, and leaving out only one of them would always choose
    no smoothing at all. One event more is thought to be spread evenly over the ground, so that a single far place does
    not decide. Tried: from an eighth of the distance between places, were they laid out evenly, to the spread of all.

    Raises ValueError where events are all at one place or on one line.
    """
    places = _several(distinct_places(east, north))
    widest = sqrt(_spread(places.east) * _spread(places.north))
    size = np.ptp(places.east) * np.ptp(places.north)
    narrowest = max(sqrt(size / len(places.east)) / 8, _FINE * sqrt(size / _MOST_NODES) / 2)
    tried = dict.fromkeys(np.geomspace(narrowest, max(widest, 2 * narrowest), _TRIED).tolist(), 0.0)
    step = (max(tried) / min(tried)) ** (1 / (_TRIED - 1))
    for h in tried:
        tried[h] = left_out_likelihood(places, h)
    for closer in (step**0.5, step**0.25):
        best = max(tried, key=lambda h: tried[h])
        for h in (best / closer, best * closer):
            if min(tried) <= h <= max(tried):
                tried[h] = left_out_likelihood(places, h)
    every = sorted(tried.items())
    found = max(tried, key=lambda h: tried[h])
    return CrossValidation(
        for_kernel(found, kernel),
        tuple(for_kernel(h, kernel) for h, _ in every),
        tuple(one for _, one in every),
        len(places.east),
        is_at_the_end=found in (every[0][0], every[-1][0]),
    )


def left_out_likelihood(places: Places, gaussian_m: float) -> float:
    """Mean log-likelihood of an event from the events of the other places, smoothed by a Gaussian of this bandwidth."""
    total = places.weight.sum()
    ground = (np.ptp(places.east) + gaussian_m) * (np.ptp(places.north) + gaussian_m)
    others = np.clip(_at_places(places, gaussian_m) - _own(places, gaussian_m), 0, None)
    density = (others + 1 / ground) / (total - places.weight + 1)
    return float((places.weight * np.log(density)).sum() / total)


def _lattice(places: Places, gaussian_m: float) -> tuple[Lattice, int]:
    step = gaussian_m / _FINE
    pad = ceil(_REACH * _FINE)
    columns = int(np.ptp(places.east) / step) + 2 + 2 * pad
    rows = int(np.ptp(places.north) / step) + 2 + 2 * pad
    left, bottom = places.east.min() - pad * step, places.north.min() - pad * step
    return Lattice(left, bottom, step, columns, rows), pad


def _along(gaussian_m: float, pad: int) -> Values:
    """The kernel along one axis at the distances between nodes, per metre."""
    away = np.arange(-pad, pad + 1) / _FINE
    along: Values = np.exp(-(away**2) / 2) / (gaussian_m * sqrt(2 * pi))
    return along


def _at_places(places: Places, gaussian_m: float) -> Values:
    lattice, pad = _lattice(places, gaussian_m)
    nodes = lattice.shared(places.east, places.north, places.weight)
    along = Stencil(_along(gaussian_m, pad)[None, :], (1.0,), np.ones((1, 1)), 1.0, 1, pad)
    smooth = np.zeros_like(nodes)
    inner = gathered(nodes, np.ones((1, lattice.columns)), along, lattice.rows - 2 * pad, lattice.columns - 2 * pad)
    smooth[pad : pad + inner.shape[0], pad : pad + inner.shape[1]] = inner
    return lattice.between(smooth, places.east, places.north)


def _own(places: Places, gaussian_m: float) -> Values:
    """What each place's own events add to it on the lattice: shared among nodes, smoothed, and read between them."""
    lattice, pad = _lattice(places, gaussian_m)
    along = _along(gaussian_m, pad)
    peak, beside = along[pad], along[pad + 1]
    own = places.weight.copy()
    for position, origin in ((places.east, lattice.left), (places.north, lattice.bottom)):
        part = ((position - origin) / lattice.step_m) % 1
        own *= (part**2 + (1 - part) ** 2) * peak + 2 * part * (1 - part) * beside
    return own


def _several(places: Places) -> Places:
    if len(places.east) < 3 or np.ptp(places.east) == 0 or np.ptp(places.north) == 0:
        raise ValueError(
            "The events are at fewer than three places, or on one line: nothing in them says how far to smooth. "
            "Choose a bandwidth."
        )
    return places


def _spread(position: Values) -> float:
    deviation = float(position.std(ddof=1))
    between = float(np.subtract(*np.percentile(position, [75, 25]))) / _INTERQUARTILE_OF_NORMAL
    return min(deviation, between) if between > 0 else deviation
