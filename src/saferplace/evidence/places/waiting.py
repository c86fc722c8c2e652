"""The texts that wait for a person to say which place they mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.places.texts import with_keys
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.store import EvidenceStore

_ASKED = ["provider", "location", "postcode", "uprn"]
_SCHEMA = {**dict.fromkeys(_ASKED, pl.String), "data_set": pl.String, "rows": pl.Int64, "newest": pl.String}


@dataclass(frozen=True)
class WaitingText:
    """One question. text: as it was written, in the spelling that most rows have. rows: how many wait for the answer.

    parts: of the text (see `texts.parts_key`). postcode: as most rows give it; blank for none. newest: latest month.
    """

    provider: str
    place_key: str
    text: str
    parts: str
    postcode: str
    rows: int
    data_sets: tuple[str, ...]
    newest: str

    @property
    def digest(self) -> str:
        """Names the question in an address, where its text would not fit."""
        return hashlib.sha256(f"{self.provider}\n{self.place_key}".encode()).hexdigest()[:24]


def waiting_texts(
    store: EvidenceStore, sources: Iterable[Source], *, engine: Engine = CHOSEN
) -> tuple[WaitingText, ...]:
    """Every text with uncertain rows in a partnership's store, most rows first."""
    found: list[dict[str, Any]] = []
    for source in sources:
        files = store.files(source.data_set) if source.kind is SourceKind.RECORDS else []
        if files:
            rows = engine.table(files)
            grouped = rows.filter(rows.place_certainty == "uncertain").group_by(_ASKED)
            counted = engine.run(
                grouped.aggregate(rows=lambda group: group.count(), newest=lambda group: group.month.max())
            )
            found.extend({**row, "data_set": source.data_set} for row in counted)
    keyed = with_keys(pl.DataFrame(found, schema=_SCHEMA)).sort(
        "rows", "place_text", "data_set", descending=[True, False, False]
    )
    texts = (
        keyed.group_by("provider", "place_key", maintain_order=True)
        .agg(
            pl.col("place_text").first(),
            pl.col("parts").first(),
            pl.col("postcode").first().fill_null(""),
            pl.col("rows").sum(),
            pl.col("data_set").unique().sort(),
            pl.col("newest").max(),
        )
        .sort("rows", "place_text", "provider", descending=[True, False, False])
    )
    return tuple(
        WaitingText(provider, key, text, parts, postcode, rows, tuple(data_sets), newest or "")
        for provider, key, text, parts, postcode, rows, data_sets, newest in texts.iter_rows()
    )


def find_waiting(
    store: EvidenceStore, sources: Iterable[Source], digest: str, *, engine: Engine = CHOSEN
) -> WaitingText | None:
    """The question of this digest; None when nothing of it waits (any more)."""
    return next((text for text in waiting_texts(store, sources, engine=engine) if text.digest == digest), None)
