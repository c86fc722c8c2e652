"""Where next month: what is forecast from the real months, how it is said, and that later months bear it out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.analysis.months import Month, Period
from saferplace.cli import main
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.areas import find_area
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.analyses.forecast_ground import forecast_ground
from saferplace.intelligence.analyses.foresight import SIMPLE, Foresight, foresee
from saferplace.intelligence.analyses.next_month_words import caveats_in_words
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.integration.intelligence.partner_pages import partnership_with_records
from tests.integration.intelligence.test_near_repeats_page import records_with_near_repeats
from tests.partner_records import send

PAGE = "/dacorum/analysis/next-month/"
PLACES, METHODS = "/dacorum/analysis/next-month.csv", "/dacorum/analysis/next-month-methods.csv"
YEAR = {"first": "2021-01", "last": "2021-12"}
AT = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture
def analyst(loaded_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    return client


def foreseen(store: EvidenceStore, first: str, last: str, *kinds: str) -> Foresight:
    period = Period(Month.parse(first), Month.parse(last))
    asked = LayerQuestion(store, find_area("Dacorum"), period, AT, frozenset(kinds) or None, settings={"places": "25"})
    return foresee(asked)


def test_the_places_forecast_from_2021_held_a_fifth_of_what_was_recorded_in_january_2022(
    bundled_evidence: EvidenceStore,
) -> None:
    found = foreseen(bundled_evidence, "2021-01", "2021-12")
    assert found.month == Month(2022, 1)
    later = forecast_ground(found.question.over(Period(found.month, found.month)))
    came = later.history.counts[:, 0]
    share = came[found.chosen].sum() / came.sum()
    rate = found.used.accuracy.hit_rate
    assert rate.lower is not None and rate.upper is not None
    assert rate.lower - 0.03 < share < rate.upper + 0.03
    assert 0.18 < share < 0.27


def test_every_recorded_crime_with_a_point_is_in_one_cell(bundled_evidence: EvidenceStore) -> None:
    ground = foreseen(bundled_evidence, "2021-01", "2021-12").ground
    assert ground.history.counts.sum() == ground.placed.counts.sum()
    assert ground.history.places.area_km2.sum() == pytest.approx(212, rel=0.03)  # Dacorum, ONS standard area


def test_months_that_are_not_held_are_neither_zero_nor_tried(bundled_evidence: EvidenceStore) -> None:
    found = foreseen(bundled_evidence, "2021-01", "2025-06")
    assert found.month == Month(2025, 7)
    assert not any(Month(2022, 4) <= month <= Month(2023, 12) for month in found.held_back)
    assert "moved its map points between March 2022 and January 2024" in " ".join(caveats_in_words(found))
    assert found.unable["the count of the month before"] == "The period just before is not held."


def test_no_way_is_used_instead_of_counting_unless_it_is_really_better(bundled_evidence: EvidenceStore) -> None:
    found = foreseen(bundled_evidence, "2021-01", "2021-12")
    used = found.choice.of(found.choice.to_use)
    assert used.name == SIMPLE or (used.difference.lower is not None and used.difference.lower > 0)
    assert len(found.tried) == 5


def test_the_page_says_where_and_how_well_such_forecasts_did(analyst: Client) -> None:
    page = analyst.get(PAGE, YEAR)
    said = page.content.decode()
    assert page.status_code == 200
    assert "are likeliest to hold most recorded crime in January 2022" in said
    assert "On or near Shopping Area (Hemel Hempstead Town)" in said
    assert "each forecast only from the months before it" in said
    assert "what as much ground chosen blindly would hold" in said
    assert "of what the best choice with hindsight would have held" in said
    for caveat in ("not who will do it", "More patrols find and record more", "near where something happened"):
        assert caveat in said
    assert said.count('<tr class="govuk-table__row" data-area=') == 25


def test_the_files_have_the_same_places_and_ways_as_the_page(analyst: Client) -> None:
    page = analyst.get(PAGE, YEAR).context["page"]
    places = list(csv.DictReader(io.StringIO(analyst.get(PLACES, YEAR).content.decode())))
    assert [line["name"] for line in places] == [area.name for area in page.layer.areas]
    assert {line["status"] for line in places} == {"forecast"}
    ways = list(csv.DictReader(io.StringIO(analyst.get(METHODS, YEAR).content.decode())))
    assert [line["method"] for line in ways] == [each.name for each in page.found.tried] + [
        name for name, _ in page.not_tried
    ]
    assert [line["status"].split(":")[0] for line in ways].count("used") == 1
    assert {line["receipt"] for line in places + ways} == {page.layer.answer.receipt.digest}


def test_the_receipt_computes_again_and_is_that_of_the_map(analyst: Client) -> None:
    digest = analyst.get(PAGE, {**YEAR, "places": "10"}).context["page"].layer.answer.receipt.digest
    stored = StoredReceipt.objects.get(pk=digest)
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result
    on_the_map = analyst.get("/dacorum/map/", {**YEAR, "analysis": "next", "places": "10"}).context["map"]
    assert on_the_map.areas.answer.receipt.digest == digest


def test_the_page_costs_a_bounded_number_of_queries(
    analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get(PAGE, YEAR)
    with django_assert_max_num_queries(10):
        analyst.get(PAGE, YEAR)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "2021-10", "last": "2021-12"}, "Too few months are held"),
        ({**YEAR, "crime_type": "Possession of weapons", "ward": "E05004704"}, "nobody can say where the next will be"),
    ],
)
def test_too_little_to_forecast_from_is_said_and_nothing_is_forecast(
    analyst: Client, asked: dict[str, str], said: str
) -> None:
    page = analyst.get(PAGE, asked)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert analyst.get(PLACES, asked).status_code == 404


def test_a_wrong_question_is_refused_with_a_sentence(analyst: Client) -> None:
    page = analyst.get(PAGE, {**YEAR, "places": "7"})
    assert page.status_code == 400
    assert "Choose how many places from the list." in page.content.decode()
    assert analyst.get(METHODS, {**YEAR, "places": "7"}).status_code == 400


def test_records_with_days_are_also_forecast_by_near_repeats_and_from_the_command_line(
    db: None, tmp_path: Path, settings: Any, client: Client
) -> None:
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    dacorum = make_partnership()
    store = EvidenceStore(settings.EVIDENCE_ROOT).of_partnership(dacorum.slug)
    send(store, COUNCIL_FLY_TIPPING, records_with_near_repeats(followed=80))
    client.force_login(make_person(dacorum, Role.ANALYST))
    asked = {"layer": "council-fly-tipping", "first": "2026-01", "last": "2026-06", "analysis": "next"}
    answer = client.get("/dacorum/map/", asked).context["map"].areas.answer
    tried = {each["method"]: each["recorded"] for each in answer.receipt.result["methods"]}
    assert "near repeats of the last two months" in tried
    stored = StoredReceipt.objects.get(pk=answer.receipt.digest)
    assert compute_again(store, as_receipt(stored)).result == stored.result
    words = ["hotspots", "--area", "Dacorum", "--period", "2026-01/2026-06", "--method", "next"]
    words += ["--data-set", "council-fly-tipping", "--partnership", "dacorum", "--data", str(tmp_path)]
    result = CliRunner().invoke(main, [*words, "--out", str(tmp_path / "tips.csv")])
    assert result.exit_code == 0, result.output
    assert answer.finding in result.output


def test_what_people_could_be_recognised_by_is_not_forecast_for_all(
    db: None, tmp_path: Path, settings: Any, client: Client
) -> None:
    dacorum = partnership_with_records(tmp_path, settings)
    client.force_login(make_person(dacorum, Role.BOARD_MEMBER))
    asked = {"layer": "section-136-uses", "first": "2026-04", "last": "2026-06", "analysis": "next"}
    assert "not analysed here" in client.get("/dacorum/map/", asked).context["map"].why_not_analysed
    assert client.get("/dacorum/map/areas.geojson", asked).json()["features"] == []
