"""Rows as they are handed to the writer of Parquet files."""

from __future__ import annotations

import polars as pl
import pyarrow as pa


def as_arrow(rows: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    """rows in the columns of ``schema``. Text that is the same in every row becomes a dictionary of one: where rows
    came from is a third of a row's text, and spelling it out for each would take as long as writing all the rest.
    """
    constant = {column.name for column in rows.iter_columns() if column.dtype == pl.String and _is_constant(column)}
    # Polars' own form of text is written as it is, not copied into another first.
    others = rows.drop(constant).to_arrow(compat_level=pl.CompatLevel.newest())
    columns = [
        _of_one(rows[field.name][0], rows.height)
        if field.name in constant
        else _of_type(others[field.name], field.type)
        for field in schema
    ]
    return pa.table(columns, names=schema.names)


def _of_type(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    is_text = pa.types.is_string(wanted) and pa.types.is_string_view(column.type)
    return column if is_text or column.type == wanted else column.cast(wanted)


def _is_constant(column: pl.Series) -> bool:
    return column.len() > 0 and column.null_count() == 0 and bool((column == column[0]).all())


def _of_one(value: str, times: int) -> pa.DictionaryArray:
    nought = pa.Array.from_buffers(pa.int32(), times, [None, pa.py_buffer(bytes(4 * times))])
    return pa.DictionaryArray.from_arrays(nought, pa.array([value]))
