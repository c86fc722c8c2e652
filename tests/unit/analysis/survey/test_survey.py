"""Shares of a sample and of replies: the worked number, the missing kept apart, and what must not have an interval."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.rate_ratio import Verdict
from saferplace.analysis.survey import (
    ShareOfReplies,
    answers,
    between_waves,
    design,
    replies,
    weighted_proportion,
)

EVERYBODY = np.ones(1200, dtype=bool)
weight = st.floats(0.1, 10)


def share(said, asked, weights=None, **options):
    each = np.ones(asked) if weights is None else np.asarray(weights)
    return weighted_proportion(np.arange(asked) < said, np.ones(asked, dtype=bool), design(each, **options))


def test_the_worked_share_of_practice_has_wilsons_interval():
    found = share(357, 1200)
    assert [round(x, 1) for x in (found.percent, found.lower, found.upper)] == [29.8, 27.2, 32.4]
    assert (found.effective_n, found.design_effect) == (pytest.approx(1200), pytest.approx(1))


def test_a_small_population_narrows_the_interval_and_a_census_has_none():
    wide, narrow, census = share(357, 1200), share(357, 1200, population=2400), share(357, 1200, population=1200)
    assert narrow.upper - narrow.lower == pytest.approx((wide.upper - wide.lower) / np.sqrt(2), rel=0.01)
    assert census.lower == census.upper == census.percent


def test_uneven_weights_make_people_worth_fewer():
    found = weighted_proportion(
        np.arange(1000) % 2 == 0, np.ones(1000, dtype=bool), design(np.where(np.arange(1000) % 4 < 2, 1.0, 5.0))
    )
    assert found.percent == pytest.approx(50)
    assert found.effective_n == pytest.approx(1000 * 9 / 13, rel=0.01)
    assert "worth 692 of a simple sample" in found.in_words()


def test_people_asked_in_clusters_that_agree_are_worth_few():
    said = np.repeat(np.arange(40) % 2 == 0, 25)
    found = weighted_proportion(
        said, np.ones(1000, dtype=bool), design(np.ones(1000), clusters=np.repeat(np.arange(40), 25))
    )
    assert found.effective_n == pytest.approx(40, rel=0.1)


def test_strata_that_differ_make_the_share_no_less_certain():
    said = np.concatenate([np.arange(500) < 100, np.arange(500) < 400])
    strata = np.repeat(["north", "south"], 500)
    split = weighted_proportion(said, EVERYBODY[:1000], design(np.ones(1000), strata=strata))
    assert split.effective_n == pytest.approx(1000, rel=0.001)


@given(st.lists(weight, min_size=3, max_size=40), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_order_and_scale_of_weights_change_nothing(weights, scale, random):
    said = np.arange(len(weights)) % 3 == 0
    order = list(range(len(weights)))
    random.shuffle(order)
    one = weighted_proportion(said, np.ones(len(weights), dtype=bool), design(weights))
    other = weighted_proportion(
        said[order], np.ones(len(weights), dtype=bool), design(np.array(weights)[order] * scale)
    )
    assert (one.percent, one.lower, one.upper) == pytest.approx((other.percent, other.lower, other.upper))
    assert 0 <= one.lower <= one.percent <= one.upper <= 100


def test_blanks_and_dont_knows_are_counted_apart_and_shares_are_of_those_who_answered():
    given_answers = ["safe"] * 30 + ["unsafe"] * 10 + [None] * 7 + ["don't know"] * 3
    found = answers(given_answers, design(np.ones(50)), order=["unsafe"], set_aside={"don't know"})
    assert (found.asked, found.answered, found.blank, found.set_aside) == (50, 40, 7, {"don't know": 3})
    assert {option: one.percent for option, one in found.shares.items()} == {"unsafe": 25, "safe": 75}
    assert list(found.shares) == ["unsafe", "safe"]


def test_a_group_is_looked_at_within_the_whole_sample():
    given_answers = ["yes", "no"] * 50
    women = np.arange(100) < 30
    found = answers(given_answers, design(np.ones(100)), group=women)
    assert (found.asked, found.shares["yes"].answered, found.shares["yes"].percent) == (30, 30, 50)
    assert found.shares["yes"].effective_n == pytest.approx(30, rel=0.05)


def test_shares_of_people_who_chose_to_reply_have_no_interval():
    found = replies(["yes"] * 357 + ["no"] * 843, np.ones(1200))
    assert found.shares["yes"].in_words() == "29.8% of those who replied (357 of 1,200)"
    assert not {"lower", "upper", "level"} & {field.name for field in fields(ShareOfReplies)}


def test_a_change_between_two_small_samples_could_be_chance_and_between_large_ones_not():
    small = between_waves(share(36, 120), share(42, 120))
    assert small.verdict is Verdict.COULD_BE_CHANCE
    assert small.in_words().startswith("from 30.0% to 35.0%, +5.0 percentage points (95% interval −6.8 to +16.6)")
    assert between_waves(share(3600, 12000), share(4200, 12000)).verdict is Verdict.REAL_RISE
    assert between_waves(share(4200, 12000), share(3600, 12000)).verdict is Verdict.REAL_FALL


def test_none_or_all_of_a_weighted_sample_still_has_a_margin():
    none = share(0, 50, np.linspace(0.5, 2, 50))
    assert (none.percent, none.lower) == (0, 0)
    assert none.upper > 5


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: design([1.0]), "fewer than two respondents"),
        (lambda: design([1.0, float("nan"), -1.0]), "2 of 3 weights are missing or not above 0"),
        (lambda: design([1.0, 1.0, 1.0], population=2), "smaller than the 3 people"),
        (lambda: design([1.0] * 3, strata=["a", "a", "b"]), "Stratum “b” has a single cluster"),
        (lambda: design([1.0] * 3, clusters=[1, 2]), "one entry for each respondent"),
        (lambda: answers([None, None], design([1.0, 1.0])), "Nobody answered"),
        (lambda: weighted_proportion(EVERYBODY[:2], ~EVERYBODY[:2], design([1.0, 1.0])), "Nobody answered"),
    ],
)
def test_what_cannot_be_said_is_refused_in_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
