"""The rows of the key findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saferplace.plan.commands.said import said_of, source_of
from saferplace.plan.models import EvidenceCheck, FindingFigure, KeyFinding, PlanVersion

Said = Mapping[str, Any]


def write_findings(version: PlanVersion, section: Said | None) -> None:
    """section: the file's ``key_findings``, or None when the plan has none."""
    for position, said in enumerate(section["findings"] if section else [], start=1):
        finding = KeyFinding.objects.create(
            version=version,
            key=said["key"],
            position=position,
            subject=said["subject"],
            is_whole=said["legibility"] == "whole",
            stated_cause=said.get("stated_cause", ""),
            **said_of(said),
            **source_of(said, section or {}),
        )
        FindingFigure.objects.bulk_create(
            _figure(finding, number, figure) for number, figure in enumerate(said.get("figures", []), start=1)
        )
        EvidenceCheck.objects.bulk_create(
            _check(finding, number, check) for number, check in enumerate(said.get("evidence_checks", []), start=1)
        )


def _figure(finding: KeyFinding, position: int, said: Said) -> FindingFigure:
    period, compared = said.get("period", {}), said.get("compared_with", {})
    return FindingFigure(
        finding=finding,
        position=position,
        what=said["what"],
        value=said.get("value"),
        unit=said.get("unit", ""),
        first_month=period.get("from", ""),
        last_month=period.get("to", ""),
        compared_value=said.get("compared_value"),
        compared_first_month=compared.get("from", ""),
        compared_last_month=compared.get("to", ""),
        change_percent=said.get("change_percent"),
        is_direction_lost=said.get("direction") == "lost",
        note=said.get("note", ""),
    )


def _check(finding: KeyFinding, position: int, said: Said) -> EvidenceCheck:
    return EvidenceCheck(
        finding=finding,
        position=position,
        data_set=said["data_set"],
        crime_types=said["crime_types"],
        area=said["area"],
        first_month=said["period"]["from"],
        last_month=said["period"]["to"],
        printed_value=said["printed_value"],
    )
