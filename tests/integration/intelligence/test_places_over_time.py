"""Persistent places and groups of points on the real months of Dacorum."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person

MAP, LIST = "/dacorum/map/", "/dacorum/map/areas.csv"
YEAR = {"first": "2021-01", "last": "2021-12"}


@pytest.fixture
def analyst(loaded_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    return client


def layer(analyst: Client, **asked: str):
    return analyst.get(MAP, {**YEAR, **asked}).context["map"].areas


def test_the_town_centre_of_hemel_hempstead_is_hot_in_every_month(analyst: Client) -> None:
    found = layer(analyst, analysis="persistent-places")
    first = found.areas[0]
    assert (first.name, first.cells[:2]) == ("Dacorum 015D", ("12", "12"))
    assert "of 94 small areas were hot in at least 9 of the 12 months held" in found.answer.finding


def test_every_place_but_those_never_hot_is_listed_with_its_count_of_each_year(analyst: Client) -> None:
    asked = {"first": "2021-07", "last": "2022-03", "analysis": "persistent-places"}
    listed = list(csv.DictReader(io.StringIO(analyst.get(LIST, asked).content.decode())))
    result = layer(analyst, **asked).answer.receipt.result
    assert len(listed) == result["places"] - result["histories"]["never hot"]
    for line in listed:
        assert int(line["count_2021"]) + int(line["count_2022"]) == int(line["count"])
        assert 1 <= int(line["longest_run"]) <= int(line["months_hot"]) <= 9


@pytest.mark.parametrize(("places", "called"), [("squares", "Around "), ("points", "On or near ")])
def test_squares_and_points_can_be_asked_for_and_say_what_points_are(analyst: Client, places: str, called: str) -> None:
    found = layer(analyst, analysis="persistent-places", places=places)
    assert all(area.name.startswith(called) for area in found.areas)
    assert "moves every crime to one of its own anonymous points" in " ".join(found.answer.caveats)


def test_a_gap_between_months_is_left_out_and_said(analyst: Client) -> None:
    found = layer(analyst, first="2014-06", last="2021-03", analysis="persistent-places")
    assert found.answer.receipt.result["months"] < 82
    assert "that is no data, not zero" in " ".join(found.answer.caveats)


def test_five_months_are_too_few_to_tell_what_lasts(analyst: Client) -> None:
    page = analyst.get(MAP, {"first": "2021-01", "last": "2021-05", "analysis": "persistent-places"})
    assert "Only 5 of these months can be counted. Choose at least 6" in page.content.decode()


def test_groups_of_points_are_called_by_their_streets_and_add_up(analyst: Client) -> None:
    found = layer(analyst, analysis="groups-of-points")
    result = found.answer.receipt.result
    assert result["in_groups"] == sum(area.values["count"] for area in found.areas) < result["total"]
    assert not any("Parking Area" in area.name for area in found.areas)
    assert "do not show that chance could not have made them" in " ".join(found.answer.caveats)


def test_a_wider_reach_gathers_more(analyst: Client) -> None:
    near, wide = (layer(analyst, analysis="groups-of-points", within=within) for within in ("100", "250"))
    assert near.answer.receipt.result["in_groups"] < wide.answer.receipt.result["in_groups"]
