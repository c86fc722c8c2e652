"""Did it work? What the page finds on the real months, what it refuses, and what it does on a long series."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.analysis.months import Month, Period
from saferplace.analysis.rate_ratio import Verdict
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.areas import find_area
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.analyses.did_it_work.areas import areas_of
from saferplace.intelligence.analyses.did_it_work.choice import Before, Choice, Part, Unit, compared_months
from saferplace.intelligence.analyses.did_it_work.evaluation import evaluate
from saferplace.intelligence.analyses.did_it_work.form import areas_to_choose
from saferplace.intelligence.analyses.did_it_work.suggesting import settled_parts
from saferplace.intelligence.analyses.placed import PlacedInAreas, placed_in_areas
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person
from tests.integration.evidence.queries.conftest import NOW

PAGE, FILE = "/dacorum/analysis/did-it-work/", "/dacorum/analysis/did-it-work.csv"
HIGHFIELD = "E05004706"
ALL_WARDS = [code for code, _ in areas_to_choose(find_area("E07000096"), Unit.WARD)]
ASKED = {"start": "2022-01", "months": "3", f"area-{HIGHFIELD}": "treated"}


@pytest.fixture
def member(loaded_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(loaded_dacorum, Role.BOARD_MEMBER))
    return client


def test_the_page_first_says_what_was_found_with_its_interval_and_counts(member: Client) -> None:
    page = member.get(PAGE, ASKED)
    said, found = page.content.decode(), page.context["page"].found
    counts = found.counts[Part.TREATED]
    assert page.status_code == 200
    assert "than the comparison areas lead to expect (95% interval:" in said
    assert f"in Highfield {counts.in_words()}, January to March 2022 beside January to March 2021" in said
    assert said.index("lead to expect") < said.index("What was counted")
    assert "would probably have been missed" in said
    assert "regression to the mean" in said


def test_suggested_areas_are_neighbours_nearby_and_others_that_do_not_touch_to_compare(member: Client) -> None:
    found = member.get(PAGE, ASKED).context["page"].found
    near = found.areas.neighbours[HIGHFIELD]
    assert {code for code, part in found.parts.items() if part is Part.NEARBY} == set(near)
    compared = {code for code, part in found.parts.items() if part in (Part.COMPARISON, Part.NEARBY_COMPARISON)}
    assert compared
    assert not compared & near


def test_a_chosen_part_stays_and_surroundings_can_be_left_alone(member: Client) -> None:
    asked = {**ASKED, "nearby": "no", "area-E05004711": "comparison"}
    page = member.get(PAGE, asked).context["page"]
    assert page.found.names(Part.COMPARISON) == ["Tring Central"]
    assert (page.found.names(Part.NEARBY), page.surroundings) == ([], "")


def test_a_month_that_is_not_held_is_named_and_never_counted_as_nought(member: Client) -> None:
    page = member.get(PAGE, {**ASKED, "start": "2025-01", "months": "6"})
    found = page.context["page"].found
    assert found.months.after == Period(Month(2025, 1), Month(2025, 4)).months()
    assert "May and June 2024 and May and June 2025" in page.content.decode()
    assert ("May 2024", "No data", "No data", "") in page.context["page"].months


def test_the_file_has_everything_with_the_receipt_and_the_receipt_computes_again(member: Client) -> None:
    answer = member.get(PAGE, ASKED).context["page"].answer
    lines = list(csv.DictReader(io.StringIO(member.get(FILE, ASKED).content.decode())))
    assert {line["receipt"] for line in lines} == {answer.receipt.digest}
    assert {"finding", "treated", "comparison", "treated by month", "other method"} <= {line["what"] for line in lines}
    stored = StoredReceipt.objects.get(pk=answer.receipt.digest)
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result
    shown = member.get(f"/receipts/{answer.receipt.digest}/").content.decode()
    assert "weighted displacement difference" in shown


def test_small_areas_can_be_asked_for_too(member: Client) -> None:
    code = areas_to_choose(find_area("E07000096"), Unit.SMALL_AREA)[0][0]
    page = member.get(PAGE, {"unit": "lsoa", "start": "2022-01", "months": "3", f"area-{code}": "treated"})
    assert page.context["page"].found.counts[Part.TREATED].before > 0


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ({}, 200, "Say where and when something was done"),
        ({**ASKED, "start": "2014-01"}, 200, "is held together with a month to compare it with"),
        ({**ASKED, **{f"area-{code}": "treated" for code in ALL_WARDS}}, 200, "No area is left to compare with"),
        ({**ASKED, "start": "1999-01"}, 400, "Choose a month that is held"),
        ({**ASKED, "crime_type": ["Gossip"]}, 400, "is not a crime type"),
        ({**ASKED, "months": "7"}, 400, "There is a problem"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    member: Client, asked: dict[str, Any], status: int, sentence: str
) -> None:
    page = member.get(PAGE, asked)
    assert page.status_code == status
    assert sentence in page.content.decode()


def test_the_file_without_an_area_says_what_is_missing(member: Client) -> None:
    answer = member.get(FILE, {"start": "2022-01"})
    assert (answer.status_code, answer.content.decode()) == (
        400,
        "Choose at least one area where the work was done.",
    )


def test_the_page_costs_a_bounded_number_of_queries(
    member: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member.get(PAGE, ASKED)
    with django_assert_max_num_queries(12):
        member.get(PAGE, ASKED)


def long_panel(fall: float) -> PlacedInAreas:
    """Sixty months of the small areas of Dacorum with a fall put into the first four from January 2024."""
    codes = tuple(code for code, _ in areas_to_choose(find_area("E07000096"), Unit.SMALL_AREA))
    months = Period(Month(2020, 1), Month(2024, 12)).months()
    mean = np.full((len(codes), len(months)), 20.0)
    mean[:4, 48:] *= fall
    counts = np.random.default_rng(3).poisson(mean)
    return PlacedInAreas(codes, codes, months, counts, (), None)  # type: ignore[arg-type]


def chosen(placed: PlacedInAreas, before: Before = Before.SAME_MONTHS_A_YEAR_BEFORE) -> Choice:
    return Choice(Unit.SMALL_AREA, Month(2024, 1), 12, before, True, dict.fromkeys(placed.codes[:4], Part.TREATED))


def test_a_fall_that_was_put_in_is_found_by_every_method_that_the_data_allow() -> None:
    placed = long_panel(fall=0.6)
    found = evaluate(placed, chosen(placed))
    assert found.difference.verdict is Verdict.REAL_FALL
    assert found.smallest.crimes < abs(found.difference.crimes)
    said = {other.key: other.said for other in found.others}
    for key in ("ratio", "small_areas", "series"):
        assert said[key].endswith("a real fall.") or "a real fall. Few areas" in said[key]
    assert "unlikely to be chance" in said["mixture"]


def test_nothing_is_found_where_nothing_was_put_in() -> None:
    placed = long_panel(fall=1.0)
    found = evaluate(placed, chosen(placed))
    assert found.difference.verdict is Verdict.COULD_BE_CHANCE
    assert not any("a real fall" in other.said for other in found.others)


def test_months_before_and_after_are_as_many_and_pairs_where_the_season_is_kept() -> None:
    placed = long_panel(fall=1.0)
    held = [month for month in placed.months if month != Month(2023, 3)]
    pairs = compared_months(chosen(placed), held)
    assert [after - before for before, after in zip(pairs.before, pairs.after, strict=True)] == [12] * 11
    assert pairs.left_out == (Month(2023, 3), Month(2024, 3))
    just = compared_months(chosen(placed, Before.JUST_BEFORE), held[:50])
    assert just.before == (Month(2023, 10), Month(2023, 11), Month(2023, 12))[-len(just.after) :]
    assert len(just.before) == len(just.after)


def test_areas_to_compare_with_are_those_of_the_nearest_count_before() -> None:
    placed = long_panel(fall=1.0)
    areas, choice = areas_of(placed, Unit.SMALL_AREA), chosen(placed)
    before = dict.fromkeys(placed.codes, 500) | dict.fromkeys(placed.codes[:4], 100)
    alike = list(placed.codes[40:44])
    near = {each for code in placed.codes[:4] for each in areas.neighbours[code]}
    before |= dict.fromkeys(alike, 101)
    parts = settled_parts(areas, choice, before)
    assert not near & set(alike)
    compared = {code for code, part in parts.items() if part is Part.COMPARISON}
    assert set(alike) < compared
    assert len(compared) == 3 * 4
    everywhere = replace(choice, parts=dict.fromkeys(placed.codes, Part.TREATED))
    with pytest.raises(ValueError, match="No area is left to compare with"):
        settled_parts(areas, everywhere, before)


def test_a_small_area_that_was_drawn_otherwise_then_is_named() -> None:
    placed = long_panel(fall=1.0)
    with pytest.raises(ValueError, match="E01000001 was drawn otherwise in the files of these months"):
        evaluate(placed, replace(chosen(placed), parts={"E01000001": Part.TREATED}))


def test_areas_that_go_their_own_way_widen_every_interval() -> None:
    """The published variance takes counts as Poisson; where areas wander by themselves it cries wolf."""
    placed = long_panel(fall=1.0)
    draw = np.random.default_rng(5)
    wandering = draw.poisson(placed.counts * draw.gamma(10, 0.1, (len(placed.codes), 5)).repeat(12, axis=1))
    steady, shaken = evaluate(placed, chosen(placed)), evaluate(replace(placed, counts=wandering), chosen(placed))
    assert steady.dispersion < 1.6
    assert shaken.dispersion > 5
    assert shaken.smallest.crimes > 2 * steady.smallest.crimes


def test_an_evaluation_of_nothing_seldom_finds_something(bundled_evidence: EvidenceStore) -> None:
    """Every ward of Dacorum as if treated in January 2022; with the published variance far more of them "worked"."""
    base = Choice(Unit.WARD, Month(2022, 1), 3, Before.SAME_MONTHS_A_YEAR_BEFORE, True, {})
    placed = placed_in_areas(LayerQuestion(bundled_evidence, find_area("E07000096"), base.period, NOW))
    found = [evaluate(placed, replace(base, parts={code: Part.TREATED})) for code in ALL_WARDS]
    surprising = [each for each in found if each.difference.verdict is not Verdict.COULD_BE_CHANCE]
    assert len(surprising) <= 0.16 * len(found)


def test_an_area_without_any_crime_before_cannot_be_compared() -> None:
    placed = long_panel(fall=1.0)
    placed.counts[:4] = 0
    with pytest.raises(ValueError, match="Nothing was recorded before the start in the areas where the work was done"):
        evaluate(placed, chosen(placed))
