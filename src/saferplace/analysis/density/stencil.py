"""What one event adds to each square near it.

A square's value is the *average* over the square, not the value at its middle: then the squares add up to the events,
and a square that is large beside the bandwidth is not misjudged by where its middle happens to lie.

The Gaussian is the product of one factor for each axis, so that it can be spread along rows and then along columns.
The quartic is not; but a sum of a few such products is as near to it as anyone can see (its eigenvectors; Treitel &
Shanks 1971), and far quicker than adding discs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from saferplace.analysis.density.kernels import Kernel

Values = npt.NDArray[np.float64]

_STEPS_PER_BANDWIDTH = 40  # for the average of a quartic kernel over a square
_LEFT_OUT = 0.001  # of the peak, at most, by products that are not added
_LEFT_OUT_OF_SQUARES = 0.00001  # of theirs: where a share is a twentieth of its peak, its square is a four-hundredth


@dataclass(frozen=True, eq=False)
class Stencil:
    """The share that a node gives to each square around it, as a sum of products of a share up and a share across.

    The square that begins ``pad`` squares and ``t`` nodes before a node gets ``along[:, t]`` of it on that axis.
    along: shape (products, reach). signs: +1 or -1 for each product. whole: what a node must be multiplied by, from
    where it lies in its square, so that its shares add up right; shape (nodes_per_cell, nodes_per_cell).
    peak: the largest share there is. nodes_per_cell, pad: of the lattice that it fits.
    """

    along: Values
    signs: tuple[float, ...]
    whole: Values
    peak: float
    nodes_per_cell: int
    pad: int


@lru_cache(maxsize=32)
def stencil(kernel: Kernel, bandwidth_m: float, cell_m: float) -> Stencil:
    """Of events."""
    nodes, pad = _lattice(kernel, bandwidth_m, cell_m)
    if kernel is Kernel.GAUSSIAN:
        along = _gaussian(bandwidth_m, cell_m, nodes, pad)
        return Stencil(along[None, :], (1.0,), np.ones((nodes, nodes)), float(along.max() ** 2), nodes, pad)
    over = _quartic(bandwidth_m, cell_m, nodes, pad)
    return _products(over, nodes, pad, _LEFT_OUT)


@lru_cache(maxsize=32)
def squared_stencil(kernel: Kernel, bandwidth_m: float, cell_m: float) -> Stencil:
    """Of the squares of the shares: what the variance of a sum of them is made of."""
    nodes, pad = _lattice(kernel, bandwidth_m, cell_m)
    if kernel is Kernel.GAUSSIAN:
        along = _gaussian(bandwidth_m, cell_m, nodes, pad) ** 2
        return Stencil(along[None, :], (1.0,), np.ones((nodes, nodes)), float(along.max() ** 2), nodes, pad)
    return _products(_quartic(bandwidth_m, cell_m, nodes, pad) ** 2, nodes, pad, _LEFT_OUT_OF_SQUARES)


def _lattice(kernel: Kernel, bandwidth_m: float, cell_m: float) -> tuple[int, int]:
    nodes = max(1, ceil(kernel.nodes_per_bandwidth * cell_m / bandwidth_m))
    return nodes, ceil(kernel.reach * bandwidth_m / cell_m)


def _gaussian(bandwidth_m: float, cell_m: float, nodes: int, pad: int) -> Values:
    from_node = (pad + 0.5) * cell_m - np.arange((2 * pad + 1) * nodes + 1) * (cell_m / nodes)
    along: Values = ndtr((from_node + cell_m / 2) / bandwidth_m) - ndtr((from_node - cell_m / 2) / bandwidth_m)
    for phase in range(nodes):
        along[phase::nodes] /= along[phase::nodes].sum()
    return along


def _quartic(bandwidth_m: float, cell_m: float, nodes: int, pad: int) -> Values:
    """The kernel's mean over the square at each offset, from sums of fine samples; shape (reach, reach)."""
    step = cell_m / nodes
    fine = max(1, ceil(_STEPS_PER_BANDWIDTH * step / bandwidth_m))
    half = (pad + 1) * nodes * fine
    middles = (np.arange(-half, half) + 0.5) * (step / fine)
    sampled = Kernel.QUARTIC.density(np.hypot(middles[:, None], middles[None, :]), bandwidth_m)
    below = np.pad(sampled.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    start = (2 * pad + 1) * nodes * fine - np.arange((2 * pad + 1) * nodes + 1) * fine
    end = start + nodes * fine
    over = below[np.ix_(end, end)] - below[np.ix_(start, end)] - below[np.ix_(end, start)] + below[np.ix_(start, start)]
    over = np.clip(over, 0, None) * (step / fine) ** 2
    averaged: Values = over / _by_phase(over, nodes)[np.ix_(np.arange(len(over)) % nodes, np.arange(len(over)) % nodes)]
    return averaged


def _by_phase(over: Values, nodes: int) -> Values:
    """What the shares of a node add up to, by where it lies in its square."""
    return np.array([[over[up::nodes, right::nodes].sum() for right in range(nodes)] for up in range(nodes)])


def _products(over: Values, nodes: int, pad: int, left_out: float) -> Stencil:
    strength, vectors = np.linalg.eigh((over + over.T) / 2)
    order = np.argsort(-np.abs(strength))
    near, count = np.zeros_like(over), 0
    while np.abs(over - near).max() > left_out * over.max():
        at = order[count]
        near += strength[at] * np.outer(vectors[:, at], vectors[:, at])
        count += 1
    kept = order[:count]
    along = np.ascontiguousarray((vectors[:, kept] * np.sqrt(np.abs(strength[kept]))).T)
    whole = _by_phase(over, nodes) / _by_phase(near, nodes)
    return Stencil(along, tuple(np.sign(strength[kept]).tolist()), whole, float(over.max()), nodes, pad)
