"""Which rows of figures cannot be believed, and what figure the others give."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.partner.blank import blank_faults, heard
from saferplace.evidence.partner.figure_area import area_faults, with_area
from saferplace.evidence.partner.figure_faults import figure_faults
from saferplace.evidence.partner.figure_value import MEASURED, with_value
from saferplace.evidence.partner.indicators import Indicator
from saferplace.evidence.partner.own_columns import read_own
from saferplace.evidence.partner.reading.answers import read_yes_or_no
from saferplace.evidence.partner.reading.periods import PeriodKind, read_period
from saferplace.evidence.partner.reading.unread import WHY, read_parts, read_values
from saferplace.evidence.partner.reading.words import reader_of_words
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Checked

SERIES = "series"
_PERIOD_PARTS = {"key": pl.String, "kind": pl.String, "first": pl.String, "last": pl.String}


def period_of(cells: pl.DataFrame) -> pl.Series:
    """The period of each row as it is stored; null where it cannot be read."""
    return read_parts(cells["period"], read_period, {"key": pl.String})["key"].rename("period")


def check_figures(
    cells: pl.DataFrame,
    fields: tuple[Field, ...],
    own: tuple[Field, ...],
    indicators: tuple[Indicator, ...],
    periods: tuple[PeriodKind, ...],
    today: dt.date,
) -> Checked:
    """cells: text under the fields' names. Refused: figures of periods that have not begun, or that come twice."""
    by_name = {field.name: field for field in fields}
    rows = heard(cells, fields)
    period = read_parts(rows["period"], read_period, _PERIOD_PARTS)
    indicator = read_values(rows["indicator"], reader_of_words(by_name["indicator"].words), pl.String)
    provisional = read_values(rows["is_provisional"], read_yes_or_no, pl.Boolean)
    breakdown = rows["breakdown"].str.split(" ").list.filter(pl.element() != "").list.join(" ")
    rows = rows.with_columns(
        *(period[part].alias(f"period:{part}") for part in (*_PERIOD_PARTS, WHY)),
        indicator["value"].alias("stored:indicator"),
        indicator[WHY].alias(f"indicator:{WHY}"),
        provisional["value"].alias("provisional:read"),
        provisional[WHY].alias(f"is_provisional:{WHY}"),
        breakdown.replace({"": None}).alias("stored:breakdown"),
    )
    rows = with_value(with_area(rows), indicators)
    for field in own:
        read = read_own(rows[field.name], field)
        columns = {name: f"{field.name}:{WHY}" if name == WHY else f"stored:{name}" for name in read.columns}
        rows = rows.with_columns(read.rename(columns).get_columns())
    rows = _with_series(rows)
    month = f"{today:%Y-%m}"
    heading = by_name["period"].heading
    allowed = ", ".join(periods)
    faults = [
        *blank_faults(fields),
        *(_unread(by_name[name]) for name in ("period", "indicator", "is_provisional")),
        Fault(~pl.col("period:kind").is_in(periods), heading, f"is not of a kind that this return is for: {allowed}"),
        Fault(pl.col("period:first") > month, heading, "lies in the future"),
        *area_faults(by_name),
        *(_unread(field) for field in own),
        *figure_faults(by_name),
        *_own_faults(own, today),
        Fault(~pl.col("is_first"), by_name["indicator"].heading, "comes a second time for the same area and breakdown"),
    ]
    good, refused = part_by_faults(rows, faults, {field.heading: field.name for field in fields})
    is_over = pl.col("period:last") < month
    noticed = {
        "without_figure": good["measured:value"].null_count(),
        "unfinished_periods": good.filter(~is_over).height,
        "formulas": count_formulas(good, ["area_name", "breakdown"]),
    }
    return Checked(good=_stored(good, is_over), refused=refused, noticed=noticed)


def _unread(field: Field) -> Fault:
    return Fault(pl.col(f"{field.name}:{WHY}").is_not_null(), field.heading, pl.col(f"{field.name}:{WHY}"))


def _own_faults(own: tuple[Field, ...], today: dt.date) -> list[Fault]:
    days = [field for field in own if field.kind is FieldKind.DATE]
    return [Fault(pl.col(f"stored:{field.name}") > today, field.heading, "lies in the future") for field in days]


def _with_series(rows: pl.DataFrame) -> pl.DataFrame:
    """What a figure is of, whatever its period; and whether it is the first of its series and period."""
    place = pl.coalesce("stored:area_code", "stored:area_name")
    series = pl.concat_str(place, "stored:indicator", "stored:breakdown", separator=" | ", ignore_nulls=True)
    nth = pl.int_range(pl.len()).over("period:key", "stored:series")
    return rows.with_columns(series.alias("stored:series")).with_columns((nth == 0).alias("is_first"))


def _stored(good: pl.DataFrame, is_over: pl.Expr) -> pl.DataFrame:
    stored = [pl.col(name).alias(name.removeprefix("stored:")) for name in good.columns if name.startswith("stored:")]
    return good.select(
        "source_line",
        pl.col("period:key").alias("period"),
        pl.col("period:first").alias("first_month"),
        pl.col("period:last").alias("last_month"),
        *stored,
        *(pl.col(f"measured:{name}").alias(name) for name in MEASURED),
        (pl.col("provisional:read").fill_null(False) | pl.col("is_marked_provisional") | ~is_over).alias(
            "is_provisional"
        ),
    )
