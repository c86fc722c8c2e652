"""Makes a data set of records from its columns: one row is one thing that happened."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.partner.own_columns import stored_columns
from saferplace.evidence.partner.record_check import check_records, own_fields
from saferplace.evidence.partner.record_keep import keep_records
from saferplace.evidence.partner.stored import RECORD
from saferplace.evidence.partner.when import period_of
from saferplace.evidence.sources.field import Field
from saferplace.evidence.sources.source import Checked, Source, SourceKind, schema
from saferplace.evidence.sources.unit import Unit

RECORDS_BEGIN = dt.date(1998, 1, 1)
SHARED = "Shared between the partners under their agreement; not published"
_PLACES = ("longitude", "latitude", "easting", "northing", "location", "postcode", "uprn", "lsoa_code")
# Worked out from the others, so that they cannot alone make a row another row.
_FOLLOWS = ("provider", "month", "lsoa_name", "lsoa_edition", "place_method", "place_certainty")


def record_source(
    *,
    data_set: str,
    title: str,
    duty: str,
    fields: tuple[Field, ...],
    is_sensitive: bool = False,
    area_only: frozenset[str] = frozenset(),
    first_day: dt.date = RECORDS_BEGIN,
) -> Source:
    """fields: in the order of the template; ``date`` and ``category`` among them. first_day: earlier rows are refused.

    Columns that every data set has (`fields`) fill the columns of RECORD; all others are stored under their own names.
    """
    columns = [*RECORD, *stored_columns(own_fields(fields))]
    content = tuple(name for name, _ in columns if name not in _FOLLOWS)
    has_reference = any(field.name == "reference" for field in fields)

    def check(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
        return check_records(cells, fields, today, first_day)

    def keep(good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
        return keep_records(good, unit, columns)

    return Source(
        data_set=data_set,
        title=title,
        licence=SHARED,
        columns={field.heading: field.name for field in fields},
        stored=schema(columns),
        content=content,
        identity="reference" if has_reference else None,
        changes=_changes(content) if has_reference else {},
        check=check,
        keep=keep,
        period_of=period_of,
        kind=SourceKind.RECORDS,
        fields=fields,
        is_open=False,
        is_sensitive=is_sensitive,
        area_only=area_only,
        duty=duty,
    )


def _changes(content: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    times = ("occurred_on", "occurred_from", "occurred_to", "time_precision", "reported_on")
    kinds = ("category", "sub_category")
    others = tuple(name for name in content if name not in (*times, *_PLACES, *kinds, "reference"))
    return {"times": times, "places": _PLACES, "categories": kinds, "other details": others}
