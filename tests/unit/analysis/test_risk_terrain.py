"""Rates near features: known ratios are found again, and nothing is found in noise."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.cells import squares_over
from saferplace.analysis.risk_terrain import (
    Feature,
    Finding,
    associations,
    associations_negative_binomial,
    associations_of_snap_points,
    crowded,
    near,
)

CELLS = squares_over((0, 0, 7999, 7999), 200)
EAST, NORTH = CELLS.centres()


def features(seed: int = 3) -> tuple[Feature, ...]:
    rng = np.random.default_rng(seed)
    return tuple(
        Feature(name, rng.uniform(0, 8000, 12), rng.uniform(0, 8000, 12), within)
        for name, within in (("late bars", 500), ("schools", 400))
    )


def town(rng: np.random.Generator, bars: float = 2.5, overdispersed: bool = False) -> np.ndarray:
    mean = np.where(near(features()[0], EAST, NORTH), bars, 1.0)
    return rng.poisson(rng.gamma(2, mean / 2) if overdispersed else mean).astype(float)


def test_the_ratio_that_made_the_counts_is_found_again_and_the_other_feature_is_cleared() -> None:
    bars, schools = associations(town(np.random.default_rng(4)), EAST, NORTH, features()).features
    assert bars.lower < 2.5 < bars.upper and bars.finding() is Finding.MORE
    assert bars.upper - bars.lower < 0.8
    assert schools.finding() is Finding.NO_DIFFERENCE


def test_noise_is_hardly_ever_taken_for_a_finding() -> None:
    rng = np.random.default_rng(5)
    found = [associations(town(rng, bars=1, overdispersed=True), EAST, NORTH, features()).features for _ in range(100)]
    assert sum(any(one.finding() is not Finding.NO_DIFFERENCE for one in both) for both in found) <= 10


def test_the_interval_holds_the_truth_about_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(2)
    held = [
        one.lower < 2.5 < one.upper
        for one in (
            associations(town(rng, overdispersed=True), EAST, NORTH, features()).features[0] for _ in range(100)
        )
    ]
    assert 88 <= sum(held) <= 100


def test_a_feature_is_cleared_of_what_goes_with_its_neighbour() -> None:
    """Schools stand next to half of the bars: alone they seem to go with crime, together they do not."""
    rng = np.random.default_rng(6)
    bars = features()[0]
    schools = Feature("schools", bars.east[:8] + 100, bars.north[:8], 500)
    counts = town(rng)
    alone = associations(counts, EAST, NORTH, (schools,)).features[0]
    together = associations(counts, EAST, NORTH, (bars, schools)).features[1]
    assert alone.finding() is Finding.MORE and together.finding() is Finding.NO_DIFFERENCE


def test_more_variable_counts_make_wider_intervals() -> None:
    rng = np.random.default_rng(9)
    calm = associations(town(rng), EAST, NORTH, features())
    wild = associations(town(rng, overdispersed=True), EAST, NORTH, features())
    assert calm.dispersion == pytest.approx(1, abs=0.15) and wild.dispersion > 1.3

    def width(one):
        return np.log(one.features[0].upper / one.features[0].lower)

    assert width(wild) > 1.15 * width(calm)
    other = associations_negative_binomial(town(rng, overdispersed=True), EAST, NORTH, features()).features[0]
    assert other.lower < 2.5 < other.upper


def test_relative_risk_is_one_where_nothing_goes_with_crime_and_the_ratio_near_what_does() -> None:
    found = associations(town(np.random.default_rng(4)), EAST, NORTH, features())
    by_bars = near(features()[0], EAST, NORTH)
    assert set(np.round(found.relative_risk[~by_bars], 9)) == {1}
    assert found.relative_risk[by_bars] == pytest.approx(found.features[0].ratio)


def test_exposure_counts() -> None:
    counts = town(np.random.default_rng(1), bars=1.0)
    area = np.where(near(features()[0], EAST, NORTH), 0.5, 1.0)
    bars = associations(counts, EAST, NORTH, features(), area).features[0]
    assert bars.lower < 2 < bars.upper and bars.finding() is Finding.MORE


def test_a_feature_near_hardly_any_cell_is_too_few_to_tell_and_leaves_the_others_alone() -> None:
    counts = town(np.random.default_rng(1))
    far = Feature("lighthouses", np.array([90_000.0]), np.array([90_000.0]), 100)
    found = associations(counts, EAST, NORTH, (*features(), far))
    assert found.features[2].ratio is None
    assert found.features[2].in_words() == "Near lighthouses: too few to tell, because only 0 places are near."
    assert found.features[:2] == associations(counts, EAST, NORTH, features()).features


def test_a_count_of_features_can_stand_for_nearness() -> None:
    two = Feature("bars", np.array([0.0, 50.0]), np.array([0.0, 0.0]), 100)
    assert crowded(two, np.array([25.0, 140.0]), np.array([0.0, 0.0]), at_least=2).tolist() == [True, False]


def test_it_is_never_called_a_cause_and_police_points_say_what_they_are() -> None:
    counts = town(np.random.default_rng(1))
    assert "not a cause" in associations(counts, EAST, NORTH, features()).in_words()
    said = " ".join(associations_of_snap_points(counts, EAST, NORTH, features()).caveats)
    assert "does not say that they cause it" in said and "nightclub" in said


def same_place_twice() -> tuple[Feature, ...]:
    bars = features()[0]
    return bars, Feature("pubs", bars.east, bars.north, bars.within_m)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: associations(np.ones(3), EAST, NORTH, features()), "a count, an easting"),
        (lambda: associations(np.full(len(EAST), np.nan), EAST, NORTH, features()), "no count"),
        (lambda: associations(np.zeros(len(EAST)), EAST, NORTH, features()), "No feature can be told: late bars, only"),
        (lambda: associations(np.ones(len(EAST)), EAST, NORTH, ()), "no feature"),
        (lambda: associations(np.ones(len(EAST)), EAST, NORTH, same_place_twice()), "late bars and pubs are near"),
        (lambda: associations(np.ones(len(EAST)), EAST, NORTH, features()[:1] * 2), "same name"),
        (lambda: associations_negative_binomial(np.ones(len(EAST)), EAST, NORTH, features()), "do not vary more"),
        (lambda: Feature("bars", np.array([]), np.array([]), 100), "bars: there is none"),
        (lambda: Feature("bars", np.array([1.0]), np.array([np.nan]), 100), "no coordinates"),
        (lambda: Feature("bars", np.array([1.0]), np.array([1.0]), 0), "above zero metres"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_a_sentence(call, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()
