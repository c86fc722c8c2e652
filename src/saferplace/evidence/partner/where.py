"""Where a thing happened, as far as the row itself says it: cells of place read, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from saferplace.evidence.partner.points import with_points
from saferplace.evidence.partner.reading.grid_references import read_grid_reference
from saferplace.evidence.partner.reading.numbers import Written, read_number
from saferplace.evidence.partner.reading.postcodes import read_outward_postcode, read_postcode
from saferplace.evidence.partner.reading.unread import WHY, Unread, read_parts, read_values
from saferplace.evidence.partner.reading.uprns import read_uprn
from saferplace.evidence.partner.reading.words import read_text
from saferplace.evidence.reference import lsoa_editions
from saferplace.evidence.sources.faults import Fault
from saferplace.evidence.sources.field import Field, FieldKind

_COORDINATES = (FieldKind.EASTING, FieldKind.NORTHING, FieldKind.LONGITUDE, FieldKind.LATITUDE)
_TEXTS: dict[FieldKind, Callable[[str], object]] = {
    FieldKind.STREET: read_text,
    FieldKind.POSTCODE: read_postcode,
    FieldKind.OUTWARD_POSTCODE: read_outward_postcode,
    FieldKind.UPRN: read_uprn,
}
_IN_THE_SEA = "is in the sea or outside the United Kingdom"
KINDS = frozenset({*_COORDINATES, *_TEXTS, FieldKind.GRID_REFERENCE, FieldKind.AREA})


def read_lsoa_code(text: str) -> str | Unread:
    code = text.strip().upper()
    return (
        code if code in lsoa_editions() else Unread("is not the code of an LSOA of England and Wales, like E01023378")
    )


def with_where(rows: pl.DataFrame, fields: Mapping[str, Field]) -> pl.DataFrame:
    """fields: those of place, by name. Adds each as ``name:read`` with ``name:why``, and the points they make."""
    added: list[pl.Series] = []
    for name, field in fields.items():
        if field.kind is FieldKind.GRID_REFERENCE:
            parts = {"easting": pl.Int32, "northing": pl.Int32}
            read = read_parts(rows[name], read_grid_reference, parts)
            added += [read[part].alias(f"{name}:{part}") for part in (*parts, WHY)]
        else:
            reader = _coordinate if field.kind in _COORDINATES else _TEXTS.get(field.kind, read_lsoa_code)
            dtype = pl.Float64 if field.kind in _COORDINATES else pl.String
            read = read_values(rows[name], reader, dtype)
            added += [read["value"].alias(f"{name}:read"), read[WHY].alias(f"{name}:{WHY}")]
    return with_points(rows.with_columns(added))


def where_faults(fields: Mapping[str, Field]) -> list[Fault]:
    """For rows that `with_where` has seen."""
    faults = [
        Fault(pl.col(f"{name}:{WHY}").is_not_null(), field.heading, pl.col(f"{name}:{WHY}"))
        for name, field in fields.items()
    ]
    for one, other in (("easting", "northing"), ("longitude", "latitude")):
        if one in fields and other in fields:
            faults += [*_halves(fields[one], fields[other]), *_halves(fields[other], fields[one])]
    for name, made in (("easting", "easting"), ("longitude", "longitude"), ("grid_reference", "grid reference")):
        if name in fields:
            is_off = (pl.col("point_from") == made) & ~pl.col("is_on_land")
            beside = {"easting": "with its northing ", "longitude": "with its latitude "}.get(name, "")
            faults.append(Fault(is_off, fields[name].heading, beside + _IN_THE_SEA))
    return faults


def _halves(given: Field, missing: Field) -> list[Fault]:
    is_half = pl.col(f"{given.name}:read").is_not_null() & pl.col(f"{missing.name}:read").is_null()
    return [Fault(is_half, missing.heading, f"is blank although the row has its {given.heading.casefold()}")]


def _coordinate(text: str) -> float | Unread | None:
    number = read_number(text)
    if isinstance(number, Written):
        return Unread("is not a coordinate") if number.is_percentage else number.value
    if isinstance(number, Unread):
        return number if "spreadsheet" in number.why else Unread("is not a number")
    return None
