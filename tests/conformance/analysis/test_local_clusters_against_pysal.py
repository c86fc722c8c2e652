"""Local statistics equal those of PySAL (esda 2.9, libpysal 4.14) on real small areas and on invented ones."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import esda
import libpysal
import numpy as np
import pytest
import shapely
from esda.smoothing import Empirical_Bayes, Spatial_Empirical_Bayes, assuncao_rate
from scipy.stats import spearmanr
from statsmodels.stats.multitest import multipletests

from saferplace.analysis.clusters import (
    benjamini_hochberg,
    benjamini_yekutieli,
    gi,
    gi_star,
    local_moran,
    locally_smoothed_rates,
    shuffled_others,
    smoothed_rates,
    standardised_rates,
)
from saferplace.analysis.weights import Weights, nearest, queen, rook, within_distance
from tests.conformance.analysis.hertfordshire import SmallAreas, small_areas


@pytest.fixture(autouse=True)
def their_warnings_are_theirs() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def areas() -> SmallAreas:
    return small_areas()


@pytest.fixture(scope="module")
def ours(areas: SmallAreas) -> Weights:
    return queen(areas.outlines, snap_m=20)


def theirs(weights: Weights) -> Any:
    """The same weights as PySAL holds them."""
    starts = weights.indptr
    rows = range(weights.n)
    return libpysal.weights.W(
        {i: weights.indices[starts[i] : starts[i + 1]].tolist() for i in rows},
        {i: weights.values[starts[i] : starts[i + 1]].tolist() for i in rows},
        id_order=list(rows),
        silence_warnings=True,
    )


def _their_g(areas: SmallAreas, weights: Weights, transform: str, *, star: bool) -> Any:
    return esda.G_Local(areas.counts, theirs(weights), transform=transform, star=star, permutations=0)


def test_gi_and_gi_star_equal_g_local_with_binary_weights(areas: SmallAreas, ours: Weights) -> None:
    without, with_self = (_their_g(areas, ours, "B", star=star).Zs for star in (False, True))
    np.testing.assert_allclose(gi(areas.counts, ours).z, without, rtol=0, atol=1e-9)
    np.testing.assert_allclose(gi_star(areas.counts, ours).z, with_self, rtol=0, atol=1e-9)


@pytest.mark.parametrize("star", [False, True])
def test_with_row_standardised_weights_z_is_g_locals_but_for_its_variance(
    areas: SmallAreas, ours: Weights, star: bool
) -> None:
    """G_Local's variance takes the sum of the squared weights for their sum, which holds for binary weights only.

    So its row-standardised z is too small, by a factor that depends on the number of neighbours. Put right by it, the
    two are equal; and ours, not G_Local's own, agrees with the z that G_Local gets by shuffling.
    """
    weights = ours.row_standardised()
    whole = weights.with_self().row_standardised() if star else weights
    z = (gi_star if star else gi)(areas.counts, whole).z
    n = weights.n if star else weights.n - 1
    squares = np.bincount(whole.rows, weights=whole.values**2)
    factor = np.sqrt((n - 1) / (n * squares - 1))
    np.testing.assert_allclose(z, _their_g(areas, ours, "R", star=star).Zs * factor, rtol=0, atol=1e-9)
    np.testing.assert_allclose(z, _their_g(areas, ours, "B", star=star).Zs, rtol=0, atol=1e-9)


def test_gi_of_any_weights_has_the_z_that_shuffling_gives(areas: SmallAreas, ours: Weights) -> None:
    uneven = replace(ours, values=np.random.default_rng(4).uniform(0.2, 2, len(ours.values))).row_standardised()
    shuffled = esda.G_Local(areas.counts, theirs(uneven), transform="R", permutations=4999, n_jobs=1, seed=1)
    z = gi(areas.counts, uneven).z
    assert np.median(np.abs(z - shuffled.z_sim)) < 0.02
    assert np.median(np.abs(shuffled.Zs - shuffled.z_sim)) > 0.2  # theirs, which its own shuffling contradicts


def test_local_moran_equals_moran_local(areas: SmallAreas, ours: Weights) -> None:
    for weights, transformation in ((ours, "B"), (ours.row_standardised(), "R")):
        found = local_moran(areas.counts, weights)
        peer = esda.Moran_Local(areas.counts, theirs(ours), transformation=transformation, permutations=0)
        np.testing.assert_allclose(found.statistic, peer.Is, rtol=0, atol=1e-9)
        assert (found.quadrant == peer.q).all()
        # Their I has n - 1 where that of the moments (Sokal, Oden & Thomson 1998) has n.
        z = (peer.Is * peer.n / (peer.n - 1) - peer.EIc) / np.sqrt(peer.VIc)
        np.testing.assert_allclose(found.z, z, rtol=0, atol=1e-9)


def test_shuffled_p_values_agree_with_moran_local_and_g_local(areas: SmallAreas, ours: Weights) -> None:
    """Within the error that 4,999 shuffles leave. Of ties, esda's lower tail leaves one out: here are none."""
    values = areas.counts + np.random.default_rng(2).uniform(0, 0.5, len(areas.counts))
    shuffles = 4999
    p = shuffled_others(values, ours, permutations=shuffles, seed=1)
    smaller = np.minimum(p.p_high, p.p_low)
    for peer in (
        esda.G_Local(values, theirs(ours), transform="B", permutations=shuffles, n_jobs=1, seed=5),
        esda.Moran_Local(values, theirs(ours), permutations=shuffles, n_jobs=1, seed=6),
    ):
        middle = (smaller + peer.p_sim) / 2
        error = np.sqrt(2 * middle * (1 - middle) / shuffles)
        assert np.abs((smaller - peer.p_sim) / error).max() < 6
        assert spearmanr(smaller, peer.p_sim).statistic > 0.999


