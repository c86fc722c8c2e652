"""Density surfaces beside SciPy's gaussian_kde, scikit-learn's KernelDensity and KDEpy's NaiveKDE."""

from __future__ import annotations

import numpy as np
import pytest
from KDEpy import NaiveKDE
from scipy.stats import gaussian_kde
from sklearn.neighbors import KernelDensity

from saferplace.analysis.cells import Squares
from saferplace.analysis.density import Kernel, density_surface
from tests.unit.analysis.density.clustered import clustered

# Squares of 25 m under a bandwidth of 300 m: a square's mean and the value at its middle are the same to 0.2%.
GRID = Squares(0, 0, 25, columns=240, rows=240)
EAST, NORTH = clustered(600, 11)
SOME = slice(None, None, 7)


def values(kernel: Kernel, east: np.ndarray = EAST, north: np.ndarray = NORTH, grid: Squares = GRID) -> np.ndarray:
    """Per m² and event, as the peers give it."""
    found = density_surface(east, north, squares=grid, kernel=kernel, bandwidth_m=300)
    return found.values.ravel()[SOME] / 1e6 / len(east)


def assert_same(ours: np.ndarray, theirs: np.ndarray) -> None:
    assert np.abs(ours - theirs).max() / theirs.max() < 0.005


def middles(grid: Squares = GRID) -> np.ndarray:
    return np.column_stack(grid.centres())[SOME]


def test_the_gaussian_surface_is_that_of_scipy() -> None:
    """gaussian_kde smooths by its factor times the covariance: of points whose covariance is (1 km)² on both axes."""
    points = np.vstack((EAST, NORTH))
    root = np.linalg.cholesky(np.linalg.inv(np.cov(points)))
    even = root.T @ (points - points.mean(axis=1, keepdims=True)) * 1_000 + 3_000
    peer = gaussian_kde(even, bw_method=0.3)
    np.testing.assert_allclose(peer.covariance, 300**2 * np.eye(2), atol=1e-6)
    assert_same(values(Kernel.GAUSSIAN, even[0], even[1]), peer(middles().T))


def test_the_gaussian_surface_is_that_of_scikit_learn() -> None:
    peer = KernelDensity(kernel="gaussian", bandwidth=300, rtol=1e-6).fit(np.column_stack((EAST, NORTH)))
    assert_same(values(Kernel.GAUSSIAN), np.exp(peer.score_samples(middles())))


@pytest.mark.parametrize(
    ("kernel", "name", "deviation"),
    [(Kernel.GAUSSIAN, "gaussian", 300), (Kernel.QUARTIC, "biweight", 300 / np.sqrt(7))],
)
def test_both_surfaces_are_those_of_kdepy(kernel: Kernel, name: str, deviation: float) -> None:
    """KDEpy states a bandwidth as the kernel's deviation in one dimension: a biweight's is its reach / √7."""
    peer = NaiveKDE(kernel=name, bw=deviation).fit(np.column_stack((EAST, NORTH)))
    assert_same(values(kernel), peer.evaluate(middles()))
