"""Harm by published weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.harm import Scheme, Weights, harm, harm_change, weighted_sum
from saferplace.analysis.rate_ratio import Verdict
from saferplace.analysis.rates import exact_interval

# Illustrative, as in the worked example; the real editions are loaded from their publishers.
DAYS = Weights(
    Scheme.CAMBRIDGE_HARM_INDEX,
    "example",
    {"rape": 1825, "robbery": 365, "burglary": 20, "common assault": 1, "drugs": 5},
)
COUNTS = {"rape": 2, "robbery": 5, "burglary": 40, "common assault": 300}


def test_the_worked_example_of_practice_comes_to_6575_days_and_two_crimes_are_over_half() -> None:
    found = harm(COUNTS, DAYS)
    assert found.total == 6575
    assert [(one.offence, one.harm) for one in found.offences] == [
        ("rape", 3650),
        ("robbery", 1825),
        ("burglary", 800),
        ("common assault", 300),
    ]
    assert [(one.offence, one.count) for one in found.heaviest_half()] == [("rape", 2)]
    assert found.in_words() == (
        "347 offences come to 6,575 days of imprisonment (Cambridge Crime Harm Index, edition example)."
        " 2 of them (rape) are 56% of the harm."
    )
    assert found.per_1000(155_081) == pytest.approx(42.4, abs=0.05)


def test_offences_without_a_weight_are_named_with_their_counts() -> None:
    found = harm({**COUNTS, "bigamy": 3, "piracy": 0}, DAYS)
    assert found.unweighted == (("bigamy", 3),)
    assert found.total == 6575
    assert "Not in the total: 3 offences without a weight (bigamy)." in found.in_words()


def test_what_police_find_by_looking_is_weighed_apart() -> None:
    found = harm({**COUNTS, "drugs": 100}, DAYS, proactive={"drugs"})
    assert (found.total, found.proactive_total, found.count) == (6575, 500, 347)
    assert "Kept apart: 100 offences that police find by looking (500 days of imprisonment)." in found.in_words()


def test_two_grave_crimes_more_double_harm_and_could_be_chance() -> None:
    change = harm_change(harm({**COUNTS, "rape": 4}, DAYS), harm(COUNTS, DAYS))
    assert change.verdict is not Verdict.REAL_RISE
    assert change.in_words().startswith("from 6,575 to 10,225 days of imprisonment, ratio 1.56, 95% interval")


def test_a_change_in_thousands_of_burglaries_is_real() -> None:
    before, now = harm({"burglary": 1000}, DAYS), harm({"burglary": 1300}, DAYS)
    assert harm_change(now, before).verdict is Verdict.REAL_RISE
    assert harm_change(before, now).verdict is Verdict.REAL_FALL


def test_no_harm_in_one_or_both_periods_is_said_without_a_percentage() -> None:
    none, some = harm({"burglary": 0}, DAYS), harm({"burglary": 4}, DAYS)
    assert harm_change(none, none).ratio is None
    assert harm_change(some, none).in_words() == "from 0 to 80 days of imprisonment: too few to tell"
    assert harm_change(none, some).ratio == 0
    assert harm_change(none, some).verdict is Verdict.TOO_FEW
    assert none.heaviest_half() == ()


def test_editions_and_sets_of_offences_are_never_mixed() -> None:
    other = Weights(Scheme.CAMBRIDGE_HARM_INDEX, "February 2026", DAYS.by_offence)
    with pytest.raises(ValueError, match="one scheme and edition"):
        harm_change(harm(COUNTS, DAYS), harm(COUNTS, other))
    with pytest.raises(ValueError, match="same offences"):
        harm_change(harm(COUNTS, DAYS), harm({"rape": 1}, DAYS))


def test_numbers_that_mean_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="below zero: rape"):
        harm({"rape": -1}, DAYS)
    with pytest.raises(ValueError, match="None of the offences has a weight"):
        harm({"bigamy": 3}, DAYS)
    with pytest.raises(ValueError, match="weights of rape"):
        Weights(Scheme.ONS_SEVERITY_SCORE, "x", {"rape": float("nan")})
    with pytest.raises(ValueError, match="weighs nothing"):
        Weights(Scheme.ONS_SEVERITY_SCORE, "x", {})
    with pytest.raises(ValueError, match="at least one"):
        weighted_sum([], [])
    with pytest.raises(ValueError, match="population"):
        harm(COUNTS, DAYS).per_1000(0)


counts = st.lists(st.integers(0, 300), min_size=1, max_size=8)


@given(counts, st.floats(0.1, 1000))
def test_with_one_weight_the_interval_is_the_exact_one_scaled(number: list[int], weight: float) -> None:
    said = weighted_sum(number, [weight] * len(number))
    lower, upper = exact_interval(sum(number))
    assert said.total == pytest.approx(sum(number) * weight)
    assert (said.lower, said.upper) == pytest.approx((lower * weight, upper * weight), rel=1e-6, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 300), st.floats(0.5, 5000)), min_size=1, max_size=8), st.floats(0.1, 10))
def test_interval_holds_the_total_and_scales_with_the_weights(rows: list[tuple[int, float]], times: float) -> None:
    number, weight = np.array(rows).T
    said, scaled = weighted_sum(number, weight), weighted_sum(number, weight * times)
    assert said.lower <= said.total <= said.upper
    assert (scaled.lower, scaled.upper) == pytest.approx((said.lower * times, said.upper * times), rel=1e-6)


def test_the_intervals_of_a_ratio_of_harm_leave_out_the_truth_about_as_rarely_as_they_say() -> None:
    chance = np.random.default_rng(1)
    rates = {"rape": 4, "robbery": 12, "burglary": 60, "common assault": 300}
    missed = 0
    for _ in range(300):
        now, before = (harm({k: int(chance.poisson(r)) for k, r in rates.items()}, DAYS) for _ in range(2))
        change = harm_change(now, before)
        missed += not change.lower <= 1 <= change.upper
    assert missed <= 20  # 5% would be 15; the gamma interval errs to the safe side