def test_smoothed_rates_equal_those_of_esda(areas: SmallAreas, ours: Weights) -> None:
    events, people = areas.counts, areas.residents
    assert smoothed_rates(events, people) == pytest.approx(Empirical_Bayes(events, people).r.ravel(), abs=1e-12)
    local = Spatial_Empirical_Bayes(events, people, theirs(ours)).r.ravel()
    assert locally_smoothed_rates(events, people, ours) == pytest.approx(local, abs=1e-12)
    assert standardised_rates(events, people) == pytest.approx(assuncao_rate(events, people), abs=1e-9)


def test_adjusted_p_values_equal_those_of_statsmodels() -> None:
    p = np.random.default_rng(3).uniform(0, 1, 500) ** 3
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1], abs=1e-12)
    assert benjamini_yekutieli(p) == pytest.approx(multipletests(p, method="fdr_by")[1], abs=1e-12)


def _pairs(weights: Any) -> set[tuple[int, int]]:
    if isinstance(weights, Weights):
        return set(zip(weights.rows.tolist(), weights.indices.tolist(), strict=True))
    return {(i, j) for i, near in weights.neighbors.items() for j in near}


def test_real_outlines_have_the_neighbours_that_libpysal_finds(areas: SmallAreas) -> None:
    frame = pytest.importorskip("geopandas").GeoDataFrame(geometry=list(areas.outlines))
    fuzzy = libpysal.weights.fuzzy_contiguity(frame, buffering=True, buffer=10, drop=False)
    assert _pairs(queen(areas.outlines, snap_m=20)) == _pairs(fuzzy)


def test_shared_borders_and_corners_are_those_that_libpysal_finds() -> None:
    """Squares, whose corners meet, with some missing; and Voronoi cells."""
    kept = np.random.default_rng(5).uniform(size=225) < 0.8
    column, row = (axis.ravel()[kept] for axis in np.meshgrid(np.arange(15.0), np.arange(15.0)))
    points = shapely.MultiPoint(np.random.default_rng(6).uniform(0, 100, (150, 2)))
    cells = np.array(shapely.voronoi_polygons(points, extend_to=shapely.box(0, 0, 100, 100)).geoms)
    for polygons in (shapely.box(column, row, column + 1, row + 1), cells):
        frame = pytest.importorskip("geopandas").GeoDataFrame(geometry=list(polygons))
        options = {"use_index": False, "silence_warnings": True}
        assert _pairs(queen(polygons)) == _pairs(libpysal.weights.Queen.from_dataframe(frame, **options))
        assert _pairs(rook(polygons)) == _pairs(libpysal.weights.Rook.from_dataframe(frame, **options))


def test_near_points_are_those_that_libpysal_finds() -> None:
    points = np.random.default_rng(7).uniform(0, 10_000, (400, 2))
    east, north = points.T
    band = libpysal.weights.DistanceBand(points, threshold=700, silence_warnings=True)
    assert _pairs(within_distance(east, north, 700)) == _pairs(band)
    assert _pairs(nearest(east, north, 6)) == _pairs(libpysal.weights.KNN(points, k=6, silence_warnings=True))
