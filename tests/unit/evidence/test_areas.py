"""Areas by code or name, what lies in them and how many live there."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.evidence.areas import (
    AreaKind,
    UnknownArea,
    editions_that_draw,
    find_area,
    households,
    lsoa_codes,
    population,
    uncertain_lsoa_codes,
)
from saferplace.evidence.reference import reference_table


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("E07000096", "Dacorum", AreaKind.DISTRICT),
        ("E22000124", "Dacorum", AreaKind.PARTNERSHIP),
        ("E23000027", "Hertfordshire", AreaKind.POLICE_AREA),
        ("E05004691", "Adeyfield East", AreaKind.WARD),
        ("E01035562", "Dacorum 015F", AreaKind.LSOA),
    ],
)
def test_an_area_is_found_by_its_code(code: str, name: str, kind: AreaKind) -> None:
    area = find_area(code.lower())
    assert (area.name, area.kind, area.force_slugs) == (name, kind, ("hertfordshire",))


def test_a_name_means_the_district_before_the_partnership() -> None:
    assert find_area(" dacorum ").code == "E07000096"


def test_an_unknown_name_is_answered_with_one_that_is_alike() -> None:
    with pytest.raises(UnknownArea, match="Did you mean Dacorum"):
        find_area("Dacorun")


def test_a_ward_name_that_several_districts_use_is_answered_with_their_codes() -> None:
    with pytest.raises(UnknownArea, match=r"wards called “Central”. Use a code: .* in "):
        find_area("Central")


def test_a_partnership_whose_district_was_merged_is_refused_with_the_district() -> None:
    with pytest.raises(UnknownArea, match="shares the district Bournemouth, Christchurch and Poole"):
        find_area("E22000063")


def test_a_district_holds_the_codes_of_both_editions() -> None:
    assert len(lsoa_codes(find_area("E07000096"))) == 97


def test_an_lsoa_holds_its_later_parts_but_a_part_does_not_hold_the_whole() -> None:
    assert lsoa_codes(find_area("E01023398")) == {"E01023398", "E01035562", "E01035563", "E01035564"}
    assert lsoa_codes(find_area("E01035562")) == {"E01035562"}


def test_wards_and_what_is_not_certain_make_up_the_district() -> None:
    dacorum = find_area("E07000096")
    wards = reference_table("wards").filter(pl.col("lad_code") == "E07000096")["ward_code"].to_list()
    in_wards = frozenset().union(*(lsoa_codes(find_area(ward)) for ward in wards))
    assert lsoa_codes(dacorum) - in_wards == {"E01023398"}


def test_residents_are_those_of_the_year_asked_or_of_the_nearest_published() -> None:
    dacorum = find_area("E07000096")
    told = [population(dacorum, year) for year in (2010, 2021, 2025)]
    assert [(each.year, each.value) for each in told if each] == [(2011, 145_298), (2021, 155_211), (2022, 156_167)]


def test_an_lsoa_that_was_merged_away_has_no_residents_of_its_own() -> None:
    merged = reference_table("exact_fit").filter(pl.col("change") == "M")["lsoa_2011"][0]
    assert population(find_area(merged), 2021) is None


def test_a_split_lsoa_has_the_residents_of_its_parts() -> None:
    parts = [population(find_area(code), 2021) for code in ("E01035562", "E01035563", "E01035564")]
    whole = population(find_area("E01023398"), 2021)
    assert whole is not None
    assert whole.value == sum(part.value for part in parts if part)


IRREGULAR = "E01023508"  # one of its two parts of 2021 reaches into another LSOA of 2011, in another district


def test_a_redrawn_lsoa_is_not_counted_by_the_part_that_happens_to_fit() -> None:
    area = find_area(IRREGULAR)
    assert lsoa_codes(area) == {IRREGULAR}
    assert editions_that_draw(area) == {"2011"}
    assert population(area, 2021) is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(reference_table("lsoas")["lsoa_code"].to_list()))
def test_the_codes_of_an_lsoa_reach_no_further_than_the_lsoa(code: str) -> None:
    fit = reference_table("exact_fit")
    codes = lsoa_codes(find_area(code))
    touching = fit.filter(pl.col("lsoa_2011").is_in(codes) | pl.col("lsoa_2021").is_in(codes))
    if len(codes) > 1:
        assert set(touching["lsoa_2011"]) | set(touching["lsoa_2021"]) == codes
    else:
        assert codes == {code}


def test_two_wards_of_dacorum_share_an_lsoa_of_2011() -> None:
    wards = reference_table("wards").filter(pl.col("lad_code") == "E07000096")["ward_code"].to_list()
    shared = {find_area(ward).name: uncertain_lsoa_codes(find_area(ward)) for ward in wards}
    assert {name: codes for name, codes in shared.items() if codes} == {
        "Boxmoor": {"E01023398"},
        "Hemel Hempstead Town": {"E01023398"},
    }


def test_households_are_those_of_the_census() -> None:
    told = households(find_area("E07000096"))
    assert told is not None
    assert (told.value, told.year) == (63_405, 2021)
