"""Which rows of figures cannot be believed, and what figure the others give."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
from saferplace.evidence.partner.reading.words import read_text, reader_of_words
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Checked

SERIES = "series"
_PERIOD_PARTS = {"key": pl.String, "kind": pl.String, "first": pl.String, "last": pl.String}


def period_of(cells: pl.DataFrame) -> pl.Series:
    """The period of each row as it is stored; null where it cannot be read."""
    return read_parts(cells["reporting_period"], read_period, {"key": pl.String})["key"].rename("period")


@dataclass(frozen=True)
class FigureLayout:
    """What a return holds. See `figure.figure_source`."""

    fields: tuple[Field, ...]
    own: tuple[Field, ...]
    indicators: tuple[Indicator, ...]
    periods: tuple[PeriodKind, ...]
    told_apart_by: tuple[str, ...]


def check_figures(cells: pl.DataFrame, layout: FigureLayout, today: dt.date) -> Checked:
    """cells: text under the fields' names. Refused: figures of periods that have not begun, or that come twice."""
    fields = {field.name: field for field in layout.fields}
    rows = heard(cells, layout.fields)
    rows = rows.with_columns(*_period(rows), *_words(rows, fields["indicator"]))
    rows = with_value(with_area(rows), layout.indicators)
    for field in layout.own:
        read = read_own(rows[field.name], field)
        columns = {name: f"{field.name}:{WHY}" if name == WHY else f"stored:{name}" for name in read.columns}
        rows = rows.with_columns(read.rename(columns).get_columns())
    rows = _with_series(rows, layout.told_apart_by)
    month = f"{today:%Y-%m}"
    period, indicator = fields["reporting_period"].heading, fields["indicator"].heading
    faults = [
        *blank_faults(layout.fields),
        *(_unread(fields[name]) for name in ("reporting_period", "indicator", "is_provisional")),
        Fault(
            ~pl.col("period:kind").is_in(layout.periods),
            period,
            f"is not of a kind that this return is for: {', '.join(layout.periods)}",
        ),
        Fault(pl.col("period:first") > month, period, "lies in the future"),
        *area_faults(fields),
        *(_unread(field) for field in layout.own),
        *figure_faults(fields),
        *_own_faults(layout, today),
        Fault(~pl.col("is_first"), indicator, "comes a second time for the same area, period and breakdown"),
    ]
    good, refused = part_by_faults(rows, faults, {field.heading: field.name for field in layout.fields})
    is_over = pl.col("period:last") < month
    noticed = {
        "without_figure": good["measured:value"].null_count(),
        "unfinished_periods": good.filter(~is_over).height,
        "formulas": count_formulas(good, ["area_name", "breakdown"]),
    }
    return Checked(good=_stored(good, is_over), refused=refused, noticed=noticed)


def _period(rows: pl.DataFrame) -> list[pl.Series]:
    read = read_parts(rows["reporting_period"], read_period, _PERIOD_PARTS)
    parts = [read[part].alias(f"period:{part}") for part in _PERIOD_PARTS]
    return [*parts, read[WHY].alias(f"reporting_period:{WHY}")]


def _words(rows: pl.DataFrame, indicator: Field) -> list[pl.Series]:
    words = read_values(rows["indicator"], reader_of_words(indicator.words), pl.String)
    breakdown = read_values(rows["breakdown"], read_text, pl.String)
    provisional = read_values(rows["is_provisional"], read_yes_or_no, pl.Boolean)
    return [
        words["value"].alias("stored:indicator"),
        words[WHY].alias(f"indicator:{WHY}"),
        breakdown["value"].alias("stored:breakdown"),
        provisional["value"].alias("provisional:read"),
        provisional[WHY].alias(f"is_provisional:{WHY}"),
    ]


def _unread(field: Field) -> Fault:
    return Fault(pl.col(f"{field.name}:{WHY}").is_not_null(), field.heading, pl.col(f"{field.name}:{WHY}"))


def _own_faults(layout: FigureLayout, today: dt.date) -> list[Fault]:
    """Days to come, ends before beginnings (two columns called …_from and …_to), and what an indicator needs."""
    by_name = {field.name: field for field in layout.own}
    days = [field for field in layout.own if field.kind is FieldKind.DATE]
    ends = [field for field in days if field.name.endswith("_to") and f"{field.name[:-3]}_from" in by_name]
    needs = [(name, indicator.name) for indicator in layout.indicators for name in indicator.needs]
    return [
        *(Fault(pl.col(f"stored:{field.name}") > today, field.heading, "lies in the future") for field in days),
        *(
            Fault(
                pl.col(f"stored:{field.name}") < pl.col(f"stored:{field.name[:-3]}_from"),
                field.heading,
                "is before it began",
            )
            for field in ends
        ),
        *(
            Fault(
                (pl.col("stored:indicator") == indicator) & (pl.col(name) == ""),
                by_name[name].heading,
                f"is blank; “{indicator}” cannot be understood without it",
            )
            for name, indicator in needs
        ),
    ]


def _with_series(rows: pl.DataFrame, told_apart_by: tuple[str, ...]) -> pl.DataFrame:
    """What a figure is of, whatever its period; and whether it is the first of its series and period."""
    place = pl.coalesce("stored:area_code", "stored:area_name")
    others = [pl.col(f"stored:{name}") for name in told_apart_by]
    series = pl.concat_str(
        place, "stored:indicator", "stored:breakdown", *others, separator=" | ", ignore_nulls=True
    ).alias("stored:series")
    nth = pl.int_range(pl.len()).over("period:key", "stored:series")
    return rows.with_columns(series).with_columns((nth == 0).alias("is_first"))


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
