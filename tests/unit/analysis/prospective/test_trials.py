"""Methods are tried on held-back periods, from the past alone, and none is called better than counting unproved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from saferplace.analysis.prospective import (
    CannotForecast,
    Choice,
    FadingCounts,
    Forecaster,
    History,
    KernelDensity,
    LastPeriod,
    LastYear,
    Places,
    ProspectiveHotspots,
    SamePeriodLastYear,
    SpaceTimeRegression,
    Trials,
    Versus,
    choice_of_method,
    dated_events,
    held_back,
    rolling_trials,
    uncertain_accuracy,
)
from tests.unit.analysis.prospective.crimes import CELLS, months_of_counts, near_repeats

EVERY_METHOD: tuple[Forecaster, ...] = (
    LastYear(), LastPeriod(), SamePeriodLastYear(), FadingCounts(), KernelDensity(), SpaceTimeRegression(),
    ProspectiveHotspots(),
)  # fmt: skip
SIMPLE = LastYear().name


@dataclass(frozen=True)
class Eavesdropper:
    """Would use the future, were it there."""

    name: str = "eavesdropping"

    def scores(self, past: History, period: int) -> np.ndarray:
        assert past.periods.max() < period
        assert past.events is None or past.events.day.max() < past.calendar.first_day(period)
        return past.counts[:, -1]


def tried(history: History, methods: tuple[Forecaster, ...], most: int = 12) -> tuple[Trials, Choice]:
    trials = rolling_trials(history, methods, held_back(history, most=most), 0.5)
    return trials, choice_of_method(trials, SIMPLE, seed=1)


def test_no_method_sees_the_period_that_it_forecasts_or_anything_later() -> None:
    history = near_repeats(3)
    periods = held_back(history)
    rolling_trials(history, [Eavesdropper()], periods, 0.5)
    target = int(periods[0])
    spoilt = replace(history, counts=np.where(history.periods >= target, 99.0, history.counts))
    assert history.events is not None
    late = history.events.day >= history.calendar.first_day(target)
    moved = dated_events(history.events.day, np.where(late, 10.0, history.events.east), history.events.north)
    spoilt = replace(spoilt, events=moved)
    for method in EVERY_METHOD:
        honest, tempted = (method.scores(each.before(target), target) for each in (history, spoilt))
        assert (honest == tempted).all(), method.name


def test_near_repeats_are_foreseen_better_by_the_prospective_method_than_by_counting() -> None:
    _, choice = tried(near_repeats(7), (LastYear(), ProspectiveHotspots(step_m=60)))
    assert choice.best == choice.to_use == "near repeats"
    assert choice.of("near repeats").verdict is Versus.BETTER
    assert "more than chance" in choice.in_words()


def test_where_hot_spots_are_steady_no_method_is_called_better_than_counting() -> None:
    _, choice = tried(months_of_counts(2), EVERY_METHOD[:-1])
    assert choice.to_use == SIMPLE
    assert choice.of(LastPeriod().name).verdict is Versus.WORSE
    assert all(one.verdict is not Versus.BETTER for one in choice.compared)


def test_a_method_that_cannot_forecast_every_period_is_left_out_and_says_why() -> None:
    trials, _ = tried(months_of_counts(), EVERY_METHOD)
    assert trials.unable == {"near repeats": "These records have no days, only months."}
    assert len(trials.names) == len(EVERY_METHOD) - 1


def test_a_gap_is_unknown_and_never_zero() -> None:
    history = months_of_counts()
    kept = np.ones(30, dtype=bool)
    kept[22:27] = False
    gappy = replace(history, periods=history.periods[kept], counts=history.counts[:, kept])
    first_after = int(history.periods[27])
    assert held_back(gappy, most=3).tolist() == history.periods[27:].tolist()
    with pytest.raises(CannotForecast, match="just before"):
        LastPeriod().scores(gappy.before(first_after), first_after)
    assert LastYear().scores(gappy.before(first_after), first_after) == pytest.approx(
        history.counts[:, 15:22].mean(axis=1)
    )
    assert held_back(gappy, most=40, least_known=12).tolist() == history.periods[12:22].tolist()


def test_intervals_hold_the_estimate_repeat_with_the_seed_and_narrow_with_more_crime() -> None:
    history = months_of_counts(5)
    widths = []
    for each in (history, replace(history, counts=history.counts * 20)):
        trials, _ = tried(each, EVERY_METHOD, most=4)
        found = uncertain_accuracy(trials, SIMPLE, seed=9)
        assert found == uncertain_accuracy(trials, SIMPLE, seed=9)
        for interval in (found.hit_rate, found.pai, found.pei, found.recapture_rate):
            assert interval.estimate and interval.lower and interval.upper
            assert interval.lower < interval.estimate < interval.upper
        assert found.pai.upper is not None and found.pai.lower is not None
        widths.append(found.pai.upper - found.pai.lower)
    assert widths[1] < widths[0]


def test_nine_in_ten_intervals_or_more_hold_the_true_hit_rate() -> None:
    area, rate = np.full(20, 1.0), np.concatenate((np.full(4, 5.0), np.full(16, 1.0)))
    ground = Places(np.arange(20.0), np.zeros(20), area)
    held = 0
    for seed in range(60):
        chance = np.random.default_rng(seed)
        counts = chance.poisson(rate[:, None], (20, 15)).astype(float)
        counts[:, :11] = rate[:, None]  # a known past, so that the chosen ground is always the same
        trials = rolling_trials(History(ground, months_of_counts().calendar, np.arange(15), counts), [LastYear()],
                                [12, 13, 14], 4.0)  # fmt: skip
        found = uncertain_accuracy(trials, SIMPLE, seed=seed).hit_rate
        assert found.lower is not None and found.upper is not None
        held += found.lower <= 20 / 36 <= found.upper
    assert held >= 54


def test_the_order_of_the_places_changes_no_result() -> None:
    history = months_of_counts(6)
    turned = np.random.default_rng(0).permutation(CELLS.count)
    shuffled = History(
        Places(history.places.east[turned], history.places.north[turned], history.places.area_km2[turned]),
        history.calendar, history.periods, history.counts[turned],
    )  # fmt: skip
    straight, other = (tried(each, EVERY_METHOD) for each in (history, shuffled))
    for one, two in zip(straight[1].compared, other[1].compared, strict=True):
        assert (one.name, one.verdict, one.hits) == (two.name, two.verdict, pytest.approx(two.hits))


def test_too_little_to_try_anything_is_said() -> None:
    history = months_of_counts()
    assert not len(held_back(history.before(int(history.periods[3]))))
    with pytest.raises(ValueError, match="too few periods"):
        rolling_trials(history, [LastYear()], [], 0.5)
    with pytest.raises(ValueError, match="name of its own"):
        rolling_trials(history, [LastYear(), LastYear()], [int(history.periods[20])], 0.5)
    with pytest.raises(ValueError, match="No method can forecast"):
        rolling_trials(history, [ProspectiveHotspots()], [int(history.periods[20])], 0.5)
    with pytest.raises(ValueError, match="one that is known"):
        rolling_trials(history, [LastYear()], [int(history.periods[-1]) + 1], 0.5)
    trials = rolling_trials(history, [LastPeriod()], [int(history.periods[20])], 0.5)
    with pytest.raises(ValueError, match="was not tried"):
        choice_of_method(trials, SIMPLE, seed=1)
    with pytest.raises(ValueError, match="number from 0"):
        replace(history, counts=history.counts * np.nan)


def test_nothing_ever_recorded_gives_a_result_without_figures() -> None:
    history = months_of_counts()
    empty = replace(history, counts=history.counts * 0)
    trials, choice = tried(empty, (LastYear(), FadingCounts(), KernelDensity(), SpaceTimeRegression()))
    assert choice.to_use == SIMPLE
    assert uncertain_accuracy(trials, SIMPLE, seed=1).pai.in_words() == "not calculable"
