"""The figures that partners and publishers send ready counted: what is known of one, period by period, and why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace import __version__
from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.standing import open_as_it_stood
from saferplace.evidence.store import EvidenceStore

EVERYBODY = None  # the breakdown of a figure that stands for all


@dataclass(frozen=True)
class ReportedFigure:
    """One figure as it was sent. numerator, denominator: where the sender gave them."""

    provider: str
    period: str
    months: Period
    figure: Figure
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True)
class ReportedFigures:
    """figures: in order of time, one for each period that was sent within the months asked for."""

    figures: tuple[ReportedFigure, ...]
    receipt: Receipt


def figures_of(
    store: EvidenceStore,
    *,
    source: Source,
    indicator: str,
    area_code: str,
    months: Period,
    breakdown: str | None = EVERYBODY,
    provider: str | None = None,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> ReportedFigures:
    """Figures of one indicator in one area whose period lies within ``months``. provider: None for any.

    A period that nobody sent is not listed: it is not yet available. The four kinds of missing come as they were sent.
    Raises NothingLoaded before the first import, ValueError for a data set of another kind.
    """
    if source.kind is not SourceKind.FIGURES:
        raise ValueError(f"{source.title} is not a data set of figures.")
    opened = open_as_it_stood(store, source.data_set, version)
    if opened is None:
        raise NothingLoaded(f"Nothing of {source.title} has been loaded yet.")
    files = opened.files()
    found = _rows(engine, files, indicator, area_code, months, breakdown, provider) if files else []
    figures = tuple(_figure(row) for row in found)
    asked = {
        "indicator": indicator,
        "area_code": area_code,
        "months": str(months),
        "breakdown": breakdown,
        "provider": provider,
        **opened.parameters,
        **({"held_by": store.held_by} if store.held_by else {}),
    }
    result = {"figures": [_as_json(figure) for figure in figures]}
    return ReportedFigures(
        figures, Receipt(source.data_set, opened.version, "figures_of", asked, result, __version__, at)
    )


def _rows(
    engine: Engine,
    files: list[str],
    indicator: str,
    area_code: str,
    months: Period,
    breakdown: str | None,
    provider: str | None,
) -> list[dict[str, Any]]:
    rows = engine.table(files)
    wanted = rows.filter(
        (rows.indicator == indicator)
        & (rows.area_code == area_code)
        & (rows.first_month >= str(months.first))
        & (rows.last_month <= str(months.last))
    )
    wanted = wanted.filter(wanted.breakdown.isnull() if breakdown is None else wanted.breakdown == breakdown)
    if provider is not None:
        wanted = wanted.filter(wanted.provider == provider)
    chosen = wanted.select(
        "provider",
        "period",
        "first_month",
        "last_month",
        "status",
        "value",
        "numerator",
        "denominator",
        "is_provisional",
    )
    return engine.run(chosen.order_by("first_month", "last_month", "provider"))


def _figure(row: Mapping[str, Any]) -> ReportedFigure:
    known = row["status"] == "known"
    figure: Figure = Known(row["value"], bool(row["is_provisional"])) if known else Missing(row["status"])
    return ReportedFigure(
        provider=row["provider"],
        period=row["period"],
        months=Period(Month.parse(row["first_month"]), Month.parse(row["last_month"])),
        figure=figure,
        numerator=row["numerator"],
        denominator=row["denominator"],
    )


def _as_json(reported: ReportedFigure) -> dict[str, Any]:
    figure = reported.figure
    said: dict[str, Any] = {"provider": reported.provider, "period": reported.period}
    said |= {"value": figure.value} if isinstance(figure, Known) else {"missing": figure.value}
    return said | {"numerator": reported.numerator, "denominator": reported.denominator}
