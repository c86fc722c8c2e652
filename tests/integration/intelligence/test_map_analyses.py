"""Analyses on the map: what is drawn is what is listed, each answer says how, and its receipt holds."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.analyses.registry import MAP_ANALYSES
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person

MAP, AREAS, LIST = "/dacorum/map/", "/dacorum/map/areas.geojson", "/dacorum/map/areas.csv"
YEAR = {"first": "2021-01", "last": "2021-12"}
# Months that each needs where a year does not do: a comparison with a year before, of which the months are held.
MONTHS = {"density-change": {"first": "2022-01", "last": "2022-03"}}
EVERY_ANALYSIS = pytest.mark.parametrize("analysis", [each.key for each in MAP_ANALYSES])


@pytest.fixture
def analyst(loaded_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    return client


def asked_of(analysis: str) -> dict[str, str]:
    return {**MONTHS.get(analysis, YEAR), "analysis": analysis}


@EVERY_ANALYSIS
def test_viz_04_each_analysis_draws_the_areas_of_its_list_and_the_file_has_the_same(
    analyst: Client, analysis: str
) -> None:
    asked = asked_of(analysis)
    page = analyst.get(MAP, asked)
    layer = page.context["map"].areas
    drawn = [shape["properties"] for shape in analyst.get(AREAS, asked).json()["features"]]
    numbered = [(each["number"], each["name"]) for each in drawn if "number" in each]
    assert numbered == [(area.number, area.name) for area in layer.areas]
    assert {each["level"] for each in drawn} <= {level.label for level in layer.levels}
    lines = list(csv.DictReader(io.StringIO(analyst.get(LIST, asked).content.decode())))
    assert [(int(line["rank"]), line["name"]) for line in lines] == numbered
    assert {line["receipt"] for line in lines} <= {layer.answer.receipt.digest}


@EVERY_ANALYSIS
def test_each_analysis_says_what_was_found_how_and_its_receipt_computes_again(analyst: Client, analysis: str) -> None:
    page = analyst.get(MAP, asked_of(analysis))
    answer = page.context["map"].areas.answer
    for said in (answer.finding, answer.method, *answer.caveats):
        assert said.endswith(".")
    stored = StoredReceipt.objects.get(pk=answer.receipt.digest)
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result
    shown = analyst.get(f"/receipts/{answer.receipt.digest}/")
    assert stored.method not in shown.content.decode()  # said in words


@EVERY_ANALYSIS
def test_an_analysis_costs_a_bounded_number_of_queries(
    analyst: Client, analysis: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get(MAP, asked_of(analysis))
    with django_assert_max_num_queries(12):
        analyst.get(MAP, asked_of(analysis))


@EVERY_ANALYSIS
def test_an_analysis_of_hardly_anything_says_so(analyst: Client, analysis: str) -> None:
    asked = {"first": "2021-02", "last": "2021-02", "crime_type": "Possession of weapons", "analysis": analysis}
    page = analyst.get(MAP, asked)
    found = page.context["map"]
    assert page.status_code == 200
    assert found.areas is not None or found.why_not_analysed.endswith(".")


def test_sources_are_not_analysed_together(analyst: Client) -> None:
    page = analyst.get(MAP, {**YEAR, "layer": [], "analysis": "small-areas"})
    assert page.status_code == 200


def test_a_setting_that_there_is_not_is_said(analyst: Client) -> None:
    page = analyst.get(MAP, {**YEAR, "analysis": "small-areas", "by": "magic"})
    assert page.status_code == 400
    assert "Choose “Order by” from the list." in page.content.decode()
