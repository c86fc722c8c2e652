"""The columns that a data set has of its own: what a cell becomes, how it is stored, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from saferplace.analysis.missing import Missing
from saferplace.evidence.partner.reading.answers import read_yes_or_no
from saferplace.evidence.partner.reading.dates import WrittenDate, read_date
from saferplace.evidence.partner.reading.numbers import Written, read_amount, read_count
from saferplace.evidence.partner.reading.periods import Period, read_period
from saferplace.evidence.partner.reading.times import Times, read_times
from saferplace.evidence.partner.reading.unread import WHY, Unread, read_parts, read_values
from saferplace.evidence.partner.reading.words import read_text, reader_of_words
from saferplace.evidence.sources.field import Field, FieldKind

KNOWN = "known"
_NUMBERS = (FieldKind.COUNT, FieldKind.FIGURE)
_STORED: dict[FieldKind, pa.DataType] = {
    FieldKind.DATE: pa.date32(),
    FieldKind.TIME: pa.string(),  # 22:15; a Delta table has no time of day
    FieldKind.CATEGORY: pa.string(),
    FieldKind.TEXT: pa.string(),
    FieldKind.COUNT: pa.int32(),
    FieldKind.FIGURE: pa.float64(),
    FieldKind.YES_NO: pa.bool_(),
    FieldKind.PERIOD: pa.string(),  # 2025-26-Q1
}


@dataclass(frozen=True)
class NumberOrNone:
    """status: “known”, or a value of `analysis.missing.Missing`."""

    value: float | None
    status: str


def stored_columns(fields: Iterable[Field]) -> list[tuple[str, pa.DataType]]:
    """A number has two: itself, and ``…_status``, which says why there is none. Raises LookupError for other kinds."""
    columns = []
    for field in fields:
        if field.kind not in _STORED:
            raise LookupError(f"{field.name}: a column of its own cannot be of the kind “{field.kind}”.")
        columns.append((field.name, _STORED[field.kind]))
        if field.kind in _NUMBERS:
            columns.append((f"{field.name}_status", pa.string()))
    return columns


def read_own(cells: pl.Series, field: Field) -> pl.DataFrame:
    """The field's stored columns and ``why``, a row for each cell."""
    if field.kind in _NUMBERS:
        return _numbers(cells, field)
    reader, dtype = _reader(field)
    return read_values(cells, reader, dtype).rename({"value": field.name})


def _reader(field: Field) -> tuple[Callable[[str], object], pl.DataType | type[pl.DataType]]:
    if field.kind is FieldKind.CATEGORY:
        return reader_of_words(field.words), pl.String
    if field.kind is FieldKind.DATE:
        return read_day, pl.Date
    if field.kind is FieldKind.TIME:
        return _clock, pl.String
    if field.kind is FieldKind.YES_NO:
        return read_yes_or_no, pl.Boolean
    if field.kind is FieldKind.PERIOD:
        return _period_key, pl.String
    return read_text, pl.String


def read_day(text: str) -> object:
    """A day: a month alone is not enough."""
    found = read_date(text)
    if isinstance(found, WrittenDate):
        return Unread("is a month; write the day, like 01/04/2026") if found.is_month else found.day
    return found


def _period_key(text: str) -> object:
    found = read_period(text)
    return found.key if isinstance(found, Period) else found


def _clock(text: str) -> object:
    found = read_times(text)
    if isinstance(found, Times):
        return Unread("is two times; write one") if found.last else f"{found.first:%H:%M}"
    return found


def _numbers(cells: pl.Series, field: Field) -> pl.DataFrame:
    """A blank cell is blank, which is not zero."""
    dtype = pl.Int32 if field.kind is FieldKind.COUNT else pl.Float64
    read = read_parts(cells, number_reader(field.kind), {"value": pl.Float64, "status": pl.String})
    is_blank = cells.fill_null("") == ""
    return read.select(
        pl.col("value").cast(dtype).alias(field.name),
        pl.when(is_blank).then(pl.lit(Missing.BLANK.value)).otherwise("status").alias(f"{field.name}_status"),
        WHY,
    )


def number_reader(kind: FieldKind) -> Callable[[str], object]:
    read = read_count if kind is FieldKind.COUNT else read_amount

    def reader(text: str) -> NumberOrNone | Unread:
        found = read(text)
        if isinstance(found, Unread):
            return found
        if isinstance(found, Written):
            if kind is FieldKind.COUNT and found.value > 2**31 - 1:
                return Unread("is far too large")
            return NumberOrNone(found.value, KNOWN)
        return NumberOrNone(None, found.value)

    return reader
