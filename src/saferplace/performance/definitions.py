"""The `measures:` section of a partnership's file, read into the fields of measures and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from saferplace.analysis.months import Month, Period

# A change in any of these makes earlier figures mean something else.
SERIES_BREAKING = ("definition", "unit", "kind", "polarity", "frequency", "source", "denominator")


@dataclass(frozen=True)
class MeasureDefinition:
    """place: fields of `Measure`. meaning: fields of `MeasureVersion`."""

    key: str
    place: Mapping[str, Any]
    meaning: Mapping[str, Any] = field(default_factory=dict)


def read_definition(item: Mapping[str, Any], position: int) -> MeasureDefinition:
    """One item of the section, which its JSON schema has already found complete.

    Raises ValueError, in a sentence, for what a schema cannot see: a month that is none, a period that ends early.
    """
    meaning = {
        "name": str(item["name"]),
        "why": _words(item.get("why")),
        "definition": _words(item["definition"]),
        "unit": str(item["unit"]),
        "kind": str(item["kind"]),
        "polarity": str(item["polarity"]),
        "polarity_note": _words(item.get("polarity_note")),
        "frequency": str(item["frequency"]),
        "owner": str(item.get("owner") or ""),
        "source": _plain(item["source"]),
        "denominator": "" if item["denominator"] == "none" else str(item["denominator"]),
        "baseline": _months(item.get("baseline")),
        "target": _plain(item.get("target")),
        "shows": _plain(item.get("shows") or []),
        "parts": _plain(item.get("parts") or []),
        "pair_with": _plain(item.get("pair_with") or []),
        "comparability_breaks": [_months(said) for said in item.get("comparability_breaks") or []],
        "series_from": _month(item["series_from"]),
        "note": _words(item.get("note")),
    }
    place = {
        "tier": str(item["tier"]),
        "headline_number": item.get("headline_number"),
        "position": position,
        "publication": str(item.get("publication") or "partners"),
    }
    return MeasureDefinition(str(item["key"]), place, meaning)


def _words(said: object) -> str:
    return " ".join(str(said).split()) if said else ""


def _month(said: object) -> str:
    return str(Month.parse(str(said)))


def _months(said: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A mapping with ``from`` and perhaps ``to``, checked to be months in order."""
    if said is None:
        return None
    written: dict[str, Any] = _plain(said)
    first = Month.parse(written["from"])
    Period(first, Month.parse(written.get("to", written["from"])))
    return written


def _plain(said: Any) -> Any:
    """Strings, numbers, lists and dicts only: the file's reader hangs line numbers on its own kinds of these."""
    if isinstance(said, Mapping):
        return {str(key): _plain(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [_plain(value) for value in said]
    if isinstance(said, bool | int | float) or said is None:
        return said
    return str(said)
