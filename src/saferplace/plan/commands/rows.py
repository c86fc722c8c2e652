"""The rows of one plan version, written from the file's content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from saferplace.plan.commands.findings_rows import write_findings
from saferplace.plan.commands.passages_rows import write_passages
from saferplace.plan.commands.said import said_of, source_of
from saferplace.plan.models import (
    Action,
    CrossCuttingObjective,
    HeadlineMeasure,
    LegislationItem,
    ObjectiveLink,
    Outcome,
    PlanVersion,
    Priority,
    Theme,
)

Said = Mapping[str, Any]


def write_rows(version: PlanVersion, content: Said) -> None:
    """Everything that the plan's pages read, as rows of ``version``."""
    plan = content["plan"]
    priorities = _priorities(version, plan)
    objectives = _objectives(version, plan)
    links = plan.get("matrix", {"links": {}})["links"]
    ObjectiveLink.objects.bulk_create(
        ObjectiveLink(objective=objectives[objective], priority=priorities[priority])
        for objective, linked in links.items()
        for priority in linked
    )
    _headlines_and_law(version, plan)
    write_findings(version, plan.get("key_findings"))
    write_passages(version, plan)


def _priorities(version: PlanVersion, plan: Said) -> dict[str, Priority]:
    found = {}
    for said in plan["priorities"]:
        priority = found[said["key"]] = Priority.objects.create(
            version=version,
            key=said["key"],
            number=said["number"],
            name=said["name"],
            name_in_matrix=said.get("name_in_matrix", ""),
            note=said.get("note", ""),
            **source_of(said, plan),
        )
        for position, theme_said in enumerate(said["themes"], start=1):
            theme = Theme.objects.create(
                version=version,
                priority=priority,
                key=theme_said["key"],
                position=position,
                text=theme_said["name"],
                read_as=theme_said.get("read_as", ""),
                note=theme_said.get("note", ""),
                topics=[topic["name"] for topic in theme_said.get("topics", [])],
                **source_of(theme_said, said),
            )
            _promises(Action, version, theme_said["actions"], theme_said, said, theme=theme)
            _promises(Outcome, version, theme_said["outcomes"], theme_said, said, theme=theme)
    return found


def _objectives(version: PlanVersion, plan: Said) -> dict[str, CrossCuttingObjective]:
    found = {}
    for said in plan.get("cross_cutting", []):
        objective = found[said["key"]] = CrossCuttingObjective.objects.create(
            version=version,
            key=said["key"],
            number=said["number"],
            name=said["name"],
            note=said.get("note", ""),
            **source_of(said, plan),
        )
        _promises(Action, version, said["what_we_will_do"], said, objective=objective)
        _promises(Outcome, version, said["how_we_will_measure_success"], said, objective=objective)
    return found


def _promises(
    model: type[Action] | type[Outcome],
    version: PlanVersion,
    items: Iterable[Said],
    *around: Said,
    **parent: Theme | CrossCuttingObjective,
) -> None:
    """Actions or outcomes. Without a source of its own, an item stands where its theme, priority or objective does."""
    rows: list[Any] = [
        model(
            version=version, key=said["key"], position=position, **said_of(said), **source_of(said, *around), **parent
        )
        for position, said in enumerate(items, start=1)
    ]
    model._default_manager.bulk_create(rows)


def _headlines_and_law(version: PlanVersion, plan: Said) -> None:
    HeadlineMeasure.objects.bulk_create(
        HeadlineMeasure(version=version, key=said["key"], number=said["number"], **said_of(said))
        for said in plan.get("headline_measures", {}).get("items", [])
    )
    LegislationItem.objects.bulk_create(
        LegislationItem(
            version=version,
            key=said["key"],
            position=position,
            name=said["name"],
            provisions=said.get("provisions", ""),
            about=said["about"],
            is_named_in_plan=said["named_in"] == "plan",
            is_checked=said["basis"] == "read",
            as_of=dt.date.fromisoformat(said["as_of"]),
            note=said.get("note", ""),
        )
        for position, said in enumerate(plan.get("legislation", {}).get("items", []), start=1)
    )
