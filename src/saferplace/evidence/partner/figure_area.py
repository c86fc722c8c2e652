"""The area of a figure: by its GSS code, or by a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import polars as pl

from saferplace.evidence.partner.reading.unread import WHY, Unread, read_values
from saferplace.evidence.partner.reading.words import read_text
from saferplace.evidence.reference import lsoa_editions, reference_table
from saferplace.evidence.sources.faults import Fault
from saferplace.evidence.sources.field import Field

_GSS = re.compile(r"[EWSNK]\d{8}", re.ASCII)


@cache
def _districts() -> dict[str, str]:
    """Name in small letters to code. A name that two districts share has none."""
    table = reference_table("districts").unique("lad_code")
    once = table.filter(~pl.col("lad_name").str.to_lowercase().is_duplicated())
    return dict(zip(once["lad_name"].str.to_lowercase(), once["lad_code"], strict=True))


@cache
def _names() -> dict[str, str]:
    table = reference_table("districts").unique("lad_code")
    return dict(zip(table["lad_code"], table["lad_name"], strict=True))


def read_area_code(text: str) -> str | Unread:
    """Any GSS code; that of an LSOA must be one that there is, since its kind is known by its first figures."""
    code = text.replace(" ", "").upper()
    is_lsoa = code.startswith(("E01", "W01"))
    if not _GSS.fullmatch(code) or (is_lsoa and code not in lsoa_editions()):
        return Unread("is not the code of an area, like E07000096")
    return code


def with_area(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds stored:area_code and stored:area_name; a district needs only one of them."""
    code = read_values(rows["area_code"], read_area_code, pl.String)
    name = read_values(rows["area_name"], read_text, pl.String)["value"]
    by_name = name.str.to_lowercase().replace_strict(_districts(), default=None, return_dtype=pl.String)
    by_code = code["value"].replace_strict(_names(), default=None, return_dtype=pl.String)
    frame = pl.DataFrame({"code": code["value"], "by_name": by_name, "name": name, "by_code": by_code})
    whole = frame.select(
        pl.coalesce("code", "by_name").alias("stored:area_code"),
        pl.coalesce("by_code", "name").alias("stored:area_name"),
    )
    return rows.with_columns(*whole.get_columns(), code[WHY].alias(f"area_code:{WHY}"))


def area_faults(fields: Mapping[str, Field]) -> list[Fault]:
    code = fields["area_code"].heading
    has_no_area = pl.col("stored:area_code").is_null() & pl.col("stored:area_name").is_null()
    return [
        Fault(pl.col(f"area_code:{WHY}").is_not_null(), code, pl.col(f"area_code:{WHY}")),
        Fault(has_no_area, code, "is blank, and no area is named"),
    ]
