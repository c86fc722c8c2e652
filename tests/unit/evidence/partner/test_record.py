from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.partner.data_sets.missing_children_episodes import MISSING_CHILDREN_EPISODES
from saferplace.evidence.partner.data_sets.road_traffic_collisions import ROAD_TRAFFIC_COLLISIONS
from tests.unit.evidence.partner.cells import UNIT, cells, check, kept, reasons

TIP = {"date": "01/04/2026", "category": "Tyres"}
COLLISION = {"date": "01/04/2026", "category": "Slight"}


def test_imp_06_values_that_do_not_match_their_column_are_refused_with_one_reason_each() -> None:
    told = reasons(
        ROAD_TRAFFIC_COLLISIONS,
        COLLISION | {"casualties": "three"},
        COLLISION | {"casualties": "-1"},
        COLLISION | {"casualties": "1.5"},
        COLLISION | {"casualties": "101%"},
        COLLISION | {"is_speed": "perhaps"},
        COLLISION | {"category": "Slightly"},
        COLLISION | {"category": ""},
    )
    assert told == [
        "Casualties: “three” is not a number; write figures only, like 1234, or <5 where it is withheld.",
        "Casualties: “-1” is below zero; a count is 0 or more.",
        "Casualties: “1.5” has decimals; a count is a whole number.",
        "Casualties: “101%” is a percentage where a count belongs.",
        "Speed: “perhaps” is not yes or no; leave the cell blank where it is not known.",
        "Severity: “Slightly” is not one of the words of this column: did you mean “Slight”? "
        "It may be Fatal; Serious; Slight.",
        "Severity: “” is blank; every row needs it.",
    ]


def test_imp_11_the_kinds_of_missing_survive_in_a_records_own_numbers() -> None:
    rows = kept(
        COUNCIL_FLY_TIPPING, *({**TIP, "clearance_cost": text} for text in ("", "0", "<5", "..", "n/a", "£1,084.50"))
    )
    assert [(row["clearance_cost"], row["clearance_cost_status"]) for row in rows] == [
        (None, "blank"),
        (0.0, "known"),
        (None, "suppressed"),
        (None, "not yet available"),
        (None, "not collected"),
        (1084.5, "known"),
    ]


def test_a_row_stands_for_one_thing_unless_it_says_more() -> None:
    assert [row["number"] for row in kept(COUNCIL_FLY_TIPPING, TIP, TIP | {"number": "12"})] == [1, 12]


@pytest.mark.parametrize("number", ["0", "<5", "n/a", "2.5"])
def test_a_number_that_cannot_be_added_up_is_refused(number: str) -> None:
    (reason,) = reasons(COUNCIL_FLY_TIPPING, TIP | {"number": number})
    assert reason.startswith(f"Number: “{number}” ")


def test_a_column_that_the_file_does_not_have_is_blank() -> None:
    whole = cells(COUNCIL_FLY_TIPPING, TIP)
    without = whole.with_columns(pl.lit(None, dtype=pl.String).alias("size"))
    found = COUNCIL_FLY_TIPPING.check(without, UNIT, dt.date(2026, 6, 1))
    assert COUNCIL_FLY_TIPPING.keep(found.good, UNIT)["size"].to_list() == [None]


def test_the_first_fault_of_a_row_is_the_one_that_is_told_and_its_cells_stay_as_they_were() -> None:
    found = check(COUNCIL_FLY_TIPPING, TIP | {"date": "99/99/2026", "category": "tires", "uprn": "x"}, TIP)
    assert found.refused["column"].to_list() == ["Date"]
    assert found.refused.select("date", "category", "uprn").row(0) == ("99/99/2026", "tires", "x")
    assert found.refused["source_line"].to_list() == [2]
    assert found.good["source_line"].to_list() == [3]


def test_no_rows_are_no_fault() -> None:
    found = check(COUNCIL_FLY_TIPPING)
    assert found.refused.is_empty()
    kept_none = COUNCIL_FLY_TIPPING.keep(found.good, UNIT)
    assert kept_none.is_empty()
    assert set(COUNCIL_FLY_TIPPING.content) <= set(kept_none.columns)


def test_a_repeated_reference_and_a_formula_are_noticed_and_kept() -> None:
    noticed = check(
        COUNCIL_FLY_TIPPING,
        TIP | {"reference": "7", "location": "=1+1"},
        TIP | {"reference": "7"},
        TIP | {"time": "00:00"},
    ).noticed
    assert (noticed["repeated_references"], noticed["formulas"], noticed["at_midnight"]) == (2, 1, 1)
    assert noticed["without_time"] == 2


def test_a_child_cannot_come_back_before_going_missing() -> None:
    row = {"date": "03/04/2026", "category": "High", "returned_on": "02/04/2026"}
    assert reasons(MISSING_CHILDREN_EPISODES, row) == [
        "Date returned: “02/04/2026” is before the day on which it happened."
    ]


def test_a_hundred_thousand_rows_are_checked_in_seconds() -> None:
    """Distinct texts are read once: a month of rows holds 30 dates and a few hundred times."""
    one = cells(COUNCIL_FLY_TIPPING, TIP | {"time": "22:15", "easting": "505550", "northing": "207550"})
    many = pl.concat([one] * 100_000).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("source_line"))
    begun = dt.datetime.now(dt.UTC)
    assert COUNCIL_FLY_TIPPING.check(many, UNIT, dt.date(2026, 6, 1)).good.height == 100_000
    assert dt.datetime.now(dt.UTC) - begun < dt.timedelta(seconds=10)
