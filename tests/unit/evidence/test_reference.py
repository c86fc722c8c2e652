"""The bundled reference tables: two editions of LSOAs, and what fits into what."""

from __future__ import annotations

import hashlib
import json

import polars as pl
import pytest

from saferplace.evidence.reference import (
    edition_of,
    force_of,
    forces,
    lsoa_editions,
    reference_path,
    reference_table,
    successors_2021,
)


def lsoas_of_dacorum() -> pl.DataFrame:
    return reference_table("lsoas").filter(pl.col("lad_code") == "E07000096")


def test_dacorum_has_94_lsoas_of_2011_and_96_of_2021() -> None:
    editions = lsoas_of_dacorum()["edition"].to_list()
    assert (len(editions) - editions.count("2021"), len(editions) - editions.count("2011")) == (94, 96)


def test_the_three_new_codes_of_dacorum_are_of_2021_only() -> None:
    new = lsoas_of_dacorum().filter(pl.col("edition") == "2021")["lsoa_code"].to_list()
    assert new == ["E01035562", "E01035563", "E01035564"]


def test_a_code_in_neither_list_and_no_code_are_of_an_unknown_edition() -> None:
    assert [edition_of("S01006506"), edition_of(None), edition_of("")] == ["unknown"] * 3


def test_every_code_of_both_editions_is_known_once() -> None:
    assert len(lsoa_editions()) == 34_753 + 35_672 - 33_647


@pytest.mark.parametrize(("change", "rows"), [("U", 33_647), ("S", 1_900), ("M", 239), ("X", 10)])
def test_the_fit_of_2011_to_2021_has_each_kind_of_change(change: str, rows: int) -> None:
    assert reference_table("exact_fit").filter(pl.col("change") == change).height == rows


def test_an_unchanged_lsoa_keeps_its_code() -> None:
    unchanged = reference_table("exact_fit").filter(pl.col("change") == "U")
    assert (unchanged["lsoa_2011"] == unchanged["lsoa_2021"]).all()


def test_a_split_lsoa_has_several_successors() -> None:
    assert successors_2021("E01023398") == ("E01035562", "E01035563", "E01035564")


def test_a_merged_lsoa_shares_its_one_successor() -> None:
    merged = reference_table("exact_fit").filter(pl.col("change") == "M")
    assert merged["lsoa_2011"].is_unique().all()
    assert not merged["lsoa_2021"].is_unique().any()


def test_an_irregular_lsoa_keeps_the_district_of_its_own_name() -> None:
    lsoas = reference_table("lsoas").filter(pl.col("lsoa_code") == "E01023508")
    assert lsoas.select("lsoa_name", "lad_code").row(0) == ("East Hertfordshire 002D", "E07000242")


def test_a_2011_code_whose_parts_lie_in_two_wards_has_no_ward() -> None:
    assert reference_table("lsoas").filter(pl.col("lsoa_code") == "E01023398")["ward_code"].to_list() == [None]


def test_no_column_name_begins_with_a_byte_order_mark() -> None:
    names = [column for name in ("exact_fit", "best_fit", "wards") for column in reference_table(name).columns]
    assert not [name for name in names if name.startswith("\ufeff")]


def test_there_are_43_territorial_forces_and_two_without_an_area() -> None:
    assert [force.slug for force in forces() if force.pfa_code is None] == ["btp", "northern-ireland"]
    assert len(forces()) == 45


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("hertfordshire", "E23000027"),
        ("city-of-london", "E23000034"),
        ("devon-and-cornwall", "E23000035"),
        ("dyfed-powys", "W15000004"),
    ],
)
def test_a_force_is_found_by_the_name_in_its_files(slug: str, code: str) -> None:
    force = force_of(slug)
    assert force is not None
    assert force.pfa_code == code


def test_the_tables_are_those_that_the_edition_names() -> None:
    folder = reference_path("lsoas").parent
    said = json.loads((folder / "edition.json").read_text())["tables"]
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.parquet")}
    assert found == {name: table["sha256"] for name, table in said.items()}
