"""A change is called real where it is, hardly ever where nothing changed, and not where there is too little to tell."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from saferplace.analysis.cells import squares_over
from saferplace.analysis.density import VERDICTS, Kernel, change_surface, density_surface, dispersion_of, window_of
from saferplace.analysis.density.change import discoveries, two_sided
from saferplace.analysis.rate_ratio import Verdict, rate_ratio
from tests.unit.analysis.density.clustered import EXTENT_M, clustered

BOX = shapely.box(0, 0, EXTENT_M, EXTENT_M)
WINDOW = window_of(BOX, squares_over((0, 0, EXTENT_M - 1, EXTENT_M - 1), 250))
NOTHING = (np.zeros(0), np.zeros(0))
SETTINGS = {"window": WINDOW, "kernel": Kernel.QUARTIC, "bandwidth_m": 600.0}


@given(count=st.integers(0, 200), before=st.integers(0, 200), chance=st.floats(0.1, 0.9))
def test_the_p_value_of_whole_counts_is_the_exact_binomial_one(count: int, before: int, chance: float) -> None:
    (found,) = two_sided(np.array([float(count)]), np.array([float(before)]), chance)
    if count + before == 0:
        assert found == 1
        return
    tails = [binomtest(count, count + before, chance, alternative=side).pvalue for side in ("less", "greater")]
    assert found == pytest.approx(min(1, 2 * min(tails)), abs=1e-9)


def test_where_nothing_changed_hardly_any_map_shows_a_change() -> None:
    """200 pairs of periods from one and the same crime: at a false discovery rate of 5% at most about 5% of maps."""
    wrong = 0
    for seed in range(200):
        now, before = clustered(400, 2 * seed), clustered(400, 2 * seed)
        random = np.random.default_rng(seed)
        pooled = np.column_stack((np.concatenate((now[0], before[0] + 9)), np.concatenate((now[1], before[1] + 9))))
        later = random.random(800) < 0.5
        found = change_surface(tuple(pooled[later].T), tuple(pooled[~later].T), **SETTINGS)  # type: ignore[arg-type]
        wrong += bool((found.where(Verdict.REAL_RISE) | found.where(Verdict.REAL_FALL)).any())
    assert wrong <= 18  # 10 expected at most; 19 or more would come by chance once in 200


def test_events_that_come_in_sprees_need_the_dispersion_to_keep_to_that() -> None:
    """Sprees of four at a time: without the dispersion most maps would show changes that are not there."""
    wrong = {"plain": 0, "with dispersion": 0}
    for seed in range(60):
        random = np.random.default_rng(seed)
        points, period = np.column_stack(clustered(200, seed)), random.integers(0, 24, 200)
        east, north = (np.repeat(points[:, axis], 4) + random.normal(0, 30, 800) for axis in (0, 1))
        month = np.repeat(period, 4)
        block = (east // 1_000).astype(int) * 10 + (north // 1_000).astype(int)
        counts = np.zeros((70, 24), dtype=int)
        np.add.at(counts, (np.clip(block, 0, 69), month), 1)
        spread = (dispersion_of(counts[:, :12]) + dispersion_of(counts[:, 12:])) / 2
        later = month >= 12
        for name, dispersion in (("plain", 1.0), ("with dispersion", spread)):
            found = change_surface(
                (east[later], north[later]), (east[~later], north[~later]), **SETTINGS, dispersion=dispersion
            )  # type: ignore[arg-type]
            wrong[name] += bool((found.where(Verdict.REAL_RISE) | found.where(Verdict.REAL_FALL)).any())
    assert wrong["plain"] > 20
    assert wrong["with dispersion"] <= 7


def test_a_doubling_in_one_town_is_found_there_and_only_there() -> None:
    random = np.random.default_rng(1)
    before, now = clustered(1_500, 7), clustered(1_500, 7)
    now = (now[0] + random.normal(0, 40, 1_500), now[1] + random.normal(0, 40, 1_500))
    risen = random.normal(1_500, 250, (2, 120))
    found = change_surface((np.append(now[0], risen[0]), np.append(now[1], risen[1])), before, **SETTINGS)  # type: ignore[arg-type]
    east, north = WINDOW.squares.centres()
    away = np.hypot(east - 1_500, north - 1_500).reshape(WINDOW.squares.shape)
    rise = found.where(Verdict.REAL_RISE)
    assert rise[away < 300].all()
    assert not rise[away > 1_500].any()
    assert not found.where(Verdict.REAL_FALL).any()
    turned = change_surface(before, (np.append(now[0], risen[0]), np.append(now[1], risen[1])), **SETTINGS)  # type: ignore[arg-type]
    assert (turned.where(Verdict.REAL_FALL) == rise).all()
    np.testing.assert_allclose(turned.p_value, found.p_value)


def test_all_events_at_one_place_give_there_what_their_counts_give() -> None:
    middle = np.full(100, EXTENT_M / 2)
    found = change_surface((middle[:57], middle[:57]), (middle[:37], middle[:37]), **SETTINGS)  # type: ignore[arg-type]
    row = WINDOW.squares.rows // 2
    assert found.count[row, row] == pytest.approx(57, rel=0.01)
    assert found.ratio[row, row] == pytest.approx(rate_ratio(57, 37).ratio, rel=1e-6)
    assert found.p_value[row, row] == pytest.approx(0.0489, abs=0.002)  # binomtest(57, 94)


@pytest.mark.parametrize(("kernel", "bandwidth"), [(Kernel.QUARTIC, 600.0), (Kernel.GAUSSIAN, 300.0)])
def test_effective_events_are_those_of_the_sums_over_single_events(kernel: Kernel, bandwidth: float) -> None:
    """(ΣK)²/ΣK² from each event's own surface; the dispersion divides it."""
    now, before = clustered(40, 1), clustered(25, 2)
    found = change_surface(now, before, window=WINDOW, kernel=kernel, bandwidth_m=bandwidth, dispersion=2.0)
    single = np.array(
        [
            density_surface(
                east[None], north[None], squares=WINDOW.squares, kernel=kernel, bandwidth_m=bandwidth
            ).values
            for east, north in np.concatenate((np.column_stack(now), np.column_stack(before)))
        ]
    )
    total = single.sum(axis=0)
    clear = total > 0.3 * single.max()
    effective = total[clear] ** 2 / (single**2).sum(axis=0)[clear]
    np.testing.assert_allclose((found.count + found.count_before)[clear], effective / 2, rtol=0.1)
    share = single[:40].sum(axis=0)[clear] / total[clear]
    np.testing.assert_allclose(found.count[clear], effective / 2 * share, rtol=0.1, atol=0.02)
    assert clear.sum() > 100


