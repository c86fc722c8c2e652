"""A Parquet file as a sheet: its column names are the heading row."""

from __future__ import annotations

from io import BytesIO

import polars as pl

from saferplace.evidence.tables.cells import Cell
from saferplace.evidence.tables.sheet import (
    MOST_CELLS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_ROWS,
    Sheet,
    UnreadableTable,
    tidy,
)


def read_parquet(content: bytes, title: str) -> Sheet:
    """Row 1 is the headings, so the first record stands on row 2, as in a CSV of the same table."""
    try:
        schema = pl.read_parquet_schema(BytesIO(content))
        _refuse_nested(schema)
        rows = pl.scan_parquet(BytesIO(content)).select(pl.len()).collect().item()
        if rows > MOST_ROWS:
            raise UnreadableTable(TOO_MANY_ROWS)
        if rows * len(schema) > MOST_CELLS:
            raise UnreadableTable(TOO_MANY_CELLS)
        frame = pl.read_parquet(BytesIO(content), use_pyarrow=False)
    except (pl.exceptions.PolarsError, OSError):
        raise UnreadableTable("The Parquet file is damaged or was cut short on its way. Send it again.") from None
    as_cells = frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64), pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    cells: list[list[Cell]] = [list(as_cells.columns), *(list(row) for row in as_cells.iter_rows())]
    return tidy(title, cells, list(range(1, len(cells) + 1)), is_hidden=False, notes=())


def _refuse_nested(schema: dict[str, pl.DataType]) -> None:
    nested = [name for name, kind in schema.items() if kind.is_nested() or kind in (pl.Binary, pl.Object)]
    if nested:
        raise UnreadableTable(f"The column “{nested[0]}” holds lists or raw bytes. Send a table with one value a cell.")
