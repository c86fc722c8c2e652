"""The plan as lines of text, from what `plan.queries.plan_in_full` returns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

Promises = dict[str, Any]


def lines(plan: dict[str, Any]) -> Iterator[str]:
    """One promise a line, under its theme or objective, with the measures that show each outcome."""
    yield click.style(f"{plan['title']} {plan['years']} (version {plan['version']})", bold=True)
    for priority in plan["priorities"]:
        yield ""
        yield click.style(f"Priority {priority['number']}: {priority['name']}", bold=True)
        for theme in priority["themes"]:
            yield f"  {theme['name']}"
            yield from _promises(theme)
    for objective in plan["cross_cutting_objectives"]:
        yield ""
        yield click.style(f"Across {_numbers(objective['priorities'], plan)}: {objective['name']}", bold=True)
        yield from _promises(objective)


def _promises(parent: Promises) -> Iterator[str]:
    yield "    Actions"
    for action in parent["actions"]:
        yield f"      - {action['words']}"
    yield "    Outcomes"
    for outcome in parent["outcomes"]:
        yield f"      - {outcome['words']} ({_measures(outcome['measures'])})"


def _measures(measures: list[dict[str, Any]]) -> str:
    return "measured by " + ", ".join(measure["name"] for measure in measures) if measures else "not measured yet"


def _numbers(keys: list[str], plan: dict[str, Any]) -> str:
    numbers = [str(priority["number"]) for priority in plan["priorities"] if priority["key"] in keys]
    return f"priorities {', '.join(numbers)}" if numbers else "no priority"