@pytest.mark.parametrize(
    ("count", "before"), [(5, 5), (30, 30), (20, 12), (12, 20), (60, 30), (30, 60), (9, 2), (2, 0), (40, 0), (0, 8)]
)
def test_a_square_says_of_events_at_one_place_what_is_said_of_their_counts(count: int, before: int) -> None:
    middle = np.full(100, EXTENT_M / 2)
    found = change_surface((middle[:count], middle[:count]), (middle[:before], middle[:before]), **SETTINGS)  # type: ignore[arg-type]
    row = WINDOW.squares.rows // 2
    assert VERDICTS[found.code[row, row]] is rate_ratio(count, before).verdict


def test_a_shorter_period_is_compared_for_its_length() -> None:
    middle = np.full(400, EXTENT_M / 2)
    found = change_surface((middle[:100], middle[:100]), (middle, middle), **SETTINGS, exposure=0.25)  # type: ignore[arg-type]
    row = WINDOW.squares.rows // 2
    assert found.ratio[row, row] == pytest.approx(1)
    assert found.p_value[row, row] > 0.9


def test_few_events_are_too_few_to_tell_and_none_at_all_has_no_ratio() -> None:
    few = (np.array([3_000.0, 3_050.0]), np.array([3_000.0, 3_050.0]))
    found = change_surface(few, NOTHING, **SETTINGS)  # type: ignore[arg-type]
    assert found.where(Verdict.TOO_FEW).all()
    assert np.isnan(found.ratio[0, 0]) and np.isinf(found.ratio[12, 12])
    assert change_surface(NOTHING, NOTHING, **SETTINGS).where(Verdict.TOO_FEW).all()  # type: ignore[arg-type]


def test_outside_the_area_nothing_is_said() -> None:
    town = shapely.Point(3_000, 3_000).buffer(2_000)
    window = window_of(town, WINDOW.squares)
    found = change_surface(clustered(200, 1), clustered(200, 2), window=window, kernel=Kernel.GAUSSIAN, bandwidth_m=300)
    outside = window.share == 0
    assert (found.code[outside] == -1).all() and (found.code[~outside] >= 0).all()
    assert np.isnan(found.count[outside]).all() and np.isnan(found.p_value[outside]).all()


@pytest.mark.parametrize(
    ("chosen", "says"),
    [({"exposure": 0.0}, "exposure"), ({"dispersion": 0.5}, "below 1"), ({"false_discovery_rate": 1.0}, "between")],
)
def test_settings_that_mean_nothing_are_refused(chosen: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        change_surface(NOTHING, NOTHING, **SETTINGS, **chosen)  # type: ignore[arg-type]


def test_discoveries_are_those_of_a_published_example() -> None:
    """Benjamini & Hochberg (1995) §3.2: fifteen p-values, of which four stand at 5%."""
    published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip  # noqa: E501
    assert discoveries(np.array(published), 0.05).tolist() == [True] * 4 + [False] * 11
    assert not discoveries(np.zeros(0), 0.05).any() and not discoveries(np.ones(3), 0.05).any()


def test_the_dispersion_of_chance_is_one_and_of_nothing_too() -> None:
    random = np.random.default_rng(1)
    assert dispersion_of(random.poisson(3, (300, 12))) == pytest.approx(1, abs=0.06)
    assert dispersion_of(4 * random.poisson(3, (300, 12))) == pytest.approx(4, rel=0.06)
    assert dispersion_of(np.zeros((0, 0), dtype=int)) == dispersion_of(np.zeros((4, 4), dtype=int)) == 1
    assert dispersion_of(np.array([[3], [9]])) == 1
