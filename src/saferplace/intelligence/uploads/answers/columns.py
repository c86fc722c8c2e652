"""What becomes of each column: which field it fills, with or without the people in its text; or that it is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from saferplace.evidence.sources.field import FieldKind
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.mapping import ColumnRule, Use
from saferplace.evidence.tables.suggest import ColumnSuggestion
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft

DROP = "drop"
_TEXTS = (FieldKind.TEXT, FieldKind.STREET)
# What the person is asked to decide is in the mapping; what was decided about other things stays.
_KEPT = ("sheet", "header_line", "header_rows", "name", "constants", "translations", "words_asked", "months_asked")


@dataclass(frozen=True)
class AskedColumn:
    """number: in the form. examples: none where the column may hold personal data. chosen: a choice's value."""

    number: int
    heading: str
    examples: tuple[str, ...]
    why: str
    is_personal: bool
    chosen: str

    @property
    def name(self) -> str:
        return f"column-{self.number}"


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    source = _source(draft)
    return {
        "columns": _asked(draft, refused),
        "fields": source.fields,
        "maskable": [field for field in source.fields if field.kind in _TEXTS],
        "required": [field.heading for field in source.fields if field.is_required],
    }


def _asked(draft: Draft, refused: QueryDict | None = None) -> list[AskedColumn]:
    decided = {rule.heading: _value(rule) for rule in draft.rules} or _saved_before(draft)
    asked = []
    for number, column in enumerate(draft.suggestion.columns):
        heading = column.rule.heading
        said = refused.get(f"column-{number}") if refused is not None else None
        chosen = said or decided.get(heading) or _value(column.rule)
        is_personal = not column.examples and "personal data" in column.why
        asked.append(AskedColumn(number, heading, column.examples, column.why, is_personal, chosen))
    return asked


def _saved_before(draft: Draft) -> dict[str, str]:
    """The rules of a saved mapping that most columns fit, for a file whose columns have changed since."""
    saved = draft.upload.saved_mapping
    rules = saved.mapping["columns"] if saved and saved.data_set == draft.upload.data_set else []
    return {rule["heading"]: DROP if rule["use"] == DROP else f"{rule['use']}:{rule['field']}" for rule in rules}


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    source = _source(draft)
    choices = _choices(source)
    columns = draft.suggestion.columns
    chosen = {number: answered.get(f"column-{number}", "") for number in range(len(columns))}
    wrong = [
        Refused(f"column-{number}", f"Choose what “{columns[number].rule.heading}” is, or that it is left out.")
        for number, value in chosen.items()
        if value not in choices
    ]
    fields = Counter(value.partition(":")[2] for value in chosen.values() if value in choices and value != DROP)
    titles = {field.name: field.heading for field in source.fields}
    for number, value in chosen.items():
        field = value.partition(":")[2]
        if fields[field] > 1 and field:
            wrong.append(
                Refused(
                    f"column-{number}", f"“{titles[field]}” is chosen for {fields[field]} columns. Keep one of them."
                )
            )
    if not fields and not wrong:
        wrong.append(Refused("column-0", "Every column is left out, so there is nothing to read."))
    if wrong:
        return tuple(wrong)
    rules = [_plain(columns[number], value) for number, value in chosen.items()]
    kept = {key: draft.said[key] for key in _KEPT if key in draft.said}
    translations = {name: words for name, words in kept.get("translations", {}).items() if name in fields}
    constants = {name: word for name, word in kept.get("constants", {}).items() if name not in fields}
    return {
        "mapping": kept | {"name": draft.name, "columns": rules, "translations": translations, "constants": constants}
    }


def _choices(source: Source) -> set[str]:
    kept = {f"{Use.KEEP}:{field.name}" for field in source.fields}
    masked = {f"{Use.MASK}:{field.name}" for field in source.fields if field.kind in _TEXTS}
    return {DROP, *kept, *masked}


def _plain(column: ColumnSuggestion, value: str) -> dict[str, str]:
    use, _, field = value.partition(":")
    return {"heading": column.rule.heading, "use": use} | ({"field": field} if field else {})


def _value(rule: ColumnRule) -> str:
    return DROP if rule.use is Use.DROP else f"{rule.use}:{rule.field}"


def _source(draft: Draft) -> Source:
    assert draft.source is not None  # noqa: S101 - the question is asked after the data set is decided
    return draft.source


QUESTION = Question("columns", _show, _read, lambda draft: draft.header is not None and draft.source is not None)
