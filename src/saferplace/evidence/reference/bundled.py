"""Opening the reference tables that ship with the product. They are read once and never change while it runs."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import polars as pl

_FOLDER = Path(__file__).with_name("tables")

TableName = Literal[
    "lsoas",
    "exact_fit",
    "wards",
    "best_fit",
    "centroids",
    "districts",
    "forces",
    "population",
    "households",
    "deprivation",
]


def reference_path(name: TableName) -> Path:
    """The Parquet file of a reference table."""
    return _FOLDER / f"{name}.parquet"


@cache
def reference_table(name: TableName) -> pl.DataFrame:
    """A reference table, whole. Columns are described in README.md beside it."""
    return pl.read_parquet(reference_path(name))


@lru_cache(maxsize=1)
def reference_edition() -> str:
    """Which build of the reference tables this is, for receipts: a correction gives a new one."""
    return str(json.loads((_FOLDER / "edition.json").read_text())["edition"])
