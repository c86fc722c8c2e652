"""Dacorum's file says everything that the plan's text says, in its words and order."""

import re
from pathlib import Path
from typing import Any

import pytest

from saferplace.plan.file import read_partnership_file

ROOT = Path(__file__).parents[3]
PRINTED = (ROOT / "tests/samples/dacorum-community-safety-plan-2023-26.txt").read_text(encoding="utf-8")
FILE = read_partnership_file(ROOT / "partnerships/dacorum.yaml").content
PLAN = FILE["plan"]

# Furniture of the document, not words of the plan.
FURNITURE = {
    "Dacorum Community Safety Partnership",
    "Contents",
    "Foreword",
    "6",
    "Cross-cutting Objectives",
    "Performance Management",
    "What we will do:",
    "How we will measure success:",
}


def plain(words: str) -> str:
    return " ".join(re.sub(r"[\uf000-\uf8ff•]", " ", words).split())


def every_word_of(content: Any) -> str:
    if isinstance(content, dict):
        return " ".join(
            every_word_of(value) for key, value in content.items() if key not in {"key", "note", "read_as", "source"}
        )
    if isinstance(content, list):
        return " ".join(every_word_of(item) for item in content)
    return plain(content) if isinstance(content, str) else ""


def table_cells(row: str) -> list[list[str]]:
    return [[plain(cell) for cell in line.split("\t")[1:]] for line in PRINTED.splitlines() if line.startswith(row)]


@pytest.mark.parametrize("row, kind", [("Actions", "actions"), ("Desired Outcomes", "outcomes")])
def test_the_items_of_each_theme_put_together_are_the_printed_cell(row: str, kind: str) -> None:
    printed = table_cells(row)
    assert len(printed) == 3
    for cells, priority in zip(printed, PLAN["priorities"], strict=True):
        written = [" ".join(item["text"] for item in theme[kind]) for theme in priority["themes"]]
        assert written == cells


def test_the_themes_are_the_printed_ones() -> None:
    printed = table_cells("Priority\t")
    assert printed == [[theme["name"] for theme in priority["themes"]] for priority in PLAN["priorities"]]


def test_priority_three_keeps_its_four_subjects() -> None:
    theme = PLAN["priorities"][2]["themes"][0]
    assert " ".join(topic["name"] for topic in theme["topics"]) == theme["name"]


def test_every_other_sentence_of_the_plan_stands_in_the_file() -> None:
    said = every_word_of(PLAN)
    after_contents = PRINTED[PRINTED.rindex("\nForeword") :]
    findings = PRINTED.index("Fly-tipping increased"), PRINTED.index("Strategic Priorities 2023-2026\n\nThis plan")
    lines = [line for line in after_contents.splitlines() if "\t" not in line and line not in PRINTED[slice(*findings)]]
    missing = []
    for line in lines:
        words = plain(re.sub(r"^(- )?(\d\. )?|^(Strategic Priority \d|Plan|Do|Review|Revise): ", "", line.strip()))
        if words and words not in FURNITURE and words not in said:
            missing.append(words)
    assert missing == []


def test_every_legible_figure_of_the_key_findings_is_in_the_file() -> None:
    begin, end = PRINTED.index("Fly-tipping increased"), PRINTED.index("Strategic Priorities 2023-2026\n\nThis plan")
    numbers = set(re.findall(r"\d+(?:\.\d+)?", plain(PRINTED[begin:end])))
    said = set(re.findall(r"\d+(?:\.\d+)?", every_word_of(PLAN["key_findings"])))
    assert numbers - said == set()


def test_every_word_of_a_finding_was_printed_in_the_findings() -> None:
    begin, end = PRINTED.index("Fly-tipping increased"), PRINTED.index("Strategic Priorities 2023-2026\n\nThis plan")
    printed = set(plain(PRINTED[begin:end]).split())
    for finding in PLAN["key_findings"]["findings"]:
        assert set(plain(finding["text"]).split()) <= printed, finding["key"]


def test_the_robbery_finding_asks_the_evidence_for_2021() -> None:
    robbery = next(f for f in PLAN["key_findings"]["findings"] if f["key"] == "robbery")
    (figure,), (check,) = robbery["figures"], robbery["evidence_checks"]
    assert (figure["value"], figure["compared_value"], check["printed_value"]) == (79, 59, 59)
    assert check["period"] == {"from": "2021-01", "to": "2021-12"} and check["crime_types"] == ["Robbery"]


def test_no_measure_claims_a_target_because_the_plan_sets_none() -> None:
    assert all(measure["target"] is None for measure in FILE["measures"])


def test_all_four_headline_measures_are_measured() -> None:
    headline = {measure["headline_number"] for measure in FILE["measures"] if measure["tier"] == "headline"}
    assert headline == {item["number"] for item in PLAN["headline_measures"]["items"]} == {1, 2, 3, 4}


def test_every_word_that_is_ours_is_kept_apart_from_the_plans() -> None:
    """``read_as`` stands only where the printed words were not good enough."""

    def read_as_without_text(content: Any) -> bool:
        if isinstance(content, dict):
            bare = "read_as" in content and content["read_as"] == content.get("text", content.get("name"))
            return bare or any(read_as_without_text(value) for value in content.values())
        return isinstance(content, list) and any(read_as_without_text(item) for item in content)

    assert not read_as_without_text(FILE)
