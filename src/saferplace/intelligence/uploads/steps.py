"""The questions about a partner's table, in their order, and the first that is not answered."""

from __future__ import annotations

from enum import StrEnum

from saferplace.evidence.sources.source import SourceKind
from saferplace.intelligence.uploads.drafting import Draft


class Step(StrEnum):
    """Each is a page; its value is the last word of the page's address."""

    SHEET = "sheet"
    HEADER = "headings"
    DATA_SET = "data-set"
    TERMS = "terms"
    COLUMNS = "columns"
    WORDS = "words"
    CONSTANTS = "rest"
    MONTHS = "months"
    PREVIEW = "preview"


def steps_of(draft: Draft) -> list[Step]:
    """Those that this file needs. Later ones may still drop out, as its columns are decided."""
    steps = [Step.SHEET] if len(draft.sheets) > 1 else []
    steps += [Step.HEADER, Step.DATA_SET, Step.TERMS, Step.COLUMNS]
    if draft.mapping and draft.strange_words():
        steps.append(Step.WORDS)
    if draft.mapping and draft.unfilled():
        steps.append(Step.CONSTANTS)
    if draft.source is None or draft.source.kind is SourceKind.RECORDS:
        steps.append(Step.MONTHS)
    return [*steps, Step.PREVIEW]


def first_open(draft: Draft) -> Step:
    said, upload, is_mapped = draft.said, draft.upload, draft.mapping is not None
    is_answered = {
        Step.TERMS: bool(upload.agreement and upload.purpose),
        Step.SHEET: "sheet" in said,
        Step.HEADER: draft.header is not None,
        Step.DATA_SET: bool(upload.data_set),
        Step.COLUMNS: draft.mapping is not None,
        Step.WORDS: is_mapped and {field.name for field in draft.strange_words()} <= set(said.get("words_asked", [])),
        Step.CONSTANTS: is_mapped and {field.name for field in draft.unfilled()} <= set(said.get("constants", {})),
        Step.MONTHS: bool(said.get("months_asked")),
        Step.PREVIEW: False,
    }
    return next(step for step in steps_of(draft) if not is_answered[step])


def before(draft: Draft, step: Step) -> Step | None:
    """The page that “Back” leads to."""
    steps = steps_of(draft)
    at = steps.index(step) if step in steps else 0
    return steps[at - 1] if at else None
