"""Which months the file covers whole, so that a month without rows is one in which nothing happened."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from saferplace.analysis.months import Month, Period
from saferplace.evidence.sources.source import SourceKind
from saferplace.evidence.tables.apply import read_mapped
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft

_MOST = 240
_FORMS = "Write the month like 2026-04."


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    covers = draft.upload.covers
    chosen = "stated" if covers else "rows" if draft.said.get("months_asked") else ""
    said = {"covers": chosen, "first": covers[0] if covers else "", "last": covers[-1] if covers else ""}
    if refused is not None:
        said = {name: refused.get(name, "") for name in said}
    return {"found": months_found(draft), **said}


def months_found(draft: Draft) -> list[tuple[str, int]]:
    """The months that rows say, with how many rows each."""
    if draft.source is None or draft.source.period_of is None or draft.mapping is None:
        return []
    if draft.mapping.problems(draft.sheet):
        return []
    cells = read_mapped(draft.sheet, draft.mapping, draft.source.cells).cells
    months = draft.source.period_of(cells).drop_nulls()
    return [(str(month), int(number)) for month, number in months.value_counts().sort(months.name).iter_rows()]


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    noted = draft.said | {"months_asked": True}
    chosen = answered.get("covers", "")
    if chosen == "rows":
        return {"mapping": noted, "covers": []}
    if chosen != "stated":
        return (Refused("covers", "Choose which months the file covers."),)
    months: dict[str, Month] = {}
    wrong = []
    for name in ("first", "last"):
        try:
            months[name] = Month.parse(answered.get(name, "").strip())
        except ValueError:
            wrong.append(Refused(name, _FORMS))
    if wrong:
        return tuple(wrong)
    if months["last"] < months["first"]:
        return (Refused("last", "The last month must not be before the first."),)
    covered = [str(month) for month in Period(months["first"], months["last"])]
    if len(covered) > _MOST:
        return (Refused("first", f"These are {len(covered)} months. A file may cover at most {_MOST}."),)
    return {"mapping": noted, "covers": covered}


QUESTION = Question(
    "months",
    _show,
    _read,
    lambda draft: bool(draft.mapping and draft.source and draft.source.kind is SourceKind.RECORDS),
)
