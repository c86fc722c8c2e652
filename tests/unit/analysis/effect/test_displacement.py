"""Quotient, net effect and difference: the worked numbers of practice, and what must be refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.effect import (
    BeforeAfter,
    Sizes,
    Spread,
    displacement_difference,
    displacement_quotient,
    together,
    total_net_effect,
)
from saferplace.analysis.rate_ratio import Verdict

A, B, C = BeforeAfter(120, 84), BeforeAfter(60, 63), BeforeAfter(400, 400)
counts = st.integers(1, 5_000)
areas = st.builds(BeforeAfter, counts, counts)


def test_the_worked_quotient_is_slight_displacement():
    found = displacement_quotient(A, B, C)
    assert (round(found.value, 2), found.spread) == (-0.08, Spread.SOME_DISPLACEMENT)
    assert (round(found.buffer_change, 4), round(found.treated_change, 4)) == (0.0075, -0.09)


def test_the_worked_net_effect_is_33_crimes_prevented():
    found = total_net_effect(A, B, C)
    assert (found.in_treated, found.in_buffer, found.prevented) == (36, -3, 33)


def test_the_worked_difference_is_a_fall_that_chance_could_make():
    found = displacement_difference(A, BeforeAfter(130, 126), B, BeforeAfter(62, 60))
    assert (found.crimes, round(found.standard_error, 1), round(found.z, 1)) == (-27, 26.6, -1.0)
    assert found.verdict is Verdict.COULD_BE_CHANCE
    assert "fell from 120 to 84 (−30%)" in found.in_words()
    assert "a fall that chance could make" in found.in_words()


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_quotient_is_refused_where_any_count_is_nought(place, when):
    used = [A, B, C]
    used[place] = BeforeAfter(0, 5) if when == "before" else BeforeAfter(5, 0)
    with pytest.raises(ValueError, match="where a count is 0"):
        displacement_quotient(*used)


@pytest.mark.parametrize("treated", [BeforeAfter(120, 120), BeforeAfter(120, 140)])
def test_a_quotient_is_refused_where_the_treated_area_did_no_better(treated):
    with pytest.raises(ValueError, match="did no better than the comparison area"):
        displacement_quotient(treated, B, C)


@pytest.mark.parametrize(
    ("buffer_after", "spread"),
    [
        (20, Spread.DIFFUSION_BEYOND_EFFECT),
        (50, Spread.DIFFUSION),
        (60, Spread.NONE),
        (70, Spread.SOME_DISPLACEMENT),
        (100, Spread.NET_LOSS),
    ],
)
def test_a_quotient_says_what_happened_nearby(buffer_after, spread):
    assert displacement_quotient(A, BeforeAfter(60, buffer_after), C).spread is spread


@given(areas, areas, areas)
def test_the_quotient_has_the_sign_of_the_change_nearby_turned_round(treated, buffer, control):
    try:
        found = displacement_quotient(treated, buffer, control)
    except ValueError:
        assert treated.after * control.before >= treated.before * control.after * (1 - 1e-12)
        return
    assert (found.value > 0) == (found.buffer_change < 0)


@given(areas, areas, areas, areas)
def test_changing_places_turns_the_difference_round(treated, control, buffer, buffer_control):
    one = displacement_difference(treated, control, buffer, buffer_control)
    other = displacement_difference(control, treated, buffer_control, buffer)
    assert one.crimes == pytest.approx(-other.crimes)
    assert one.standard_error == pytest.approx(other.standard_error)


@given(areas, areas, st.floats(0.1, 10))
def test_areas_all_twice_the_size_halve_the_difference_and_leave_its_certainty(treated, control, size):
    one = displacement_difference(treated, control)
    scaled = displacement_difference(treated, control, sizes=Sizes(size, size, size, size))
    assert scaled.crimes == pytest.approx(one.crimes / size)
    assert scaled.z == pytest.approx(one.z)


def test_a_certain_fall_is_said_to_be_unlikely_to_be_chance():
    found = displacement_difference(BeforeAfter(500, 250), BeforeAfter(500, 505))
    assert found.verdict is Verdict.REAL_FALL
    assert "a fall that is unlikely to be chance" in found.in_words()


def test_without_any_crime_or_with_an_impossible_weight_nothing_is_compared():
    with pytest.raises(ValueError, match="nothing to compare"):
        displacement_difference(BeforeAfter(0, 0), BeforeAfter(0, 0))
    with pytest.raises(ValueError, match="above 0"):
        displacement_difference(A, C, before_length=0)
    with pytest.raises(ValueError, match="above 0"):
        displacement_difference(A, C, sizes=Sizes(treated=float("nan")))
    with pytest.raises(ValueError, match="Dispersion is 1"):
        displacement_difference(A, C, dispersion=0.5)
    with pytest.raises(ValueError, match="whole numbers from 0"):
        BeforeAfter(-1, 2)
    with pytest.raises(ValueError, match="cannot be carried over"):
        total_net_effect(A, B, BeforeAfter(0, 4))


@given(areas, areas, st.floats(1, 20))
def test_dispersion_widens_the_interval_and_leaves_the_difference(treated, control, dispersion):
    one = displacement_difference(treated, control)
    wide = displacement_difference(treated, control, dispersion=dispersion)
    assert wide.crimes == one.crimes
    assert wide.standard_error == pytest.approx(one.standard_error * dispersion**0.5)


@given(areas, areas, areas, areas)
def test_two_differences_together_are_the_difference_of_all_four(treated, control, buffer, buffer_control):
    apart = together(displacement_difference(treated, control), displacement_difference(buffer, buffer_control))
    whole = displacement_difference(treated, control, buffer, buffer_control)
    assert (apart.crimes, apart.lower, apart.upper) == pytest.approx((whole.crimes, whole.lower, whole.upper))
