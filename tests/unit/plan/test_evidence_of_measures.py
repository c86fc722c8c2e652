"""A measure names evidence that can exist, or the file says on which line it does not."""

from __future__ import annotations

from typing import Any

import pytest

from saferplace.plan.file.measure_sources import unknown_evidence


def told(**source: Any) -> list[str]:
    return [sentence for _, sentence in unknown_evidence([{"source": {"kind": "evidence", **source}}])]


@pytest.mark.parametrize(
    "source",
    [
        {"data_set": "police-uk-street", "crime_types": ["Robbery"]},
        {"data_set": "council-fly-tipping"},
        {"data_set": "council-fly-tipping", "categories": ["Tyres", "Asbestos"]},
        {"data_set": "probation-return", "indicator": "People on probation"},
    ],
)
def test_evidence_that_exists_is_no_fault(source: dict[str, Any]) -> None:
    assert told(**source) == []


def test_a_data_set_that_nobody_knows_is_named_with_what_is_like_it() -> None:
    assert told(data_set="council-flytipping") == [
        "There is no data set “council-flytipping”. Did you mean “council-fly-tipping”?"
    ]


def test_a_category_must_be_a_standard_word() -> None:
    (sentence,) = told(data_set="council-fly-tipping", categories=["Tyre"])
    assert sentence.startswith("“Tyre” is not one of its words. Did you mean “Tyres”?")


def test_a_measure_of_figures_must_say_which() -> None:
    (sentence,) = told(data_set="probation-return")
    assert sentence.startswith("“indicator” is missing: probation-return holds several.")


def test_figures_recorded_by_hand_name_no_evidence() -> None:
    assert list(unknown_evidence([{"source": {"kind": "recorded", "from": "a survey"}}])) == []
