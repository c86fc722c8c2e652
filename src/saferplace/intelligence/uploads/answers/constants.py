"""Fields that every row needs and no column fills: one answer for all rows of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from saferplace.evidence.sources.field import Field
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft

_LONGEST = 200


@dataclass(frozen=True)
class AskedField:
    """name: of the form's field."""

    name: str
    field: Field
    said: str


def _asked(draft: Draft, refused: QueryDict | None = None) -> list[AskedField]:
    decided = draft.said.get("constants", {})
    return [
        AskedField(
            f"field-{field.name}",
            field,
            (refused.get(f"field-{field.name}", "") if refused is not None else decided.get(field.name, "")).strip(),
        )
        for field in draft.unfilled()
    ]


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    return {"fields": _asked(draft, refused)}


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    asked = _asked(draft, answered)
    wrong = []
    for one in asked:
        if not one.said:
            wrong.append(
                Refused(one.name, f"Say what “{one.field.heading}” is for every row, or go back to the columns.")
            )
        elif one.field.words and one.said not in one.field.words:
            wrong.append(Refused(one.name, f"Choose one of the words in the list for “{one.field.heading}”."))
        elif len(one.said) > _LONGEST:
            wrong.append(Refused(one.name, f"Use at most {_LONGEST} letters."))
    if wrong:
        return tuple(wrong)
    filled = {one.field.name: one.said for one in asked}
    return {"mapping": draft.said | {"constants": draft.said.get("constants", {}) | filled}}


QUESTION = Question("constants", _show, _read, lambda draft: bool(draft.mapping and draft.unfilled()))
