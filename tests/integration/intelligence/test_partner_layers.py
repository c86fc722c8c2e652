"""Partners' records on the map: drawn as listed, never added to the police's, and sensitive ones only by ward."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person
from tests.integration.intelligence.partner_pages import partnership_with_records

MAP, POINTS = "/dacorum/map/", "/dacorum/map/points.geojson"
FLY_TIPPING = {"layer": "council-fly-tipping", "first": "2026-06", "last": "2026-07"}
USES = {"layer": "section-136-uses", "first": "2026-04", "last": "2026-06"}


@pytest.fixture
def partnership(db: None, tmp_path: Path, settings: Any) -> Partnership:
    return partnership_with_records(tmp_path, settings)


def signed_in(client: Client, partnership: Partnership, role: Role) -> Client:
    client.force_login(make_person(partnership, role))
    return client


@pytest.fixture
def analyst(client: Client, partnership: Partnership) -> Client:
    return signed_in(client, partnership, Role.ANALYST)


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_viz_04_a_layer_is_drawn_with_exactly_the_numbers_of_the_list(analyst: Client) -> None:
    page = analyst.get(MAP, FLY_TIPPING).context["map"]
    drawn = [shape["properties"] for shape in analyst.get(POINTS, FLY_TIPPING).json()["features"]]
    listed = [(place.number, place.name, place.point.total, place.source) for place in page.places]
    assert [(one["number"], one["location"], one["total"], one["source"]) for one in drawn] == listed
    assert listed == [
        (1, "High Street", 3, "Fly-tipping cleared or reported"),
        (2, "Mill Lane", 1, "Fly-tipping cleared or reported"),
    ]
    assert {one["shape"] for one in drawn} == {"square"}


def test_what_has_no_point_or_no_place_and_how_sure_the_others_are_is_said(analyst: Client) -> None:
    said = text_of(analyst.get(MAP, FLY_TIPPING))
    assert "Fly-tipping cleared or reported: 4 at 2 map points in Dacorum" in said
    assert "How sure the places are: 3 certain, 1 approximate." in said
    assert "1 more lie in the area and have no point" in said
    assert "2 more that were sent for these months could be placed nowhere" in said
    assert "Square: fly-tipping cleared or reported" in said


def test_two_sources_are_said_never_to_be_added_up(analyst: Client) -> None:
    said = text_of(analyst.get(MAP, {**FLY_TIPPING, "layer": ["council-fly-tipping", "section-136-uses"]}))
    assert "side by side and are never added up" in said


def test_a_month_that_a_partner_did_not_send_is_no_data_and_names_the_partner(analyst: Client) -> None:
    said = text_of(analyst.get(MAP, {**FLY_TIPPING, "first": "2026-05"}))
    assert "Not sent: Dacorum Borough Council: May 2026. That is no data, not zero." in said


def test_a_category_narrows_the_layer(analyst: Client) -> None:
    page = analyst.get(MAP, {**FLY_TIPPING, "of-council-fly-tipping": "Tyres"}).context["map"]
    assert [place.types_in_words for place in page.places] == ["Tyres 3"]


def test_a_place_leads_to_exactly_the_records_it_counts(analyst: Client) -> None:
    shown = analyst.get(MAP, FLY_TIPPING)
    links = re.findall(r'href="(/dacorum/evidence/rows/[^"]+)"', shown.content.decode())
    rows = analyst.get(unescape(links[0]))
    assert rows.context["found"].receipt.result == {"rows": 1, "records": 3}
    assert "High Street" in rows.content.decode()


def test_a_layer_that_is_not_held_is_refused_in_a_sentence(analyst: Client) -> None:
    answer = analyst.get(MAP, {**FLY_TIPPING, "layer": "racial-incidents"})
    assert answer.status_code == 400
    assert "“racial-incidents” is not held" in text_of(answer)


def test_whoever_may_see_sensitive_records_sees_their_points(analyst: Client) -> None:
    page = analyst.get(MAP, USES).context["map"]
    assert [(place.name, place.point.total) for place in page.places] == [("Secret Lane", 6), ("Hidden Close", 3)]


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.PARTNER_OFFICER, Role.PRIORITY_LEAD, Role.ADMINISTRATOR])
def test_acc_19_others_see_no_point_and_wards_with_small_counts_withheld(
    client: Client, partnership: Partnership, role: Role
) -> None:
    member = signed_in(client, partnership, role)
    page = member.get(MAP, USES)
    assert page.context["map"].places == ()
    assert member.get(POINTS, USES).json()["features"] == []
    assert "Secret Lane" not in page.content.decode()
    # Six and three: three is withheld, and six with it, since their sum is known.
    cells = {cells[0] for _, cells in page.context["map"].ward_rows}
    assert cells == {"0", "1 quarter withheld"}
    assert "Counts of 1 to 4 are withheld" in text_of(page)


def test_acc_19_neither_a_ward_nor_a_category_changes_what_others_see(client: Client, partnership: Partnership) -> None:
    member = signed_in(client, partnership, Role.BOARD_MEMBER)
    asked = [USES, {**USES, "ward": "E05004691"}, {**USES, "first": "2026-04", "last": "2026-07"}]
    told = [member.get(MAP, one).context["map"].layers[0].withheld.wards for one in asked]
    assert told[0] == told[1] == told[2]
    refused = member.get(MAP, {**USES, "of-section-136-uses": "Police station"})
    assert refused.status_code == 400


def test_the_rows_behind_a_sensitive_receipt_are_for_few_eyes(analyst: Client, partnership: Partnership) -> None:
    receipt = analyst.get(MAP, USES).context["map"].layers[0].points.receipt.digest
    assert analyst.get("/dacorum/evidence/rows/", {"receipt": receipt}).status_code == 200
    lead = signed_in(Client(), partnership, Role.PRIORITY_LEAD)
    assert lead.get(f"/receipts/{receipt}/").status_code == 404
    assert lead.get("/dacorum/evidence/rows/", {"receipt": receipt}).status_code == 404


def test_each_kind_of_receipt_is_a_page_of_its_own(analyst: Client) -> None:
    for asked in (FLY_TIPPING, USES):
        for receipt in analyst.get(MAP, asked).context["map"].receipts:
            assert analyst.get(f"/receipts/{receipt.digest}/").status_code == 200


def test_the_map_of_partners_asks_the_records_a_bounded_number_of_statements(
    analyst: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        analyst.get(MAP, {**FLY_TIPPING, "layer": ["council-fly-tipping", "section-136-uses"]})


def test_another_partnership_sees_none_of_it(client: Client, partnership: Partnership) -> None:
    from tests.factories import make_partnership

    other = signed_in(client, make_partnership("elsewhere", "Elsewhere Partnership"), Role.ANALYST)
    assert "No recorded crime has been loaded yet" in text_of(other.get("/elsewhere/map/"))
    assert other.get(MAP).status_code == 403


@pytest.mark.parametrize(("role", "may_see"), [(Role.ANALYST, True), (Role.PRIORITY_LEAD, False)])
def test_how_many_rows_came_and_in_which_file_is_said_of_a_sensitive_data_set_to_few(
    client: Client, partnership: Partnership, role: Role, may_see: bool
) -> None:
    member = signed_in(client, partnership, role)
    data_set = "/dacorum/evidence/data-sets/section-136-uses/"
    (held, _), *_ = member.get(data_set).context["state"].chain
    one_import = text_of(member.get(f"/dacorum/evidence/imports/{held.import_id}/"))
    assert one_import.count("File and its SHA-256") == 1 + may_see  # fly-tipping came in the same import
    assert ("is for few eyes" in one_import) != may_see
    assert ("Withheld Withheld" in text_of(member.get(data_set))) != may_see
