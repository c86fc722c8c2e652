from __future__ import annotations

import pytest

from saferplace.evidence.partner.data_sets.perception_surveys import PERCEPTION_SURVEYS
from saferplace.evidence.partner.data_sets.school_attendance_return import SCHOOL_ATTENDANCE_RETURN
from saferplace.evidence.partner.data_sets.youth_justice_return import YOUTH_JUSTICE_RETURN
from tests.unit.evidence.partner.cells import cells, check, kept, reasons

COUNT = {"reporting_period": "2025-26 Q4", "area_name": "Dacorum", "indicator": "First-time entrants"}
RATE = COUNT | {"indicator": "First-time entrants per 100,000"}
PERCENTAGE = COUNT | {"indicator": "Proven reoffending", "cohort": "2023-24 Q3"}
SURVEY = {
    "reporting_period": "2025-26", "area_code": "E07000096", "indicator": "Feel unsafe after dark", "survey": "Echo",
    "sample": "Self-selected", "fieldwork_from": "01/06/2025", "fieldwork_to": "31/07/2025",
}  # fmt: skip


def figure(row: dict[str, str]) -> tuple[object, object]:
    (one,) = kept(YOUTH_JUSTICE_RETURN, row)
    return one["value"], one["status"]


def test_imp_11_the_kinds_of_missing_survive() -> None:
    assert figure(COUNT | {"figure": ""}) == (None, "blank")
    assert figure(COUNT | {"figure": "0"}) == (0.0, "known")
    assert figure(COUNT | {"figure": "<5"}) == (None, "suppressed")
    assert figure(COUNT | {"figure": ".."}) == (None, "not yet available")
    assert figure(COUNT | {"figure": "n/a"}) == (None, "not collected")
    assert figure(PERCENTAGE | {"numerator": "*", "denominator": "30"}) == (None, "suppressed")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"figure": "twelve"},
         "Figure: “twelve” is not a number; write figures only, like 1234, or <5 where it is withheld."),
        ({"figure": "-3"}, "Figure: “-3” is below zero."),
        ({"figure": "3.5"}, "Figure: “3.5” has decimals; a count is a whole number."),
        ({"figure": "12%"}, "Figure: “12%” is a percentage where a count belongs."),
        ({"figure": "12", "numerator": "3", "denominator": "4"},
         "Numerator: “3” belongs to a percentage or a rate, and this is a count."),
    ],
)  # fmt: skip
def test_imp_06_a_count_that_is_none_is_refused(given: dict[str, str], reason: str) -> None:
    assert reasons(YOUTH_JUSTICE_RETURN, COUNT | given) == [reason]


@pytest.mark.parametrize("figure", ["101", "101%", "100.1"])
def test_imp_06_no_percentage_is_above_a_hundred(figure: str) -> None:
    assert reasons(YOUTH_JUSTICE_RETURN, PERCENTAGE | {"figure": figure, "denominator": "50"}) == [
        f"Figure: “{figure}” is more than 100%."
    ]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"numerator": "4"}, "Base: “” is blank although the row has a numerator."),
        ({"denominator": "40"}, "Numerator: “” is blank, and so is the figure."),
        ({"figure": "45"}, "Base: “” is blank; a percentage needs its base."),
        ({"figure": "45", "denominator": "*"}, "Base: “*” is no number, although there is a figure."),
        ({"numerator": "50", "denominator": "40"}, "Numerator: “50” is more than its base."),
        ({"figure": "30", "numerator": "4", "denominator": "40"},
         "Figure: “30” does not agree with its numerator and base, which make 10.0."),
    ],
)  # fmt: skip
def test_imp_10_numerator_and_base_come_together(given: dict[str, str], reason: str) -> None:
    assert reasons(YOUTH_JUSTICE_RETURN, PERCENTAGE | given) == [reason]


@pytest.mark.parametrize("given", [{"numerator": "0"}, {"figure": "0", "numerator": "0"}, {"figure": "0%"}])
def test_imp_10_a_percentage_of_nobody_is_not_calculable_and_never_nought(given: dict[str, str]) -> None:
    assert figure(PERCENTAGE | {"denominator": "0"} | given) == (None, "not calculable")


def test_a_percentage_is_worked_out_from_its_parts_and_may_be_rounded_beside_them() -> None:
    assert figure(PERCENTAGE | {"numerator": "119", "denominator": "400"}) == (29.75, "known")
    assert figure(PERCENTAGE | {"figure": "30%", "numerator": "119", "denominator": "400"}) == (29.75, "known")
    assert figure(PERCENTAGE | {"figure": "0.2975", "numerator": "119", "denominator": "400"}) == (29.75, "known")


def test_a_share_is_not_taken_for_a_percentage() -> None:
    (reason,) = reasons(YOUTH_JUSTICE_RETURN, PERCENTAGE | {"figure": "0.45", "denominator": "400"})
    assert reason == "Figure: “0.45” may be a share or a percentage; write 45 or 45%, or give the numerator."
    assert figure(PERCENTAGE | {"figure": "0.45%", "denominator": "400"}) == (0.45, "known")


