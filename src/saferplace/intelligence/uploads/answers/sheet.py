"""Which sheet of a workbook holds the table."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    return {
        "choices": [(sheet.name, len(sheet.rows), sheet.width) for sheet in draft.sheets],
        "chosen": draft.said.get("sheet", draft.sheets[0].name),
    }


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    name = answered.get("sheet", "")
    if name not in {sheet.name for sheet in draft.sheets}:
        return (Refused("sheet", "Choose the sheet that holds the table."),)
    if draft.said.get("sheet", name) == name:
        return {"mapping": draft.said | {"sheet": name}}
    # Another sheet is another table: what was decided about the first does not hold for it.
    return {"mapping": {"sheet": name}, "data_set": ""}


QUESTION = Question("sheet", _show, _read, lambda draft: len(draft.sheets) > 1)
