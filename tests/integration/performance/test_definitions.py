"""Definitions come from the partnership's file, and every earlier one is kept."""

from __future__ import annotations

import pytest

from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Break
from saferplace.core.access import NotAllowed
from saferplace.core.actors import Actor
from saferplace.partnership.models import Role
from saferplace.performance.commands import load_measures
from saferplace.performance.models import Measure
from saferplace.performance.queries import whole_scorecard
from tests.factories import SYSTEM, make_partnership, make_person
from tests.performance_factories import (
    NOW,
    TODAY,
    definition,
    make_measures,
    make_observation,
    new_figure,
    recorded_definition,
    refresh,
)
from tests.unit.analysis.figures import series

pytestmark = pytest.mark.django_db


def load(partnership, *items):
    return load_measures(partnership, items, by=SYSTEM, at=NOW)


def test_the_same_definitions_again_change_nothing():
    partnership = make_partnership()
    assert load(partnership, definition(), recorded_definition()).added == ("violent-crime", "domestic-abuse-incidents")
    again = load(partnership, definition(), recorded_definition())
    assert again.unchanged == ("violent-crime", "domestic-abuse-incidents")
    assert Measure.objects.get(key="violent-crime").versions.count() == 1


def test_apr_11_a_changed_definition_makes_a_new_version_that_breaks_the_series():
    (measure,) = make_measures(make_partnership(), definition())
    assert load(measure.partnership, definition(definition="Robbery only.")).changed == ("violent-crime",)
    old, new = measure.versions.all()
    assert (old.ended_at, new.number, new.breaks_series) == (NOW, 2, True)


def test_a_changed_target_makes_a_new_version_without_breaking_the_series():
    (measure,) = make_measures(make_partnership(), definition())
    load(measure.partnership, definition(target={"value": 300, "by": "2026-03", "how_set": "Agreed by the board"}))
    assert not measure.versions.get(number=2).breaks_series


def test_a_measure_no_longer_in_the_file_is_retired_and_kept():
    partnership = make_partnership()
    load(partnership, definition(), recorded_definition())
    assert load(partnership, definition()).retired == ("domestic-abuse-incidents",)
    assert Measure.objects.get(key="domestic-abuse-incidents").is_retired


def test_a_retired_measure_that_comes_back_is_live_again():
    partnership = make_partnership()
    load(partnership, definition())
    load(partnership)
    assert load(partnership, definition()).changed == ("violent-crime",)
    assert not Measure.objects.get(key="violent-crime").is_retired


def test_two_measures_may_stand_under_one_headline_number():
    measures = make_measures(make_partnership(), definition(), definition("robbery"))
    assert {m.headline_number for m in measures} == {1}


def test_loading_needs_its_permission():
    partnership = make_partnership()
    analyst = Actor.of(make_person(partnership, Role.ANALYST))
    with pytest.raises(NotAllowed):
        load_measures(partnership, [definition()], by=analyst, at=NOW)


def test_figures_of_an_earlier_definition_are_drawn_and_never_compared():
    partnership = make_partnership()
    (measure,) = make_measures(partnership, recorded_definition())
    for number in (4, 5):
        make_observation(measure, new_figure(period=Period(Month(2025, number), Month(2025, number))))
    load(partnership, recorded_definition(definition="Crimes only, without other incidents."))
    make_observation(measure, new_figure(period=Period(Month(2025, 6), Month(2025, 6)), numerator=12))
    (reading,) = whole_scorecard(partnership, TODAY).readings
    assert [p.value for p in reading.chart.points] == [40, 40, 12]
    assert reading.breaks == [Break(Period(Month(2025, 4), Month(2025, 5)), "Counted under an earlier definition")]
    assert reading.year_to_date.in_words().startswith("Not calculable")
    assert reading.year_to_date.held.known == {Month(2025, 6): 12}


def test_a_change_of_frequency_keeps_the_old_figures_out_of_the_chart_and_says_so():
    partnership = make_partnership()
    (measure,) = make_measures(partnership, recorded_definition())
    make_observation(measure, new_figure())
    load(partnership, recorded_definition(frequency="quarterly"))
    (reading,) = whole_scorecard(partnership, TODAY).readings
    assert reading.chart.points == ()
    assert reading.left_out_in_words.startswith("1 kept from before")


def test_a_corrected_spelling_does_not_restate_a_single_figure():
    (measure,) = make_measures(make_partnership(), definition())
    refresh(measure, series("2025-04", 396))
    load(measure.partnership, definition(why="Headline measure 1."))
    assert refresh(measure, series("2025-04", 396)).restated == 0
    load(measure.partnership, definition(definition="Robbery only."))
    assert refresh(measure, series("2025-04", 396)).restated == 1
