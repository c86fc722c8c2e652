"""The shape of every data set of published figures: its text cells, its checks, and what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl
import pyarrow as pa

from saferplace.evidence.partner.stored import FIGURE
from saferplace.evidence.published import marks
from saferplace.evidence.published.periods import months_of
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.source import Checked, Source, SourceKind, schema
from saferplace.evidence.sources.unit import Unit

NO_PERIOD = "no-period"  # the unit of rows whose period cannot be read; none of them is ever kept

# Heading to text cell, for one figure. ``Cell`` is where it stands: sheet and address, or line.
COMMON = {
    "Cell": "source_cell",
    "Period": "period",
    "Area code": "area_code",
    "Area name": "area_name",
    "Indicator": "indicator",
    "Breakdown": "breakdown",
    "Value": "value",
    "Denominator": "denominator",
}
_CODE = r"^[EWKNS]\d{8}$"


@dataclass(frozen=True)
class FigureRules:
    """What may be believed of a figure.

    named_by: besides period, area, indicator and breakdown, the cells that tell two figures apart. codes: the area
    codes there are; None for any. needs_code: whether a figure without an area code is refused. may_be_negative: a
    publisher takes transfers off the quarter in which they are found.
    """

    named_by: tuple[str, ...] = ()
    codes: Callable[[], Collection[str]] | None = None
    what_codes_are: str = "an area"
    needs_code: bool = True
    may_be_negative: bool = False


def figures_source(
    data_set: str,
    title: str,
    *,
    rules: FigureRules,
    own: Mapping[str, str] | None = None,
    licence: str = "Open Government Licence v3.0",
    is_open: bool = True,
) -> Source:
    """own: heading to text cell of what the data set holds beside a figure."""
    columns = {**COMMON, **(own or {})}
    stored = [*FIGURE, ("source_cell", pa.string())]
    stored += [(name, pa.string()) for name in (own or {}).values()]
    names = [name for name, _ in stored]
    return Source(
        data_set=data_set,
        title=title,
        licence=licence,
        columns=columns,
        stored=schema(stored),
        content=tuple(name for name in names if name != "source_cell"),  # a figure that moved down a row is the same
        identity=None,
        changes={},
        check=partial(_check, rules, columns),
        keep=partial(_keep, tuple(names)),
        period_of=_period_of,
        kind=SourceKind.FIGURES,
        is_open=is_open,
    )


def _check(rules: FigureRules, columns: Mapping[str, str], cells: pl.DataFrame, unit: Unit, _: dt.date) -> Checked:
    judged = cells.with_columns(marks.number(pl.col("value")).alias("number"), _is_repeated(rules).alias("is_repeated"))
    good, refused = part_by_faults(judged, _faults(rules, unit), columns)
    where = pl.when(pl.col("column") == "Value").then(pl.col("indicator")).otherwise(pl.col("column"))
    refused = refused.with_columns(
        where.alias("column"),
        pl.format("{}, {}", "source_cell", pl.col("reason").str.replace("^Value", pl.col("indicator"))).alias("reason"),
    )
    return Checked(
        good=good.drop("is_repeated"),
        refused=refused.drop("number", "is_repeated"),
        noticed={
            "no_figure": good["number"].null_count(),
            "below_zero": int((good["number"] < 0).sum()),
            "without_area_code": int((good["area_code"].str.strip_chars() == "").sum()),
            "formulas": count_formulas(good, ("area_name", "indicator", "breakdown")),
        },
    )


def _faults(rules: FigureRules, unit: Unit) -> list[Fault]:
    value, code = pl.col("value"), pl.col("area_code").str.strip_chars()
    number = pl.col("number")
    faults = [
        Fault(
            (pl.col("period") != unit.period) | pl.lit(unit.period == NO_PERIOD),
            "Period",
            "is not a year, quarter or month of this data set",
        ),
        Fault(
            ~code.str.contains(_CODE) & ((code != "") | pl.lit(rules.needs_code)),
            "Area code",
            "is not an area code like E07000096",
        ),
        Fault(pl.col("indicator").str.strip_chars() == "", "Indicator", "is blank"),
        Fault(marks.status(value).is_null(), "Value", "is neither a number nor a mark for a figure that is not there"),
        Fault(pl.col("is_repeated"), "Indicator", "has this area and period on an earlier row as well"),
    ]
    if rules.codes is not None:
        faults.insert(2, Fault(~code.is_in(list(rules.codes())), "Area code", f"is not {rules.what_codes_are}"))
    if not rules.may_be_negative:
        faults.append(Fault(number < 0, "Value", "is below zero"))
    return [Fault(fault.holds.fill_null(value=False), fault.column, fault.why) for fault in faults]


def _is_repeated(rules: FigureRules) -> pl.Expr:
    named = ["area_code", "area_name", "indicator", "breakdown", *rules.named_by]
    return pl.struct(named).is_first_distinct().not_()


def _keep(names: tuple[str, ...], good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    months = months_of(unit.period)
    value, denominator = marks.number(pl.col("value")), marks.number(pl.col("denominator"))
    texts = [
        pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name).str.strip_chars()).alias(name)
        for name in good.columns
        if name not in ("source_line", "number", "value", "denominator")
    ]
    kept = good.with_columns(
        *texts,
        pl.lit(unit.provider).alias("provider"),
        pl.lit(str(months.first) if months else None, dtype=pl.String).alias("first_month"),
        pl.lit(str(months.last) if months else None, dtype=pl.String).alias("last_month"),
        marks.status(pl.col("value")).alias("status"),
        value.alias("value"),
        pl.when(denominator.is_not_null()).then(value).alias("numerator"),
        denominator.alias("denominator"),
        pl.lit(value=False).alias("is_provisional"),
    )
    return kept.select(*names, "source_line")


def _period_of(cells: pl.DataFrame) -> pl.Series:
    written = cells["period"]
    known = {text: text if months_of(text) else None for text in written.unique()}
    return written.replace_strict(known, return_dtype=pl.String)
