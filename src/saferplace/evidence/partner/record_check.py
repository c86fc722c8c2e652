"""Which rows of a data set of records cannot be believed, and what the others say."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.partner.blank import blank_faults, heard
from saferplace.evidence.partner.own_columns import KNOWN, number_reader, read_day, read_own
from saferplace.evidence.partner.reading.unread import WHY, read_parts, read_values
from saferplace.evidence.partner.when import RECORDED, when_faults, with_when
from saferplace.evidence.partner.where import KINDS as PLACE_KINDS
from saferplace.evidence.partner.where import where_faults, with_where
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Checked

_TIMES = ("date", "time", "date_to", "time_to")
_POINT = ("longitude", "latitude", "easting", "northing")
_TEXT_OF_PLACE = ("location", "postcode", "uprn", "lsoa_code")
_STANDARD = frozenset({*_TIMES, "reported_on", "number", "category", "sub_category"})


def own_fields(fields: tuple[Field, ...]) -> list[Field]:
    """Those that are stored under their own names, beside the columns that every data set has."""
    return [field for field in fields if field.name not in _STANDARD and field.kind not in PLACE_KINDS]


def check_records(cells: pl.DataFrame, fields: tuple[Field, ...], today: dt.date, first_day: dt.date) -> Checked:
    """cells: text under the fields' names. Rows of days after today or before first_day are refused."""
    own = own_fields(fields)
    by_name = {field.name: field for field in fields}
    headings = {field.name: field.heading for field in fields}
    places = {field.name: field for field in fields if field.kind in PLACE_KINDS}
    words = [by_name[name] for name in ("category", "sub_category") if name in by_name]
    rows = heard(cells, fields)
    rows = with_where(with_when(rows), places)
    # Columns as they will be stored are kept apart from the cells, which a refusal shows as they were written.
    rows = rows.with_columns(*_read(rows, [*words, *own]), *_reported(rows), *_number(rows))
    faults = [
        *when_faults({name: headings[name] for name in _TIMES if name in headings}, today, first_day),
        *blank_faults([field for field in fields if field.name != "date"]),
        *(_unread(field) for field in (*words, *own)),
        *_reported_faults(headings, today),
        *_number_faults(headings),
        *_day_faults(own, today),
        *where_faults(places),
    ]
    good, refused = part_by_faults(rows, faults, {field.heading: field.name for field in fields})
    return Checked(good=_stored_names(good, fields), refused=refused, noticed=_noticed(good, fields))


def _read(rows: pl.DataFrame, fields: list[Field]) -> list[pl.Series]:
    columns = []
    for field in fields:
        read = read_own(rows[field.name], field)
        columns += [read[name].alias(f"stored:{name}") for name in read.columns if name != WHY]
        columns.append(read[WHY].alias(f"{field.name}:{WHY}"))
    return columns


def _reported(rows: pl.DataFrame) -> list[pl.Series]:
    if "reported_on" not in rows.columns:
        return []
    read = read_values(rows["reported_on"], read_day, pl.Date)
    return [read["value"].alias("stored:reported_on"), read[WHY].alias(f"reported_on:{WHY}")]


def _number(rows: pl.DataFrame) -> list[pl.Series]:
    if "number" not in rows.columns:
        return []
    read = read_parts(rows["number"], number_reader(FieldKind.COUNT), {"value": pl.Int32, "status": pl.String})
    return [
        read["value"].alias("number:value"),
        read["status"].alias("number:status"),
        read[WHY].alias(f"number:{WHY}"),
    ]


def _unread(field: Field) -> Fault:
    return Fault(pl.col(f"{field.name}:{WHY}").is_not_null(), field.heading, pl.col(f"{field.name}:{WHY}"))


def _reported_faults(headings: dict[str, str], today: dt.date) -> list[Fault]:
    if "reported_on" not in headings:
        return []
    heading, day = headings["reported_on"], pl.col("stored:reported_on")
    return [
        Fault(pl.col(f"reported_on:{WHY}").is_not_null(), heading, pl.col(f"reported_on:{WHY}")),
        Fault(day > today, heading, "lies in the future"),
        Fault(day < pl.col("date:day"), heading, "is before the day on which it happened"),
    ]


def _number_faults(headings: dict[str, str]) -> list[Fault]:
    if "number" not in headings:
        return []
    heading, status = headings["number"], pl.col("number:status")
    is_withheld = status.is_not_null() & (status != KNOWN)
    return [
        Fault(pl.col(f"number:{WHY}").is_not_null(), heading, pl.col(f"number:{WHY}")),
        Fault(is_withheld, heading, "is not a number that can be added up; write how many the row stands for"),
        Fault(pl.col("number:value") == 0, heading, "says that the row stands for nothing; leave the row out"),
    ]


def _day_faults(own: list[Field], today: dt.date) -> list[Fault]:
    """A data set's own days are of what followed."""
    days = [(field.heading, pl.col(f"stored:{field.name}")) for field in own if field.kind is FieldKind.DATE]
    return [
        *(Fault(day > today, heading, "lies in the future") for heading, day in days),
        *(Fault(day < pl.col("date:day"), heading, "is before the day on which it happened") for heading, day in days),
    ]


def _stored_names(good: pl.DataFrame, fields: tuple[Field, ...]) -> pl.DataFrame:
    """Good rows with read values under the names of the table's columns, instead of the cells."""
    number = pl.col("number:value").fill_null(1) if "number:value" in good.columns else pl.lit(1, dtype=pl.Int32)
    stored = [pl.col(name).alias(name.removeprefix("stored:")) for name in good.columns if name.startswith("stored:")]
    texts = [pl.col(f"{name}:read").alias(name) for name in _TEXT_OF_PLACE if f"{name}:read" in good.columns]
    points = [pl.col(f"point_{name}").alias(name) for name in _POINT]
    return good.select("source_line", *RECORDED, *stored, *texts, *points, number.alias("number"))


def _noticed(good: pl.DataFrame, fields: tuple[Field, ...]) -> dict[str, int]:
    """Without place: nothing is said of it. At midnight: the hour was most likely not known. Repeated: an own reference
    is no key.
    """
    places = ["point_longitude", *(f"{name}:read" for name in _TEXT_OF_PLACE if f"{name}:read" in good.columns)]
    noticed = {
        "without_place": good.filter(pl.all_horizontal(pl.col(name).is_null() for name in places)).height,
        "without_time": good["occurred_from"].null_count(),
        "at_midnight": int((good["clock"] == dt.time(0)).sum()),
        "formulas": count_formulas(good, [field.name for field in fields if field.kind is not FieldKind.LONGITUDE]),
    }
    if "reference" in good.columns:
        references = good["stored:reference"].drop_nulls()
        noticed["repeated_references"] = int(references.is_duplicated().sum())
    return noticed
