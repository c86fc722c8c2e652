"""The page of concentration, on the real months of Dacorum."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person

PAGE, FILE = "/dacorum/analysis/concentration/", "/dacorum/analysis/concentration.csv"
YEAR = {"first": "2021-01", "last": "2021-12"}


@pytest.fixture
def analyst(loaded_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    return client


def test_the_sentence_the_chart_the_table_and_the_file_say_the_same(analyst: Client) -> None:
    shown = analyst.get(PAGE, YEAR)
    said, whole = shown.content.decode(), shown.context["page"].found.whole
    half = whole.holders[1]
    assert f"Half of {whole.events:,} crimes were at {half.places:,} of {whole.places:,} published map points" in said
    assert f"The line reaches half at {half.places:,} of {whole.places:,} points" in said
    assert f"{half.places:,} points ({half.share_of_places.value:.1%})" in said
    lines = list(csv.DictReader(io.StringIO(analyst.get(FILE, YEAR).content.decode())))
    (line,) = [
        one for one in lines if one["crime_type"] == "recorded crime" and one["measure"] == "share_of_points_with_50%"
    ]
    assert int(line["points"]) == half.places
    assert line["receipt"] == shown.context["page"].answer.receipt.digest
    assert line["status"] == "counted"


def test_a_type_of_crime_is_compared_over_all_points_that_are_known(analyst: Client) -> None:
    """Over only the points that had one, burglary would look no more concentrated than chance makes it."""
    of_all = analyst.get(PAGE, YEAR).context["page"].found
    burglary = analyst.get(PAGE, {**YEAR, "crime_type": "Burglary"}).context["page"].found.whole
    assert burglary.places == of_all.whole.places > burglary.places - burglary.empty_places
    assert of_all.by_type["Burglary"].holders[1].places == burglary.holders[1].places
    assert sum(one.events for one in of_all.by_type.values()) == of_all.whole.events


def test_a_ward_can_be_asked_for(analyst: Client) -> None:
    wards = dict(analyst.get(PAGE, YEAR).context["form"].fields["ward"].choices)
    code = next(code for code, name in wards.items() if name == "Hemel Hempstead Town")
    found = analyst.get(PAGE, {**YEAR, "ward": code}).context["page"].found.whole
    assert 0 < found.events < 12_190


def test_its_receipt_computes_again_and_is_shown_in_words(analyst: Client) -> None:
    answer = analyst.get(PAGE, {**YEAR, "crime_type": "Robbery"}).context["page"].answer
    stored = StoredReceipt.objects.get(pk=answer.receipt.digest)
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result
    said = analyst.get(f"/receipts/{answer.receipt.digest}/").content.decode()
    assert "Share of crime at the map points with most" in said


def test_too_few_crimes_are_said_to_be_too_few(analyst: Client) -> None:
    asked = {"first": "2021-02", "last": "2021-02", "crime_type": "Possession of weapons"}
    assert "too few to tell" in analyst.get(PAGE, asked).content.decode()


def test_a_month_that_is_not_held_is_said_to_be_wrong(analyst: Client) -> None:
    page = analyst.get(PAGE, {"first": "1999-01", "last": "2021-02"})
    assert page.status_code == 400 and "Choose a first month that is held." in page.content.decode()
    assert analyst.get(FILE, {"first": "1999-01", "last": "2021-02"}).status_code == 400


def test_it_costs_a_bounded_number_of_queries(
    analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get(PAGE, YEAR)
    with django_assert_max_num_queries(12):
        analyst.get(PAGE, YEAR)
