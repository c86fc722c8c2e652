"""The map and its list are one answer, and both say what they cannot show."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person

MAP, POINTS = "/dacorum/map/", "/dacorum/map/points.geojson"
ROBBERY_2021 = {"crime_type": "Robbery", "first": "2021-01", "last": "2021-12"}


@pytest.fixture
def analyst(loaded_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    return client


def test_viz_04_the_map_draws_exactly_the_numbers_of_the_list(analyst: Client) -> None:
    page = analyst.get(MAP, ROBBERY_2021).context["map"]
    drawn = analyst.get(POINTS, ROBBERY_2021).json()["features"]
    listed = [(place.name, place.ward, place.point.total, place.types_in_words) for place in page.places]
    said = [shape["properties"] for shape in drawn]
    assert [(each["location"], each["ward"], each["total"], each["types"]) for each in said] == listed
    assert sum(total for _, _, total, _ in listed) == 57


def test_the_pages_of_the_list_hold_every_place_that_the_map_draws(analyst: Client) -> None:
    year = {"first": "2021-01", "last": "2021-12"}
    drawn = [shape["properties"]["number"] for shape in analyst.get(POINTS, year).json()["features"]]
    pages = analyst.get(MAP, year).context["places"].paginator.page_range
    listed = [place.number for page in pages for place in analyst.get(MAP, {**year, "page": page}).context["places"]]
    assert listed == drawn


def test_a_place_leads_to_exactly_the_rows_it_counts(analyst: Client) -> None:
    shown = analyst.get(MAP, ROBBERY_2021)
    first = shown.context["map"].places[0]
    links = re.findall(r'href="(/dacorum/evidence/rows/[^"]+)"', shown.content.decode())
    assert analyst.get(unescape(links[0])).context["found"].total == first.point.total


def test_the_rows_by_ward_and_those_without_a_certain_ward_add_up_to_the_list(analyst: Client) -> None:
    page = analyst.get(MAP, {"first": "2021-01", "last": "2021-12"}).context["map"]
    assert sum(ward.count for ward in page.by_ward.places) + page.by_ward.not_certain == 12190


def test_one_ward_lists_that_ward_alone(analyst: Client) -> None:
    everywhere = analyst.get(MAP, ROBBERY_2021).context["map"]
    ward = max(everywhere.by_ward.places, key=lambda place: place.count)
    one = analyst.get(MAP, {**ROBBERY_2021, "ward": ward.code}).context["map"]
    assert one.found.total == ward.count
    assert one.area.name == ward.name


def test_what_has_no_location_is_counted_beside_the_map(analyst: Client) -> None:
    assert (
        "18 more of the same types and months in the whole police force area"
        in analyst.get(MAP, ROBBERY_2021).content.decode()
    )


def test_a_period_across_the_redrawing_of_the_points_says_so(analyst: Client) -> None:
    across = analyst.get(MAP, {"first": "2021-06", "last": "2024-02"}).content.decode()
    before = analyst.get(MAP, ROBBERY_2021).content.decode()
    assert "The publisher redrew its map points between March 2022 and January 2024." in across
    assert "redrew its map points" not in before


def test_a_month_that_is_not_held_is_no_data_and_not_zero(analyst: Client) -> None:
    across = analyst.get(MAP, {"first": "2021-06", "last": "2024-02"}).content.decode()
    assert "No file is held for April 2022 to December 2023: that is no data, not zero." in across


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first": "2021-06", "last": "2021-01"}, "The last month must not be before the first."),
        ({"first": "2019-01", "last": "2021-01"}, "Choose a first month that is held."),
        ({"ward": "E05000001"}, "Choose a ward from the list."),
        ({"crime_type": "Piracy"}, "“Piracy” is not a crime type of data.police.uk."),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_in_a_sentence(
    analyst: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = analyst.get(MAP, wrong)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_the_map_asks_the_records_a_bounded_number_of_statements(
    analyst: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        analyst.get(MAP, ROBBERY_2021)


def test_the_same_map_again_writes_nothing(analyst: Client, django_assert_max_num_queries: object) -> None:
    analyst.get(MAP, ROBBERY_2021)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        analyst.get(MAP, ROBBERY_2021)
