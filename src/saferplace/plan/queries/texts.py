"""The plan's prose, its law, and how it says it will measure itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from saferplace.plan.models import HeadlineMeasure, LegislationItem, Passage, PlanVersion

Part = Passage.Part


def passages(version: PlanVersion, *parts: Passage.Part) -> dict[str, list[Passage]]:
    """Passages of these parts in their order, by part; one statement. A part that the plan lacks is an empty list."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in version.passages.filter(part__in=parts):
        found[passage.part].append(passage)
    return found


@dataclass(frozen=True)
class HowWeMeasure:
    """stages: Plan, Do, Review, Revise, each with its name as ``heading``."""

    headline_measures: tuple[HeadlineMeasure, ...]
    headline_passages: tuple[Passage, ...]
    aims: tuple[Passage, ...]
    commitments: tuple[Passage, ...]
    purposes: tuple[Passage, ...]
    stages: tuple[Passage, ...]


def how_we_measure(version: PlanVersion) -> HowWeMeasure:
    """In two statements."""
    found = passages(version, Part.HEADLINE, Part.PERFORMANCE, Part.COMMITMENT, Part.PURPOSE, Part.STAGE)
    return HowWeMeasure(
        headline_measures=tuple(version.headline_measures.all()),
        headline_passages=tuple(found[Part.HEADLINE]),
        aims=tuple(found[Part.PERFORMANCE]),
        commitments=tuple(found[Part.COMMITMENT]),
        purposes=tuple(found[Part.PURPOSE]),
        stages=tuple(found[Part.STAGE]),
    )


def legislation(version: PlanVersion) -> tuple[LegislationItem, ...]:
    return tuple(version.legislation.all())
