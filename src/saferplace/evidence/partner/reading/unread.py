"""Reading a column once for each distinct text, into values and the reasons why some could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

WHY = "why"


@dataclass(frozen=True)
class Unread:
    """why: ends the sentence “Heading: “text” …” and says what to write instead."""

    why: str


Dtype = pl.DataType | type[pl.DataType]


def read_values(column: pl.Series, read: Callable[[str], object], dtype: Dtype) -> pl.DataFrame:
    """``value`` and ``why``, a row for each row of ``column``. Both are null where the cell says nothing."""
    return _read(column, read, {"value": dtype}, lambda found: (found,))


def read_parts(column: pl.Series, read: Callable[[str], object], parts: Mapping[str, Dtype]) -> pl.DataFrame:
    """The attributes ``parts`` of what ``read`` answers, a column each, and ``why``."""
    return _read(column, read, parts, lambda found: tuple(getattr(found, part) for part in parts))


def _read(
    column: pl.Series,
    read: Callable[[str], object],
    parts: Mapping[str, Dtype],
    take: Callable[[Any], tuple[Any, ...]],
) -> pl.DataFrame:
    texts = column.fill_null("").rename("text")
    nothing = (None,) * len(parts)
    found = []
    for text in texts.unique().to_list():
        answer = read(text) if text else None
        if isinstance(answer, Unread):
            found.append((text, *nothing, answer.why))
        else:
            found.append((text, *(nothing if answer is None else take(answer)), None))
    table = pl.DataFrame(found, schema={"text": pl.String, **parts, WHY: pl.String}, orient="row")
    return texts.to_frame().join(table, on="text", how="left", maintain_order="left").drop("text")
