"""Clusters on the map: what is found in Dacorum's real months, and what is said where nothing can be."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from django.test import Client

from saferplace.analysis.clusters import gi_star
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.clusters import CLUSTERS
from saferplace.intelligence.analyses.compared_ground import small_areas_by_rate
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.partner_records import COUNCIL, record, send

AT = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
YEAR = Period(Month.parse("2021-01"), Month.parse("2021-12"))
VIOLENCE = frozenset({"Violence and sexual offences"})


@pytest.fixture
def dacorum(bundled_evidence: EvidenceStore) -> LayerQuestion:
    return LayerQuestion(bundled_evidence, find_area("E07000096"), YEAR, AT)


def found(
    question: LayerQuestion, compare: str, find: str = "together", kinds: frozenset[str] | None = None
) -> AreaLayer:
    settings = {"compare": compare, "find": find}
    return CLUSTERS.answer(dataclasses.replace(question, settings=settings, kinds=kinds))


def levels(layer: AreaLayer) -> Counter[str]:
    return Counter(area.level for area in layer.areas)


def test_hot_squares_are_one_group_in_the_town_centre_and_nothing_that_could_be_chance_is_listed(
    dacorum: LayerQuestion,
) -> None:
    layer = found(dacorum, "squares")
    assert levels(layer) == {"hot": 11, "cold": 5}
    assert layer.answer.finding == (
        "11 of 693 squares of Dacorum are hot spots of recorded crime, January to December 2021, all in one group: too "
        "much there and around to be chance. Together they hold 1,426 of 12,190 recorded (12%). Hottest: On or near "
        "King Harry Street (Hemel Hempstead Town), with 229. 5 are cold spots."
    )
    hot = shapely.union_all([area.outline for area in layer.areas if area.level == "hot"])
    assert hot.geom_type == "Polygon"
    assert {area.name.rpartition("(")[2] for area in layer.areas if area.level == "hot"} == {
        "Hemel Hempstead Town)", "Boxmoor)", "Apsley and Corner Hall)",
    }  # fmt: skip


def test_hexagons_find_the_same_town_centre(dacorum: LayerQuestion) -> None:
    squares, hexagons = found(dacorum, "squares"), found(dacorum, "hexagons")
    hot = [
        shapely.union_all([area.outline for area in layer.areas if area.level == "hot"])
        for layer in (squares, hexagons)
    ]
    assert hot[0].intersection(hot[1]).area > 0.5 * min(one.area for one in hot)


def test_of_small_areas_by_rate_none_is_hot_with_its_neighbours_and_the_highest_is_named(
    dacorum: LayerQuestion,
) -> None:
    """One town centre among quiet neighbours is high, and no cluster: of seven areas taken at random, 7% hold it."""
    layer = found(dacorum, "rate")
    assert layer.answer.finding.startswith(
        "None of 94 small areas of Dacorum, taken with its neighbours, is a hot spot of recorded crime, January to "
        "December 2021. Highest by itself: Dacorum 015D"
    )
    assert len(layer.areas) == 94  # those that could be chance too, so that everybody finds their own
    assert sum(int(area.values["count"] or 0) for area in layer.areas) == 12_190


def test_a_quiet_area_among_violent_ones_is_told_from_a_violent_one_among_such(dacorum: LayerQuestion) -> None:
    layer = found(dacorum, "rate", "outliers", VIOLENCE)
    assert [(area.name, area.level) for area in layer.areas[:4]] == [
        ("Dacorum 015E (Hemel Hempstead Town)", "hot"),
        ("Dacorum 006C (Northchurch)", "cold"),
        ("Dacorum 015C (Adeyfield West)", "low-among-high"),
        ("Dacorum 010B (Gadebridge)", "low-among-high"),
    ]
    assert "2 are low while their neighbours are high." in layer.answer.finding


def test_the_list_holds_the_z_of_the_smoothed_rates_that_it_shows(dacorum: LayerQuestion) -> None:
    layer = found(dacorum, "rate", kinds=VIOLENCE)
    ground = small_areas_by_rate(dataclasses.replace(dacorum, kinds=VIOLENCE))
    z = dict(zip(ground.names, gi_star(ground.values, ground.weights).z.round(2), strict=True))
    for area in layer.areas:
        said = area.values
        assert said["z"] == z[area.name]
        assert area.cells == (
            f"{said['count']:,}", f"{said['residents']:,}", f"{said['rate_per_1000']:,}",
            f"{said['smoothed_rate_per_1000']:,}", f"{said['neighbours_mean']:,}", f"{said['z']:,}",
        )  # fmt: skip
    rates = np.array([[area.values["rate_per_1000"], area.values["smoothed_rate_per_1000"]] for area in layer.areas])
    assert np.ptp(rates[:, 1]) < np.ptp(rates[:, 0])


def test_a_kind_is_compared_among_the_squares_where_anything_was_recorded(dacorum: LayerQuestion) -> None:
    layer = found(dacorum, "squares", kinds=frozenset({"Burglary"}))
    assert layer.answer.finding.startswith("3 of 693 squares of Dacorum are hot spots of burglary")
    assert layer.answer.receipt.result["total"] == 372


def test_the_receipt_says_all_that_decides_the_answer(dacorum: LayerQuestion) -> None:
    receipt = found(dacorum, "squares").answer.receipt
    assert receipt.parameters["settings"] == {
        "compare": "squares", "find": "together", "shuffles": 49_999, "seed": 1, "false_discovery_rate": 0.05,
        "snap_m": 20.0,
    }  # fmt: skip
    assert receipt.result["verdicts"] == {"hot spot": 11, "cold spot": 5, "could be chance": 618, "no neighbours": 59}


def test_a_ward_has_too_few_small_areas_and_squares_enough(dacorum: LayerQuestion) -> None:
    ward = dataclasses.replace(dacorum, area=find_area("E05004692"))
    with pytest.raises(ValueError, match=r"has \d small areas to compare: too few .* or squares\.$"):
        found(ward, "rate")
    assert "squares of" in found(ward, "squares").answer.finding


def test_too_few_events_and_rates_that_differ_by_chance_alone_are_refused_in_a_sentence(
    dacorum: LayerQuestion,
) -> None:
    month = dacorum.over(Period(Month.parse("2021-02"), Month.parse("2021-02")))
    with pytest.raises(ValueError, match=r"^Only \d+ of possession of weapons can be placed, .* or kinds\.$"):
        found(month, "squares", kinds=frozenset({"Possession of weapons"}))
    with pytest.raises(ValueError, match="differ no more than chance alone"):
        found(month, "rate", kinds=frozenset({"Bicycle theft"}))


def test_partners_records_are_asked_in_the_same_way(db: None, tmp_path: Path) -> None:
    """One fly-tip in each of 64 squares, and ten in nine of them that touch."""
    store = EvidenceStore(tmp_path).of_partnership(make_partnership().slug)
    tips = [
        record(
            "2026-06",
            easting=504_100.0 + 250 * column,
            northing=206_100.0 + 250 * row,
            number=10 if row < 3 and column < 3 else 1,
        )
        for row in range(8)
        for column in range(8)
    ]
    send(store, COUNCIL_FLY_TIPPING, {(COUNCIL, "2026-06"): tips})
    month = Period(Month.parse("2026-06"), Month.parse("2026-06"))
    question = LayerQuestion(store, find_area("E07000096"), month, AT, source=COUNCIL_FLY_TIPPING)
    layer = found(question, "squares")
    hot = [area for area in layer.areas if area.level == "hot"]
    assert hot[0].values["count"] == 10 and hot[0].values["neighbours_mean"] == 10
    assert "hot spots of fly-tipping cleared or reported, June 2026, all in one group" in layer.answer.finding
    one = dataclasses.replace(question, kinds=frozenset({"Tyres"}))
    with pytest.raises(ValueError, match="Only 0 of tyres can be placed"):
        found(one, "squares", kinds=one.kinds)


def test_the_map_page_offers_both_choices_and_draws_what_was_chosen(
    loaded_dacorum: Partnership, client: Client
) -> None:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    asked = {"first": "2021-01", "last": "2021-12", "analysis": "clusters", "compare": "rate", "find": "outliers"}
    page = client.get("/dacorum/map/", asked)
    said = page.content.decode()
    assert "Small areas by rate per 1,000 residents" in said and "Hexagons of 300 m by number recorded" in said
    assert "Rate, smoothed" in said and "Like its neighbours (z)" in said
    assert client.get("/dacorum/map/", {**asked, "find": "magic"}).status_code == 400
