"""When a month cannot be believed: each rule with the real counts that it was made for, and sound ones beside them."""

from __future__ import annotations

from saferplace.analysis.months import Month
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR
from saferplace.evidence.quality import RepeatedIds, UnitStatistics, doubts, edition_switches, gaps


def unit(
    month: str, rows: int, asb_rows: int, *, edition: str = "2021", force: str = "nottinghamshire"
) -> UnitStatistics:
    return UnitStatistics(force, Month.parse(month), rows, asb_rows, 0, 0, {edition: rows})


def doubted(*units: UnitStatistics, residents: int = 1_150_000) -> list[str]:
    return [str(month) for _, month in doubts(units, {units[0].force: residents})]


def test_exactly_200_asb_rows_where_2202_are_usual_is_a_partial_upload() -> None:
    assert doubted(unit("2021-12", 10_194, 2_202), unit("2022-01", 8_562, 200)) == ["2022-01"]


def test_exactly_600_asb_rows_beside_usual_months_is_a_partial_upload() -> None:
    months = [unit("2021-09", 11_000, 3_100), unit("2021-10", 9_710, 600), unit("2021-11", 11_000, 3_000)]
    assert doubted(*months) == ["2021-10"]


def test_a_round_asb_count_like_its_neighbours_is_sound() -> None:
    assert doubted(unit("2025-03", 10_100, 1_750), unit("2025-04", 10_175, 1_800)) == []


def test_asb_below_three_tenths_of_its_neighbours_is_doubted_though_not_round() -> None:
    assert doubted(unit("2025-07", 15_873, 2_241), unit("2025-08", 14_544, 430), residents=1_900_000) == ["2025-08"]


def test_a_partial_asb_upload_does_not_spoil_a_count_of_robbery() -> None:
    [(doubt,)] = doubts([unit("2021-12", 10_194, 2_202), unit("2022-01", 8_562, 200)], {}).values()
    spoilt = [doubt.spoils(types) for types in (frozenset({"Robbery"}), frozenset({ANTI_SOCIAL_BEHAVIOUR}), None)]
    assert spoilt == [False, True, True]


def test_the_usual_winter_fall_of_asb_is_sound() -> None:
    months = [unit("2021-07", 4_400, 950), unit("2021-08", 4_360, 960), unit("2021-12", 3_414, 334)]
    assert doubted(*months, residents=600_000) == []


def test_a_feed_that_stopped_is_seen_even_when_every_month_held_is_low() -> None:
    low = {"2024-01": 1_187, "2024-02": 300, "2024-03": 164, "2024-04": 283}
    assert doubted(*(unit(month, rows, 0) for month, rows in low.items()), residents=519_260) == list(low)


def test_a_month_under_two_fifths_of_its_neighbours_is_doubted_where_residents_are_not_known() -> None:
    months = [unit("2025-01", 3_300, 0, force="btp"), unit("2025-02", 1_200, 0, force="btp")]
    assert doubted(*months, residents=0) == ["2025-02"]


def test_a_month_far_off_is_no_neighbour() -> None:
    assert doubted(unit("2021-01", 10_000, 3_000), unit("2024-01", 9_000, 500), residents=0) == []


def test_gaps_are_the_months_between_those_held() -> None:
    held = [Month(2021, 12), Month(2022, 2), Month(2022, 5)]
    assert [str(month) for month in gaps(held)] == ["2022-01", "2022-03", "2022-04"]


def test_a_switch_of_lsoa_edition_is_told_with_its_first_month() -> None:
    months = [unit("2022-02", 9, 0, edition="2011"), unit("2022-03", 9, 0, edition="2011"), unit("2024-01", 9, 0)]
    assert edition_switches(months) == (Month(2024, 1),)


def test_a_month_of_unchanged_codes_only_switches_nothing() -> None:
    months = [unit("2022-02", 9, 0, edition="2011"), unit("2022-03", 9, 0, edition="both")]
    assert edition_switches(months) == ()


def test_ids_that_come_back_as_other_crimes_mean_nothing() -> None:
    assert RepeatedIds(7_353, 7_073, 14_146, 5_138).mean_nothing


def test_one_id_on_several_rows_of_one_type_still_means_something() -> None:
    assert not RepeatedIds(6_529, 218, 445, 0).mean_nothing
