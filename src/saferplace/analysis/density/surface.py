"""A density surface: events per square kilometre, smoothed over a grid of squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.cells import Squares
from saferplace.analysis.density.kernels import Kernel
from saferplace.analysis.density.lattice import lattice_under, spread
from saferplace.analysis.density.stencil import stencil
from saferplace.analysis.density.window import Window

Values = npt.NDArray[np.float64]

_CELLS_PER_BANDWIDTH = 200


@dataclass(frozen=True, eq=False)
class Surface:
    """values: mean events per km² in each square (in its part of the area), shape ``squares.shape``, south first;
    NaN outside the area. n: events (or their weight) that it was made from. window: None where there is no boundary.
    """

    squares: Squares
    values: Values
    kernel: Kernel
    bandwidth_m: float
    n: float
    window: Window | None = None

    @property
    def areas_km2(self) -> Values:
        """The ground of each square that lies in the area."""
        if self.window is None:
            return np.full(self.squares.shape, self.squares.cell_area_km2)
        return self.window.share * self.squares.cell_area_km2

    @property
    def mass(self) -> float:
        """Events under the surface. It is ``n``, but for what the kernel carries over the edge of the grid."""
        return float(np.nansum(self.values * self.areas_km2))

    def at(self, east: Values, north: Values) -> Values:
        """The value of the square that each point lies in; NaN outside."""
        cell = self.squares.cell_of(east, north)
        return np.where(cell >= 0, self.values.ravel()[np.maximum(cell, 0)], np.nan)


def density_surface(
    east: Values,
    north: Values,
    *,
    squares: Squares,
    kernel: Kernel,
    bandwidth_m: float,
    weights: Values | None = None,
) -> Surface:
    """Kernel density estimate; see `density_surface_within` for an area with a boundary.

    east, north: metres, shape (n,). weights: of each event (>= 0), shape (n,). Events beyond the grid still give to
    the squares that their kernel reaches. No events give a surface of noughts.
    Silverman (1986); for crime Chainey, Tompson & Uhlig (2008). Raises ValueError, in a sentence.

    >>> grid = Squares(0, 0, 100, columns=20, rows=20)
    >>> where = np.array([1000.0, 1050.0])
    >>> density_surface(where, where, squares=grid, kernel=Kernel.QUARTIC, bandwidth_m=300).mass
    2.0
    """
    east, north, weights = checked_points(east, north, weights)
    check_bandwidth(bandwidth_m, squares)
    given = stencil(kernel, bandwidth_m, squares.cell_m)
    nodes = lattice_under(squares, given).shared(east, north, weights)
    values = spread(nodes, given, squares) / squares.cell_area_km2
    n = float(len(east)) if weights is None else float(weights.sum())
    return Surface(squares, values, kernel, float(bandwidth_m), n)


def checked_points(east: Values, north: Values, weights: Values | None) -> tuple[Values, Values, Values | None]:
    """The same as float arrays. Raises ValueError for what is no point or no weight."""
    east, north = np.ascontiguousarray(east, dtype=float), np.ascontiguousarray(north, dtype=float)
    if east.shape != north.shape or east.ndim != 1:
        raise ValueError("Each event needs one easting and one northing.")
    if not (np.isfinite(east).all() and np.isfinite(north).all()):
        raise ValueError("An event without coordinates cannot be put on a surface.")
    if weights is None:
        return east, north, None
    weights = np.ascontiguousarray(weights, dtype=float)
    if weights.shape != east.shape or not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("Each event needs one weight, a number that is not below zero.")
    return east, north, weights


def check_bandwidth(bandwidth_m: float, squares: Squares) -> None:
    if not (np.isfinite(bandwidth_m) and bandwidth_m > 0):
        raise ValueError("The bandwidth must be a number of metres above zero.")
    if bandwidth_m < squares.cell_m / 2:
        raise ValueError(
            f"A bandwidth of {bandwidth_m:,.0f} m is too small for squares of {squares.cell_m:,.0f} m: choose squares "
            f"of at most {2 * bandwidth_m:,.0f} m, or a wider bandwidth."
        )
    if bandwidth_m > _CELLS_PER_BANDWIDTH * squares.cell_m:
        raise ValueError(
            f"A bandwidth of {bandwidth_m:,.0f} m is too wide for squares of {squares.cell_m:,.0f} m: choose squares "
            f"of at least {bandwidth_m / _CELLS_PER_BANDWIDTH:,.0f} m."
        )
