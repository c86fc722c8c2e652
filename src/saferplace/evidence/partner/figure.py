"""Makes a data set of figures from its indicators: one row is one figure of one area and period."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pyarrow as pa

from saferplace.evidence.partner.figure_check import SERIES, FigureLayout, check_figures, period_of
from saferplace.evidence.partner.figure_fields import figure_fields
from saferplace.evidence.partner.indicators import Indicator
from saferplace.evidence.partner.own_columns import stored_columns
from saferplace.evidence.partner.reading.periods import PeriodKind
from saferplace.evidence.partner.record import SHARED
from saferplace.evidence.partner.stored import FIGURE
from saferplace.evidence.sources.field import Field
from saferplace.evidence.sources.source import Checked, Source, SourceKind, schema
from saferplace.evidence.sources.unit import Unit

_FOLLOWS = ("provider", "first_month", "last_month", SERIES)


def figure_source(
    *,
    data_set: str,
    title: str,
    duty: str,
    indicators: tuple[Indicator, ...],
    own: tuple[Field, ...] = (),
    told_apart_by: tuple[str, ...] = (),
    periods: tuple[PeriodKind, ...] = tuple(PeriodKind),
    is_sensitive: bool = False,
) -> Source:
    """own: columns besides those that every return has. periods: the kinds it may be for.

    A row is known again by its area, indicator, breakdown and the own columns ``told_apart_by``: its ``series``.
    """
    fields = figure_fields(indicators, periods, own)
    layout = FigureLayout(fields, own, indicators, periods, told_apart_by)
    columns = [*FIGURE, (SERIES, pa.string()), *stored_columns(own)]
    figures = ("status", "value", "numerator", "denominator")
    content = tuple(name for name, _ in columns if name not in _FOLLOWS)

    def check(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
        return check_figures(cells, layout, today)

    def keep(good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
        return good.with_columns(pl.lit(unit.provider).alias("provider"))

    return Source(
        data_set=data_set,
        title=title,
        licence=SHARED,
        columns={field.heading: field.name for field in fields},
        stored=schema(columns),
        content=(*content, SERIES),
        identity=SERIES,
        changes={
            "figures": figures,
            "other details": tuple(name for name in content if name not in (*figures, "period")),
        },
        check=check,
        keep=keep,
        period_of=period_of,
        kind=SourceKind.FIGURES,
        fields=fields,
        is_open=False,
        is_sensitive=is_sensitive,
        duty=duty,
    )
