"""Published figures of many areas over many periods, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from saferplace import __version__
from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.published.comparing import Comparing, comparing
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

_KNOWN = "known"


@dataclass(frozen=True)
class FiguresCompared:
    """figures: area code to each period to its figure. names: area code to the name that the newest row gives it.

    notes: area code to what the publisher says beside its figures, each with the periods of which it says so.
    """

    figures: Mapping[str, Mapping[str, Figure]]
    names: Mapping[str, str]
    notes: Mapping[str, Mapping[str, tuple[str, ...]]]
    receipt: Receipt


def figures_compared(
    store: EvidenceStore,
    *,
    data_set: str,
    indicator: str,
    areas: Sequence[str],
    periods: Sequence[str],
    version: int | None = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> FiguresCompared:
    """One indicator of these areas (by GSS code) in each of these periods.

    at: aware time of asking, for the receipt. A period that is not held is not yet available; an area that a held
    period does not list is not collected; neither is zero. Raises NothingLoaded when nothing of the data set is held.
    """
    rules = comparing(data_set)
    read = store.version(data_set) if version is None else version
    if read is None:
        raise NothingLoaded(f"Nothing of the data set {data_set} has been loaded yet. Load it: saferplace import PATH")
    units = [Unit.parse(key) for key in store.units(data_set, read)]
    files = store.files(data_set, read, [unit.key for unit in units if unit.period in periods])
    found = engine.run(_question(engine, files, rules, indicator, areas)) if files else []
    seen = {(row["area_code"], row["period"]): row for row in found}
    held = {(unit.provider, unit.period) for unit in units}
    figures = {
        area: {period: rules.figure(seen.get((area, period)), area, period, held) for period in periods}
        for area in areas
    }
    in_order = sorted(found, key=lambda row: (str(row["period"]), row["area_code"]))  # engines have none of their own
    names = {row["area_code"]: row["name"] for row in in_order if row["name"]}
    notes = {area: _notes(rules, area, periods, seen) for area in areas}
    asked = {"data_set": data_set, "indicator": indicator, "areas": list(areas), "periods": list(periods)}
    receipt = Receipt(data_set, read, "figures_compared", asked, _as_json(figures), __version__, at)
    return FiguresCompared(figures, names, {area: said for area, said in notes.items() if said}, receipt)


def _question(engine: Engine, files: Sequence[str], rules: Comparing, indicator: str, areas: Sequence[str]) -> Any:
    """For each area and period: how many rows, how many of them known, their sum and range, why others are not."""
    rows = engine.table(files)
    chosen = rows.filter(
        rows[rules.indicator_column] == indicator, rows.area_code.isin(sorted(areas)), rows.breakdown.isnull()
    )
    is_known = chosen.status == _KNOWN
    notes = {column: chosen[column].max() for column in rules.beside}
    return chosen.group_by("area_code", "period").aggregate(
        rows=chosen.count(),
        known=is_known.sum(),
        total=chosen.value.sum(),
        least=chosen.value.min(),
        most=chosen.value.max(),
        why=ibis.cases((is_known, ibis.null("string")), else_=chosen.status).max(),
        name=chosen.area_name.max(),
        **notes,
    )


def _notes(
    rules: Comparing, area: str, periods: Sequence[str], seen: Mapping[tuple[str, str], Mapping[str, Any]]
) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    for period in periods:
        for column in rules.beside:
            note = seen.get((area, period), {}).get(column)
            if note and note != rules.usual:
                said[note] = (*said.get(note, ()), period)
    return said


def _as_json(figures: Mapping[str, Mapping[str, Figure]]) -> dict[str, Any]:
    """figures: area to period to number. missing: area to period to the word for why there is none."""
    return {
        "figures": {
            area: {period: figure.value for period, figure in of.items() if isinstance(figure, Known)}
            for area, of in figures.items()
        },
        "missing": {
            area: {period: figure.value for period, figure in of.items() if isinstance(figure, Missing)}
            for area, of in figures.items()
        },
    }


def indicators_held(
    store: EvidenceStore, data_set: str, *, version: int | None = None, engine: Engine = CHOSEN
) -> tuple[str, ...]:
    """What can be compared in a data set, in order; () when nothing is held."""
    files = store.files(data_set, version)
    if not files:
        return ()
    rows = engine.table(files)
    found = engine.run(rows.select(indicator=rows[comparing(data_set).indicator_column]).distinct())
    return tuple(sorted(row["indicator"] for row in found if row["indicator"]))


def names_without_code(
    store: EvidenceStore, data_set: str, *, version: int | None = None, engine: Engine = CHOSEN
) -> Mapping[str, int]:
    """Names in the publisher's file that no area of today bears, and their rows: nothing is compared under them."""
    files = store.files(data_set, version)
    if not files:
        return {}
    rows = engine.table(files)
    nameless = rows.filter(rows.area_code.isnull(), rows.area_name.notnull())
    found = engine.run(nameless.group_by("area_name").aggregate(n=nameless.count()).order_by("area_name"))
    return {row["area_name"]: row["n"] for row in found}
