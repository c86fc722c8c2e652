"""Which data set the table is for: those it most likely is of stand first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.data_set_rank import rank_data_sets
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft

_LIKELY = 3


def partners_data_sets() -> Sequence[Source]:
    """Those that come in partners' own tables."""
    return [source for source in SOURCES if source.fields and not source.is_open]


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    ranked = rank_data_sets(draft.sheet, partners_data_sets(), file_name=draft.upload.file_name, header=draft.header)
    chosen = draft.upload.data_set or (ranked[0].source.data_set if ranked else "")
    return {
        "likely": [one.source for one in ranked[:_LIKELY]],
        "others": sorted((one.source for one in ranked[_LIKELY:]), key=lambda source: source.title),
        "chosen": chosen,
    }


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    wanted = answered.get("data_set", "")
    source = next((source for source in partners_data_sets() if source.data_set == wanted), None)
    if source is None:
        return (Refused("data_set", "Choose what the table is about."),)
    if source.data_set == draft.upload.data_set:
        return {"mapping": draft.said}
    kept = {key: draft.said[key] for key in ("sheet", "header_line", "header_rows") if key in draft.said}
    return {"mapping": kept, "data_set": source.data_set}


QUESTION = Question("data_set", _show, _read, lambda draft: draft.header is not None)
