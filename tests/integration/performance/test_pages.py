"""The pages as people meet them: the numbers, who sees which, recording in three steps, downloads, and their cost."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.partnership.models import Role
from saferplace.performance.commands import publish_observation
from saferplace.performance.models import Observation
from tests.factories import SYSTEM, make_partnership, make_person
from tests.performance_factories import (
    NOW,
    definition,
    make_measures,
    make_observation,
    new_figure,
    recorded_definition,
    refresh,
    survey_definition,
    survey_figure,
)
from tests.unit.analysis.figures import series

pytestmark = pytest.mark.django_db
MONTHS = series("2024-01", 285, 268, 258, 265) | series("2025-01", 389, 328, 466, 396, 411, 454)


@pytest.fixture
def partnership():
    return make_partnership()


@pytest.fixture
def violence(partnership):
    measure = make_measures(partnership)[0]
    refresh(measure, MONTHS)
    return measure


def signed_in(partnership, role) -> Client:
    client = Client()
    client.force_login(make_person(partnership, role))
    return client


def address(name, measure, **more):
    return reverse(
        f"performance:{name}", kwargs={"partnership_slug": measure.partnership.slug, "key": measure.key, **more}
    )


def page(client, url) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def scorecard(client, partnership) -> str:
    return page(client, reverse("performance:scorecard", args=[partnership.slug]))


def test_anybody_can_read_the_public_scorecard(violence):
    said = scorecard(Client(), violence.partnership)
    assert "454 in June 2025" in said
    assert "Tracker: no target set" in said
    assert "No data yet" in said
    assert "Waiting for figures from Hertfordshire Constabulary." in said


def test_the_scorecard_compares_like_for_like(violence):
    said = scorecard(Client(), violence.partnership)
    assert "Like for like, April 2025 only (May and June 2024 are not held complete)" in said


def test_a_measure_for_partners_is_hidden_from_visitors_on_every_surface(partnership):
    (private,) = make_measures(partnership, definition("private", name="Repeat victims", publication="partners"))
    refresh(private, MONTHS)
    visitor, member = Client(), signed_in(partnership, Role.BOARD_MEMBER)
    assert "Repeat victims" not in scorecard(visitor, partnership)
    assert "Repeat victims" in scorecard(member, partnership)
    for name in ("measure", "measure-csv"):
        assert visitor.get(address(name, private)).status_code == 404
        assert member.get(address(name, private)).status_code == 200
    card = reverse("performance:scorecard-csv", args=[partnership.slug])
    assert "Repeat victims" not in page(visitor, card)


def test_an_unpublished_figure_is_hidden_from_visitors_and_members_of_others(partnership):
    measure = make_measures(partnership)[1]
    stored = make_observation(measure, new_figure(numerator=4321))
    elsewhere = make_partnership("elsewhere", "Elsewhere CSP")
    visitor, stranger = Client(), signed_in(elsewhere, Role.MANAGER)
    member = signed_in(partnership, Role.BOARD_MEMBER)
    for client, is_shown in ((visitor, False), (stranger, False), (member, True)):
        for url in (address("measure", measure), reverse("performance:scorecard", args=[partnership.slug])):
            assert ("4,321" in page(client, url)) is is_shown
        assert ("4321" in page(client, address("measure-csv", measure))) is is_shown
    publish_observation(stored, by=SYSTEM, at=NOW)
    assert "4,321" in page(visitor, address("measure", measure))


def test_the_measure_page_has_chart_sentence_table_definition_and_receipts(violence):
    said = page(Client(), address("measure", violence))
    assert 'role="img"' in said
    assert "454 in June 2025" in said
    assert "Violence and sexual offences and robbery recorded in the area each month." in said
    receipt = violence.observations.first().receipt_id
    # One beside the newest figure and one in each row that has a figure.
    assert said.count(f"/receipts/{receipt}/") == 11
    assert "No data yet" in said  # the months between the publications
    assert "Hertfordshire Constabulary" in said  # the owner, by its name


def test_every_point_of_the_chart_is_in_the_table(violence):
    rows = list(csv.DictReader(io.StringIO(page(Client(), address("measure-csv", violence)))))
    assert len(rows) == len(Period(Month(2024, 1), Month(2025, 6)))
    assert {r["period_first_month"]: r["value"] for r in rows}["2025-06"] == "454"
    assert {r["period_first_month"]: r["status"] for r in rows}["2024-09"] == "No data yet"


def test_a_doubtful_month_has_words_and_no_number(partnership):
    (measure,) = make_measures(partnership, definition())
    refresh(measure, series("2025-01", 389, 328, 466, 396, 411, Missing.DOUBTFUL))
    said = page(Client(), address("measure", measure))
    assert "June 2025: data incomplete." in said
    assert "Data incomplete: 7 in the file" in said
    assert "June 2025: 7 as printed, data incomplete" in said  # the hollow point of the chart
    assert "411 in May 2025" in said


def test_exp_05_a_download_never_holds_a_formula(partnership):
    measure = make_measures(partnership)[1]
    make_observation(measure, new_figure(source_note='=HYPERLINK("http://evil.example")'))
    text = page(signed_in(partnership, Role.ANALYST), address("measure-csv", measure))
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["source"].startswith("'=")


def test_the_scorecard_download_has_the_numbers_of_the_page(violence):
    text = page(Client(), reverse("performance:scorecard-csv", args=[violence.partnership.slug]))
    rows = {r["measure"]: r for r in csv.DictReader(io.StringIO(text))}
    assert (rows["violent-crime"]["latest_value"], rows["violent-crime"]["latest_last_month"]) == ("454", "2025-06")
    assert rows["domestic-abuse-incidents"]["status"] == "No data yet"


SURVEY = {
    "period": "2024-01/2024-12",
    "whole": "figure",
    "numerator": "357",
    "denominator": "1200",
    "method": "random sample",
    "source_note": "Residents' survey 2024",
}


def test_recording_asks_then_shows_then_stores(partnership):
    survey = make_measures(partnership)[2]
    client, url = signed_in(partnership, Role.PARTNER_OFFICER), address("record", survey)
    assert "Out of how many respondents" in page(client, url)
    shown = client.post(url, SURVEY).content.decode()
    assert "357 of 1,200, which is 29.8%" in shown
    assert Observation.objects.count() == 0
    changed = client.post(url, {**SURVEY, "change": "numerator"}).content.decode()
    assert 'value="357"' in changed
    done = client.post(url, {**SURVEY, "confirmed": "yes"}, follow=True)
    assert "The figure for January to December 2024 is recorded." in done.content.decode()
    assert Observation.objects.get().recorded_by.email.startswith("partner_officer")


def test_gov_01_an_error_is_in_the_title_in_a_summary_and_beside_its_field(partnership):
    survey = make_measures(partnership)[2]
    client, url = signed_in(partnership, Role.ANALYST), address("record", survey)
    said = client.post(url, {**SURVEY, "denominator": ""}).content.decode()
    assert "<title>Error: " in said
    assert "There is a problem" in said
    assert '<a href="#id_denominator">357 of how many? Enter the number of respondents.</a>' in said
    assert 'id="id_denominator-error"' in said
    assert Observation.objects.count() == 0


@pytest.mark.parametrize("period", ["", "2030-01/2030-12", "2024-04/2025-03", "nonsense", "2024-12/2024-01"])
def test_imp_04_07_a_period_that_is_none_is_an_error_and_never_a_crash(partnership, period):
    survey = make_measures(partnership)[2]
    response = signed_in(partnership, Role.ANALYST).post(
        address("record", survey), {**SURVEY, "period": period, "confirmed": "yes"}
    )
    assert "There is a problem" in response.content.decode()
    assert Observation.objects.count() == 0


def test_imp_06_words_in_a_number_are_an_error(partnership):
    survey = make_measures(partnership)[2]
    response = signed_in(partnership, Role.ANALYST).post(address("record", survey), {**SURVEY, "numerator": "many"})
    assert "The number must be a whole number" in response.content.decode()


def test_numbers_may_be_written_with_commas(partnership):
    survey = make_measures(partnership)[2]
    shown = signed_in(partnership, Role.ANALYST).post(address("record", survey), {**SURVEY, "denominator": "1,200"})
    assert "357 of 1,200, which is 29.8%" in shown.content.decode()


def test_imp_12_a_figure_far_from_those_before_is_warned_of_and_can_be_recorded(partnership):
    incidents = make_measures(partnership)[1]
    for number, count in enumerate((40, 42, 39, 41, 43, 40), start=1):
        period = Period(Month(2025, number), Month(2025, number))
        make_observation(incidents, new_figure(period=period, numerator=count))
    client, url = signed_in(partnership, Role.ANALYST), address("record", incidents)
    said = {"period": "2025-07/2025-07", "whole": "figure", "numerator": "400", "source_note": "Monthly return"}
    assert "400 is outside the usual range of" in client.post(url, said).content.decode()
    assert "outside the usual range" not in client.post(url, {**said, "numerator": "41"}).content.decode()
    client.post(url, {**said, "confirmed": "yes"})
    assert incidents.observations.filter(value=400).exists()


def test_recording_is_for_those_who_may(partnership):
    url = address("record", make_measures(partnership)[2])
    assert Client().get(url).status_code == 302
    assert signed_in(partnership, Role.BOARD_MEMBER).get(url).status_code == 403


def test_a_measure_of_evidence_has_no_recording_page(violence):
    assert signed_in(violence.partnership, Role.ANALYST).get(address("record", violence)).status_code == 404


def test_only_a_publisher_publishes_and_only_by_post(partnership):
    measure = make_measures(partnership)[1]
    url = address("publish", measure, pk=make_observation(measure, new_figure()).pk)
    assert signed_in(partnership, Role.ANALYST).post(url).status_code == 403
    manager = signed_in(partnership, Role.MANAGER)
    assert manager.get(url).status_code == 405
    assert "is published" in manager.post(url, follow=True).content.decode()


def test_pages_cost_the_same_however_long_the_series(partnership, django_assert_max_num_queries):
    measures = make_measures(
        partnership,
        definition(),
        recorded_definition(),
        survey_definition(),
        *(definition(f"measure-{i}", tier="diagnostic", headline_number=None) for i in range(12)),
    )
    for i, measure in enumerate(m for m in measures if m.key.startswith(("violent", "measure"))):
        refresh(measure, series("2021-01", *range(100, 154)), version=i)
    make_observation(measures[2], survey_figure())
    member = signed_in(partnership, Role.MANAGER)
    with django_assert_max_num_queries(4):
        scorecard(Client(), partnership)
    # Session, person, roles for the navigation and for what they may see.
    with django_assert_max_num_queries(8):
        scorecard(member, partnership)
    with django_assert_max_num_queries(11):
        page(member, address("measure", measures[0]))
