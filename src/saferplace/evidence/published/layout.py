"""A publisher's layout: how its files are known, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.sheet import Sheet

FirstRows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Layout:
    """recognises: whether a sheet, by its name and first rows, is of this layout. read: all the sheets of a file to
    the text cells of its figures, with ``row``, ``provider`` and ``unit_period`` (see `wide.cells_of`).
    """

    source: Source
    recognises: Callable[[str, FirstRows], bool]
    read: Callable[[Iterable[Sheet]], pl.DataFrame]
