"""Recording by hand: what cannot be right is refused with a sentence; what changes keeps what was there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.core.access import NotAllowed
from saferplace.core.actors import Actor
from saferplace.core.models import AuditEntry
from saferplace.partnership.models import Role
from saferplace.performance.commands import NotPublishable, RefusedFigure, publish_observation, record_observation
from saferplace.performance.models import CollectionMethod, Observation, Release
from saferplace.performance.queries import whole_scorecard
from tests.factories import SYSTEM, make_partnership, make_person
from tests.performance_factories import (
    NOW,
    TODAY,
    make_measures,
    make_observation,
    new_figure,
    recorded_definition,
    survey_figure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def measures():
    return make_measures(make_partnership())


@pytest.fixture
def incidents(measures):
    return measures[1]


@pytest.fixture
def survey(measures):
    return measures[2]


def month(year, number):
    return Period(Month(year, number), Month(year, number))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"period": Period.year(2024)}, "period", "is monthly"),
        ({"period": month(2025, 8)}, "period", "has not ended yet"),
        ({"period": month(2030, 1)}, "period", "has not ended yet"),
        ({"period": month(2020, 12)}, "period", "begins in January 2021"),
        ({"numerator": -1}, "numerator", "cannot be below 0"),
        ({"numerator": None}, "numerator", "Nothing happened is 0"),
        ({"missing": Missing.BLANK}, "numerator", "not both"),
        ({"denominator": 100}, "denominator", "is a count"),
        ({"source_note": "  "}, "source_note", "where the figure comes from"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_imp_04_06_07_a_count_that_cannot_be_right_is_refused(incidents, changes, field, words):
    with pytest.raises(RefusedFigure, match=words) as refused:
        make_observation(incidents, new_figure(**changes))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"denominator": None}, "denominator", "357 of how many"),
        ({"denominator": 0}, "denominator", "not calculable"),
        ({"numerator": 1300}, "numerator", "more than 100%"),
        ({"numerator": -3}, "numerator", "cannot be below 0"),
        ({"method": None}, "method", "how the answers were gathered"),
        ({"period": month(2024, 1)}, "period", "is yearly"),
        ({"period": Period(Month(2024, 4), Month(2025, 3))}, "period", "is not one of its periods"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_imp_06_10_a_percentage_that_cannot_be_right_is_refused(survey, changes, field, words):
    with pytest.raises(RefusedFigure, match=words) as refused:
        make_observation(survey, survey_figure(**changes))
    assert refused.value.field == field


def test_a_survey_figure_is_stored_with_both_its_numbers(survey):
    stored = make_observation(survey, survey_figure())
    assert (stored.value, stored.numerator, stored.denominator) == (29.75, 357, 1200)
    assert stored.release == Release.PROVISIONAL


def test_a_random_sample_has_a_margin_of_error_and_a_self_selected_one_has_none(survey):
    make_observation(survey, survey_figure())
    read = whole_scorecard(survey.partnership, TODAY).readings[2]
    assert read.latest_share_in_words == "29.8% (357 of 1,200; 95% interval 27.2% to 32.4%)."
    again = survey_figure(method=CollectionMethod.SELF_SELECTED, revision_reason="The method was wrong")
    make_observation(survey, again)
    read = whole_scorecard(survey.partnership, TODAY).readings[2]
    assert read.latest_share_in_words.startswith("357 of 1,200 of those who replied.")
    assert "interval" not in read.latest_share_in_words


def test_imp_11_nothing_happened_and_nothing_known_are_different(incidents):
    make_observation(incidents, new_figure(numerator=0))
    make_observation(incidents, new_figure(period=month(2025, 5), numerator=None, missing=Missing.SUPPRESSED))
    make_observation(incidents, new_figure(period=month(2025, 6), numerator=None, missing=Missing.NOT_COLLECTED))
    figures = whole_scorecard(incidents.partnership, TODAY).readings[1].figures
    assert figures[Month(2025, 4)].value == 0
    assert list(figures.values())[1:] == [Missing.SUPPRESSED, Missing.NOT_COLLECTED]


def test_a_figure_that_is_there_changes_only_with_a_reason(incidents):
    first = make_observation(incidents, new_figure())
    with pytest.raises(RefusedFigure, match="Enter why it changes"):
        make_observation(incidents, new_figure(numerator=41))
    second = make_observation(incidents, new_figure(numerator=41, revision_reason="Late report"))
    first.refresh_from_db()
    assert (first.value, first.superseded_by) == (40, second)


def test_imp_09_a_published_figure_changes_only_for_those_who_publish(incidents):
    publish_observation(make_observation(incidents, new_figure()), by=SYSTEM, at=NOW)
    officer = Actor.of(make_person(incidents.partnership, Role.PARTNER_OFFICER))
    with pytest.raises(NotAllowed):
        make_observation(incidents, new_figure(numerator=41, revision_reason="Late report"), by=officer)
    assert Observation.objects.get().value == 40


def test_a_measure_of_evidence_cannot_be_typed_in(measures):
    with pytest.raises(RefusedFigure, match="computed from evidence"):
        make_observation(measures[0], new_figure())


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ADMINISTRATOR])
def test_recording_needs_its_permission(incidents, role):
    somebody = Actor.of(make_person(incidents.partnership, role))
    with pytest.raises(NotAllowed):
        make_observation(incidents, new_figure(), by=somebody)


def test_publishing_needs_its_permission(incidents):
    stored = make_observation(incidents, new_figure())
    analyst = Actor.of(make_person(incidents.partnership, Role.ANALYST))
    with pytest.raises(NotAllowed):
        publish_observation(stored, by=analyst, at=NOW)


def test_a_superseded_figure_cannot_be_published(incidents):
    first = make_observation(incidents, new_figure())
    make_observation(incidents, new_figure(numerator=41, revision_reason="Late report"))
    first.refresh_from_db()
    with pytest.raises(NotPublishable, match="newer figure"):
        publish_observation(first, by=SYSTEM, at=NOW)


def test_recording_and_publishing_are_each_one_audit_entry(incidents):
    before = AuditEntry.objects.count()
    publish_observation(make_observation(incidents, new_figure()), by=SYSTEM, at=NOW)
    said = list(AuditEntry.objects.filter(number__gt=before).order_by("number").values_list("action", flat=True))
    assert said == ["figure recorded", "figure published"]


def test_a_quarterly_measure_takes_quarters_of_the_financial_year():
    (quarterly,) = make_measures(make_partnership(), recorded_definition(frequency="quarterly"))
    record_observation(
        quarterly, new_figure(period=Period(Month(2025, 4), Month(2025, 6))), by=SYSTEM, today=TODAY, at=NOW
    )
    with pytest.raises(RefusedFigure, match="is not one of its periods"):
        make_observation(quarterly, new_figure(period=Period(Month(2025, 2), Month(2025, 4))))


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"value": None}, "observation_has_a_value_or_says_why_not"),
        ({"missing": "blank"}, "observation_has_a_value_or_says_why_not"),
        ({"seen_in_doubt": 3}, "observation_seen_in_doubt_is_doubtful"),
        ({"is_share": True}, "observation_percentage_has_both_its_numbers"),
        ({"value": -1.0}, "observation_value_is_not_negative"),
        ({"numerator": None}, "observation_count_has_its_number"),
        ({"source_note": ""}, "observation_says_where_it_came_from"),
        ({"period_last": dt.date(2025, 3, 1)}, "observation_period_ends_after_it_begins"),
        ({"release": "published"}, "observation_published_has_its_time"),
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(incidents, broken, constraint):
    stored = make_observation(incidents, new_figure())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Observation.objects.filter(pk=stored.pk).update(**broken)


def test_the_database_keeps_one_current_figure_for_a_period(incidents):
    stored = make_observation(incidents, new_figure())
    stored.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        stored.save(force_insert=True)
