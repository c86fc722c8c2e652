"""The rows of the plan's prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from saferplace.plan.commands.said import said_of, source_of
from saferplace.plan.models import Passage, PlanVersion

Said = Mapping[str, Any]
Part = Passage.Part


def write_passages(version: PlanVersion, plan: Said) -> None:
    """Every paragraph and list item that is neither action, outcome nor finding."""
    counts: dict[str, int] = {}
    rows = []
    for part, heading, said, around in _passages(plan):
        counts[part] = counts.get(part, 0) + 1
        rows.append(
            Passage(
                version=version,
                part=part,
                key=said.get("key", ""),
                heading=heading,
                position=counts[part],
                **said_of(said),
                **source_of(said, around),
            )
        )
    Passage.objects.bulk_create(rows)


def _passages(plan: Said) -> Iterator[tuple[Part, str, Said, Said]]:
    """part, heading, the passage and what it stands in."""
    if foreword := plan.get("foreword"):
        signed = ", ".join(filter(None, [foreword["by"], foreword.get("role")]))
        yield from ((Part.FOREWORD, signed, said, foreword) for said in foreword["paragraphs"])
    for about in plan.get("about", []):
        yield from ((Part.ABOUT, about["heading"], said, about) for said in about["paragraphs"])
    yield from ((Part.COMMISSIONER, "", said, plan) for said in plan.get("commissioner_priorities", []))
    if caveat := plan.get("key_findings", {}).get("caveat"):
        yield Part.FINDINGS_CAVEAT, "", caveat, plan["key_findings"]
    if headline := plan.get("headline_measures"):
        yield from ((Part.HEADLINE, headline["heading"], said, headline) for said in headline.get("paragraphs", []))
    for part, section in ((Part.LEGISLATION, plan.get("legislation")), (Part.MATRIX, plan.get("matrix"))):
        if section and "text" in section:
            yield part, section.get("heading", ""), section, section
    if performance := plan.get("performance_management"):
        yield from _performance(performance)


def _performance(said: Said) -> Iterator[tuple[Part, str, Said, Said]]:
    if "aim" in said:
        yield Part.PERFORMANCE, "", said["aim"], said
    yield from ((Part.PERFORMANCE, "", paragraph, said) for paragraph in said.get("paragraphs", []))
    for part, name in ((Part.COMMITMENT, "commitments"), (Part.PURPOSE, "purposes")):
        if headed := said.get(name):
            yield from ((part, headed["heading"], item, said) for item in headed["items"])
    framework = said["framework"]
    yield from ((Part.STAGE, stage["name"], stage, framework) for stage in framework["stages"])
