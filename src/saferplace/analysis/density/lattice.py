"""Points shared among the nodes of a fine lattice, and nodes spread over squares.

A million points become some hundred thousand nodes first; only those are spread by the kernel. Each point is shared
among the four nodes around it, more to the nearer (linear binning, Wand 1994; Wand & Jones 1995 appendix D). Nodes lie
so close that a surface is nowhere further from the exact sum than about 1% of what its events would give at their own
peak (``Kernel.nodes_per_bandwidth``); a test holds it to that.

The compiled loops are imported where they are called: numba takes half a second to load, which no other page should
wait for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.cells import Squares
from saferplace.analysis.density.stencil import Stencil

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lattice:
    """left, bottom: of the first node, in metres."""

    left: float
    bottom: float
    step_m: float
    columns: int
    rows: int

    def shared(self, east: Values, north: Values, weights: Values | None) -> Values:
        """The weight at each node; shape (rows, columns). Points beyond the nodes are left out."""
        from saferplace.analysis.density.loops import share_among_nodes

        onto = np.zeros((self.rows, self.columns))
        weight = np.ones(len(east)) if weights is None else weights
        share_among_nodes(east, north, weight, self.left, self.bottom, self.step_m, onto)
        return onto

    def between(self, held: Values, east: Values, north: Values) -> Values:
        """What ``held`` says at each point, between nodes; NaN beyond them."""
        from saferplace.analysis.density.loops import between_nodes

        found: Values = between_nodes(east, north, self.left, self.bottom, self.step_m, held)
        return found


def lattice_under(squares: Squares, stencil: Stencil) -> Lattice:
    """Nodes under the squares, and as far around them as the kernel reaches."""
    return Lattice(
        squares.left - stencil.pad * squares.cell_m,
        squares.bottom - stencil.pad * squares.cell_m,
        squares.cell_m / stencil.nodes_per_cell,
        (squares.columns + 2 * stencil.pad) * stencil.nodes_per_cell + 1,
        (squares.rows + 2 * stencil.pad) * stencil.nodes_per_cell + 1,
    )


def spread(nodes: Values, stencil: Stencil, squares: Squares) -> Values:
    """How much of the weight at the nodes comes to each square; shape ``squares.shape``."""
    scale = stencil.whole[:, np.arange(nodes.shape[1]) % stencil.nodes_per_cell]
    return _without_ripples(gathered(nodes, scale, stencil, squares.rows, squares.columns))


def gathered(nodes: Values, scale: Values, stencil: Stencil, rows: int, columns: int) -> Values:
    """The sum of the nodes around each square times their shares; see `loops.gather`."""
    from saferplace.analysis.density.loops import gather

    signs = np.array(stencil.signs)
    found: Values = gather(
        nodes, np.ascontiguousarray(scale), stencil.along, signs, stencil.nodes_per_cell, rows, columns
    )
    return found


def given_back(cells: Values, stencil: Stencil, lattice: Lattice) -> Values:
    """For each node, the sum of ``cells`` weighted by what it gives to each: the transpose of `spread`."""
    from saferplace.analysis.density.loops import give_rows

    total = np.zeros((lattice.columns, lattice.rows))
    for sign, along in zip(stencil.signs, stencil.along, strict=True):
        by_row = give_rows(cells, along, stencil.nodes_per_cell, lattice.rows)
        total += sign * give_rows(np.ascontiguousarray(by_row.T), along, stencil.nodes_per_cell, lattice.columns)
    back = np.ascontiguousarray(total.T)
    return _without_ripples(back * _tiled(stencil.whole, back.shape))


def _tiled(whole: Values, shape: tuple[int, int]) -> Values:
    return whole[np.ix_(np.arange(shape[0]) % len(whole), np.arange(shape[1]) % len(whole))]


def _without_ripples(values: Values) -> Values:
    """A sum of products that is cut short dips just below nought far from any event. The sum stays what it was."""
    if values.min() >= 0:
        return values
    kept = np.clip(values, 0, None)
    before, after = values.sum(), kept.sum()
    return kept * (before / after) if before > 0 else kept
