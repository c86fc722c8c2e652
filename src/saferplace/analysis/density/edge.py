"""Edge correction: what happened beyond the boundary is not known, so a kernel may not carry events out there.

Without it, a surface falls towards the boundary for no other reason than that nobody counted on the other side.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.density.kernels import Kernel
from saferplace.analysis.density.lattice import given_back, lattice_under, spread
from saferplace.analysis.density.stencil import stencil
from saferplace.analysis.density.surface import Surface, check_bandwidth, checked_points
from saferplace.analysis.density.window import Window

Values = npt.NDArray[np.float64]


def density_surface_within(
    east: Values,
    north: Values,
    *,
    window: Window,
    kernel: Kernel,
    bandwidth_m: float,
    weights: Values | None = None,
) -> Surface:
    """Each event is divided by the share of its kernel that lies in the area, so that it counts as one event there.

    Events outside the area are left out; the mass is the number of those inside. Jones (1993) §3, Diggle (2010)
    eq. 18.9, the correction ``diggle=TRUE`` of R's spatstat. It keeps the number, and still falls at the very edge (to
    69% on a straight one, where events are even): for a map, the uniform correction is better there.
    Raises ValueError as `density_surface` does.
    """
    squares = window.squares
    check_bandwidth(bandwidth_m, squares)
    east, north, weights = _inside(window, east, north, weights)
    given = stencil(kernel, bandwidth_m, squares.cell_m)
    lattice = lattice_under(squares, given)
    nodes = lattice.shared(east, north, weights)
    kept = given_back(window.share, given, lattice)
    corrected = np.divide(nodes, kept, out=np.zeros_like(nodes), where=nodes > 0)
    return _surface(spread(corrected, given, squares), window, kernel, bandwidth_m, east, weights)


def density_surface_within_uniform(
    east: Values,
    north: Values,
    *,
    window: Window,
    kernel: Kernel,
    bandwidth_m: float,
    weights: Values | None = None,
) -> Surface:
    """Each square is divided by the share of a kernel around it that lies in the area: right where density is even.

    Diggle (1985), the default of R's spatstat. The mass is near the number of events, not exactly that.
    """
    squares = window.squares
    check_bandwidth(bandwidth_m, squares)
    east, north, weights = _inside(window, east, north, weights)
    given = stencil(kernel, bandwidth_m, squares.cell_m)
    nodes = lattice_under(squares, given).shared(east, north, weights)
    within = share_of_kernel_within(window, kernel, bandwidth_m)
    corrected = np.divide(spread(nodes, given, squares), within, out=np.zeros(squares.shape), where=within > 0)
    return _surface(corrected, window, kernel, bandwidth_m, east, weights)


def share_of_kernel_within(window: Window, kernel: Kernel, bandwidth_m: float) -> Values:
    """How much of a kernel around the ground of each square lies in the area; shape ``squares.shape``, from 0 to 1.

    It is the surface that the area itself makes, so that events spread evenly over the area come out level.
    """
    given = stencil(kernel, bandwidth_m, window.squares.cell_m)
    ground = _ground_at_nodes(window, given.pad, given.nodes_per_cell)
    ground += lattice_under(window.squares, given).shared(*window.edge, np.full(len(window.edge[0]), window.edge_share))
    return np.clip(spread(ground, given, window.squares), 0, 1)


def _ground_at_nodes(window: Window, pad: int, per_cell: int) -> Values:
    """Squares wholly inside, shared among the nodes under them: a node on an edge stands for half as much."""
    whole = (window.share == 1).astype(float) / per_cell**2
    rows, columns = (count * per_cell + 1 for count in window.squares.shape)
    ground = np.zeros((rows + 2 * pad * per_cell, columns + 2 * pad * per_cell))
    under = ground[pad * per_cell : pad * per_cell + rows, pad * per_cell : pad * per_cell + columns]
    halves = np.full(per_cell + 1, 1.0)
    halves[[0, -1]] = 0.5
    for up, above in enumerate(halves):
        for right, beside in enumerate(halves):
            part = under[up : up + rows - 1 : per_cell, right : right + columns - 1 : per_cell]
            part += above * beside * whole
    return ground


def _inside(
    window: Window, east: Values, north: Values, weights: Values | None
) -> tuple[Values, Values, Values | None]:
    east, north, weights = checked_points(east, north, weights)
    inside = window.holds(east, north)
    return east[inside], north[inside], None if weights is None else weights[inside]


def _surface(
    spread_out: Values, window: Window, kernel: Kernel, bandwidth_m: float, east: Values, weights: Values | None
) -> Surface:
    per_km2 = np.where(window.share > 0, spread_out / window.squares.cell_area_km2, np.nan)
    n = float(len(east)) if weights is None else float(weights.sum())
    return Surface(window.squares, per_km2, kernel, float(bandwidth_m), n, window)
