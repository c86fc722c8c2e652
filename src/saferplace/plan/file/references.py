"""What a schema cannot say: that a name is used once, that what is pointed to is there, that a period runs forwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from saferplace.plan.file.faults import Fault
from saferplace.plan.file.measure_sources import unknown_evidence
from saferplace.plan.file.sentences import did_you_mean, in_words, line_of
from saferplace.plan.file.yaml_lines import Lined, Path


def broken_references(lined: Lined) -> list[Fault]:
    """Faults of a file that already keeps to the schema."""
    file = lined.content
    return [
        Fault(line_of(path, lined), in_words(path, file), sentence)
        for check in (
            _repeated_keys,
            _unknown_names,
            _days_that_never_were,
            _periods_that_run_backwards,
            _headline_measures,
            _evidence_of_measures,
            _matrix,
        )
        for path, sentence in check(file)
    ]


Found = Iterator[tuple[Path, str]]


def walk(content: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every group of keys and every list in the file, with its path, outermost first."""
    yield path, content
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for step, child in items:
        if isinstance(child, dict | list):
            yield from walk(child, (*path, step))


def _repeated_keys(file: dict[str, Any]) -> Found:
    """Actions and outcomes have addresses of their own, so their keys are unique in the whole plan; so are themes'."""
    shared: dict[tuple[object, str], Path] = {}
    for path, item in walk(file):
        if not (isinstance(item, dict) and "key" in item and path and isinstance(path[-1], int)):
            continue
        kind = path[-2] if path[-2] in {"actions", "outcomes", "themes", "topics"} else path[:-1]
        if path[-2] in {"what_we_will_do", "how_we_will_measure_success"}:
            kind = "actions" if path[-2] == "what_we_will_do" else "outcomes"
        first = shared.setdefault((kind, item["key"]), path)
        if first != path:
            yield (
                (*path, "key"),
                f"The key “{item['key']}” is already used by {in_words(first[:-1], file)}. Give each its own.",
            )


def _repeated_numbers(file: dict[str, Any]) -> Found:
    for path, items in walk(file):
        if not (isinstance(items, list) and path[-1] in {"priorities", "cross_cutting", "items"}):
            continue
        used: set[int] = set()
        for index, item in enumerate(items):
            if isinstance(item, dict) and "number" in item:
                if item["number"] in used:
                    yield (*path, index, "number"), f"The number {item['number']} is already used in this list."
                used.add(item["number"])


def _outcome_keys(file: dict[str, Any]) -> set[str]:
    plan = file["plan"]
    themes = [theme for priority in plan["priorities"] for theme in priority["themes"]]
    outcomes = [outcome for theme in themes for outcome in theme["outcomes"]]
    outcomes += [s for objective in plan.get("cross_cutting", []) for s in objective["how_we_will_measure_success"]]
    return {outcome["key"] for outcome in outcomes}


def _unknown_names(file: dict[str, Any]) -> Found:
    organisations = {item["key"] for item in file["organisations"]}
    documents = {item["key"] for item in file["documents"]}
    measures = {item["key"] for item in file["measures"]}
    outcomes = _outcome_keys(file)
    for path, item in walk(file):
        if path[-1:] == ("source",) and "document" in item:
            yield from _missing([item["document"]], documents, (*path, "document"), "a document listed under documents")
    for i, group in enumerate(file["groups"]):
        yield from _missing(
            group.get("members", []), organisations, ("groups", i, "members"), "an organisation of this file"
        )
    for i, measure in enumerate(file["measures"]):
        at = ("measures", i)
        yield from _missing([measure["owner"]], organisations, (*at, "owner"), "an organisation of this file")
        yield from _missing(measure["shows"], outcomes, (*at, "shows"), "an outcome of this plan")
        for relation in ("parts", "pair_with"):
            yield from _missing(measure.get(relation, []), measures, (*at, relation), "a measure of this file")


def _missing(names: list[str], known: set[str], path: Path, what: str) -> Found:
    for name in names:
        if name not in known:
            allowed = f" Allowed: {', '.join(sorted(known))}." if len(known) <= 12 else ""
            yield path, f"“{name}” is not {what}.{did_you_mean(name, sorted(known))}{allowed}"


def _days_that_never_were(file: dict[str, Any]) -> Found:
    for path, item in walk(file):
        for key in ("date", "from", "to", "as_of") if isinstance(item, dict) else ():
            if isinstance(item.get(key), str) and item[key].count("-") == 2:
                try:
                    dt.date.fromisoformat(item[key])
                except ValueError:
                    yield (*path, key), f"There is no {item[key]} in the calendar."


def _periods_that_run_backwards(file: dict[str, Any]) -> Found:
    for path, item in walk(file):
        if isinstance(item, dict) and isinstance(item.get("to"), str) and isinstance(item.get("from"), str):
            first, last = item["from"], item["to"]
            if last < first:
                yield (*path, "to"), f"The end ({last}) is before the beginning ({first})."


def _headline_measures(file: dict[str, Any]) -> Found:
    numbers = {item["number"] for item in file["plan"].get("headline_measures", {}).get("items", [])}
    for i, measure in enumerate(file["measures"]):
        number = measure.get("headline_number")
        if number is not None and number not in numbers:
            known = ", ".join(str(known) for known in sorted(numbers)) or "none"
            yield ("measures", i, "headline_number"), f"The plan has no headline measure {number}. It has: {known}."


def _evidence_of_measures(file: dict[str, Any]) -> Found:
    yield from unknown_evidence(file["measures"])


def _matrix(file: dict[str, Any]) -> Found:
    plan = file["plan"]
    priorities = {item["key"] for item in plan["priorities"]}
    objectives = {item["key"] for item in plan.get("cross_cutting", [])}
    for objective, linked in plan.get("matrix", {"links": {}})["links"].items():
        at = ("plan", "matrix", "links", objective)
        yield from _missing([objective], objectives, at, "a cross-cutting objective of this plan")
        yield from _missing(linked, priorities, at, "a priority of this plan")