def test_a_rate_is_per_what_its_indicator_says() -> None:
    assert figure(RATE | {"numerator": "12", "denominator": "15,000"}) == (80.0, "known")
    assert reasons(YOUTH_JUSTICE_RETURN, RATE | {"figure": "80"}) == ["Base: “” is blank; a rate needs what it is of."]


def test_reoffending_without_its_cohort_is_refused() -> None:
    row = PERCENTAGE | {"numerator": "4", "denominator": "40", "cohort": ""}
    assert reasons(YOUTH_JUSTICE_RETURN, row) == [
        "Cohort: “” is blank; “Proven reoffending” cannot be understood without it."
    ]


def test_a_survey_without_the_number_who_answered_is_refused() -> None:
    """The plan's own “357 did not feel safe after dark” has none, and so says nothing."""
    assert reasons(PERCEPTION_SURVEYS, SURVEY | {"figure": "30"}, SURVEY | {"numerator": "357"}) == [
        "Base: “” is blank; a percentage needs its base.",
        "Base: “” is blank although the row has a numerator.",
    ]
    (row,) = kept(PERCEPTION_SURVEYS, SURVEY | {"numerator": "357", "denominator": "1,200"})
    assert (row["value"], row["denominator"], row["sample"]) == (29.75, 1200.0, "Self-selected")


def test_two_surveys_of_one_year_stand_beside_each_other_and_one_twice_does_not() -> None:
    answered = {"numerator": "357", "denominator": "1,200"}
    other = SURVEY | answered | {"survey": "Residents’ survey", "sample": "Random"}
    assert len(kept(PERCEPTION_SURVEYS, SURVEY | answered, other)) == 2
    assert reasons(PERCEPTION_SURVEYS, SURVEY | answered, SURVEY | answered) == [
        "Indicator: “Feel unsafe after dark” comes a second time for the same area, period and breakdown."
    ]


def test_fieldwork_ends_after_it_begins() -> None:
    row = SURVEY | {"numerator": "1", "denominator": "2", "fieldwork_to": "01/05/2025"}
    assert reasons(PERCEPTION_SURVEYS, row) == ["Fieldwork to: “01/05/2025” is before it began."]


def test_a_district_is_known_by_its_code_or_its_name() -> None:
    rows = kept(YOUTH_JUSTICE_RETURN, COUNT, COUNT | {"area_name": "", "area_code": "e07000240", "breakdown": "x"})
    assert [(row["area_code"], row["area_name"]) for row in rows] == [
        ("E07000096", "Dacorum"),
        ("E07000240", "St Albans"),
    ]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"area_name": ""}, "Area code: “” is blank, and no area is named."),
        ({"area_code": "Dacorum"}, "Area code: “Dacorum” is not the code of an area, like E07000096."),
        ({"reporting_period": "Q4 2026"},
         "Period: “Q4 2026” does not say which year it belongs to; write it like 2026-27 Q1, where Q1 is April to "
         "June."),
        ({"reporting_period": "2026-27 Q3"}, "Period: “2026-27 Q3” lies in the future."),
        ({"reporting_period": ""}, "Period: “” is blank; every row needs it."),
    ],
)  # fmt: skip
def test_a_figure_needs_its_area_and_its_period(given: dict[str, str], reason: str) -> None:
    assert reasons(YOUTH_JUSTICE_RETURN, COUNT | given) == [reason]


def test_a_figure_of_a_period_that_is_not_over_is_provisional() -> None:
    rows = kept(
        YOUTH_JUSTICE_RETURN,
        COUNT,
        COUNT | {"reporting_period": "2026-27"},
        COUNT | {"reporting_period": "2025", "figure": "9 [p]"},
    )
    assert [row["is_provisional"] for row in rows] == [False, True, True]
    assert check(YOUTH_JUSTICE_RETURN, COUNT | {"reporting_period": "2026-27"}).noticed["unfinished_periods"] == 1


def test_a_return_that_is_not_by_financial_year_refuses_one() -> None:
    row = {"reporting_period": "2024-25", "area_name": "Dacorum", "indicator": "Suspensions", "figure": "7"}
    assert reasons(SCHOOL_ATTENDANCE_RETURN, row) == [
        "Period: “2024-25” is not of a kind that this return is for: month, quarter, calendar year."
    ]


def test_each_row_says_its_period_as_it_is_stored() -> None:
    rows = cells(
        YOUTH_JUSTICE_RETURN, COUNT, COUNT | {"reporting_period": "soon"}, COUNT | {"reporting_period": "April 2026"}
    )
    assert YOUTH_JUSTICE_RETURN.period_of is not None
    assert YOUTH_JUSTICE_RETURN.period_of(rows).to_list() == ["2025-26-Q4", None, "2026-04"]
