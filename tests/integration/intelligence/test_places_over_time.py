"""Persistent places and groups of points on the real months of Dacorum."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.opening import partner_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.partner_records import COUNCIL, ONE_WARD, record, send

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
    assert (first.name, first.cells[:2]) == ("Dacorum 015D (Boxmoor / Hemel Hempstead Town)", ("12", "12"))
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


def test_with_neighbours_the_heart_of_the_town_lasts_and_points_are_refused(analyst: Client) -> None:
    found = layer(analyst, analysis="persistent-places", hot="around", places="squares")
    lasting = [area for area in found.areas if area.level in ("persistent", "intensifying")]
    assert "Around King Harry Street" in {area.name for area in lasting}
    assert len(lasting) < len(layer(analyst, analysis="persistent-places", places="squares").areas)
    assert "Getis-Ord Gi*" in found.answer.method
    page = analyst.get(MAP, {**YEAR, "analysis": "persistent-places", "hot": "around", "places": "points"})
    assert "choose small areas or squares" in page.content.decode()


@pytest.mark.parametrize("places", ["squares", "points"])
def test_places_are_all_at_which_anything_was_recorded_whatever_type_is_asked(analyst: Client, places: str) -> None:
    asked = {"analysis": "persistent-places", "places": places}
    of_all, of_one = (layer(analyst, **asked, **kind) for kind in ({}, {"crime_type": "Burglary"}))
    assert of_one.answer.receipt.result["places"] == of_all.answer.receipt.result["places"]
    assert of_one.answer.receipt.result["total"] == 372


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


def lane_after_lane(month: str) -> list[dict[str, Any]]:
    """Thirty lanes with one fly-tip each, and one bridge with a dozen, every month."""
    lanes = [(f"Lane {number}", 501_000 + 600 * number, 1) for number in range(30)]
    return [
        record(month, ONE_WARD, easting=east, northing=206_000, location=name, number=number, category="Tyres")
        for name, east, number in [*lanes, ("Canal Bridge", 503_700, 12)]
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("analysis", ["persistent-places", "groups-of-points"])
def test_records_of_partners_are_analysed_as_recorded_crime_is(
    client: Client, tmp_path: Path, settings: Any, analysis: str
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    partnership = make_partnership()
    units = {(COUNCIL, f"2026-0{month}"): lane_after_lane(f"2026-0{month}") for month in range(1, 8)}
    send(EvidenceStore(tmp_path).of_partnership(partnership.slug), COUNCIL_FLY_TIPPING, units)
    client.force_login(make_person(partnership, Role.ANALYST))
    layer = COUNCIL_FLY_TIPPING.data_set
    asked = {"first": "2026-01", "last": "2026-07", "layer": layer, "analysis": analysis, "places": "points"}
    found = client.get(MAP, asked).context["map"].areas
    assert "Canal Bridge" in found.areas[0].name and found.areas[0].values["count"] == 12 * 7
    assert "data.police.uk" not in found.answer.method + " ".join(found.answer.caveats)
    stored = StoredReceipt.objects.get(pk=found.answer.receipt.digest)
    assert compute_again(partner_store(partnership), as_receipt(stored)).result == stored.result
