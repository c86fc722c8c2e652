"""Published counts of every offence in an area, period by period, and the weights that say how grave each is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from saferplace import __version__
from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.published.crime_csp import CRIME_CSP
from saferplace.evidence.published.crime_weights import CRIME_WEIGHTS
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

_KNOWN = "known"


@dataclass(frozen=True)
class Offence:
    code: str
    description: str
    group: str


@dataclass(frozen=True)
class OffenceCounts:
    """figures: by offence code, then by period. An offence that the table of a held period does not list was not
    recorded: 0, as long as the area has any line in it.
    """

    offences: tuple[Offence, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    receipt: Receipt


@dataclass(frozen=True)
class OffenceWeights:
    """by_offence: weight by offence code. scheme: who gives it."""

    scheme: str
    edition: str
    by_offence: Mapping[str, float]
    receipt: Receipt


def offence_counts(
    store: EvidenceStore,
    *,
    areas: Sequence[str],
    periods: Sequence[str],
    version: int | None = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> OffenceCounts:
    """Police recorded crime of community safety partnerships (GSS codes, added up), by offence and quarter.

    at: aware time of asking, for the receipt. Raises NothingLoaded when the Home Office's tables are not held.
    """
    read = _version(store, CRIME_CSP, version)
    units = [Unit.parse(key) for key in store.units(CRIME_CSP.data_set, read)]
    wanted = [unit for unit in units if unit.period in periods]
    files = store.files(CRIME_CSP.data_set, read, [unit.key for unit in wanted])
    found = engine.run(_counted(engine, files, areas)) if files else []
    held = {period for period in periods if any(unit.period == period for unit in wanted)}
    of_area = {row["period"] for row in found}
    seen = {(row["offence_code"], row["period"]): row for row in found}
    newest = {row["offence_code"]: row for row in sorted(found, key=lambda row: str(row["period"]))}
    offences = tuple(
        Offence(code, row["description"] or code, row["offence_group"] or "") for code, row in sorted(newest.items())
    )
    figures = {
        one.code: {period: _figure(seen.get((one.code, period)), period, held, of_area) for period in periods}
        for one in offences
    }
    asked = {"areas": list(areas), "periods": list(periods)}
    receipt = Receipt(CRIME_CSP.data_set, read, "offence_counts", asked, _as_json(figures), __version__, at)
    return OffenceCounts(offences, figures, receipt)


def offence_weights(
    store: EvidenceStore,
    *,
    scheme: str,
    edition: str,
    version: int | None = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> OffenceWeights:
    """One edition of one scheme. scheme: `ons` or `cambridge-harm-index`, as `crime_weights` names who gives it.

    Raises NothingLoaded when no weights, or not these, are held.
    """
    read = _version(store, CRIME_WEIGHTS, version)
    key = Unit(scheme, edition).key
    if key not in store.units(CRIME_WEIGHTS.data_set, read):
        raise NothingLoaded(f"The weights of the edition {edition} have not been loaded.")
    rows = engine.table(store.files(CRIME_WEIGHTS.data_set, read, [key]))
    known = rows.filter(rows.status == "known").select("offence_code", "value").order_by("offence_code")
    weights = {row["offence_code"]: float(row["value"]) for row in engine.run(known) if row["offence_code"]}
    asked = {"scheme": scheme, "edition": edition}
    receipt = Receipt(CRIME_WEIGHTS.data_set, read, "offence_weights", asked, {"weights": weights}, __version__, at)
    return OffenceWeights(scheme, edition, weights, receipt)


def _version(store: EvidenceStore, source: Source, version: int | None) -> int:
    read = store.version(source.data_set) if version is None else version
    if read is None:
        raise NothingLoaded(f"Nothing of {source.title} has been loaded yet.")
    return read


def _counted(engine: Engine, files: Sequence[str], areas: Sequence[str]) -> Any:
    rows = engine.table(files)
    chosen = rows.filter(rows.area_code.isin(sorted(areas)), rows.breakdown.isnull(), rows.offence_code.notnull())
    is_known = chosen.status == _KNOWN
    return chosen.group_by("offence_code", "period").aggregate(
        rows=chosen.count(),
        known=is_known.sum(),
        total=chosen.value.sum(),
        why=ibis.cases((is_known, ibis.null("string")), else_=chosen.status).max(),
        description=chosen.offence_description.max(),
        offence_group=chosen.offence_group.max(),
    )


def _figure(row: Mapping[str, Any] | None, period: str, held: set[str], of_area: set[str]) -> Figure:
    if period not in held:
        return Missing.NOT_YET_AVAILABLE
    if row is None:
        return Known(0) if period in of_area else Missing.NOT_COLLECTED
    return Known(row["total"]) if row["known"] == row["rows"] else Missing(row["why"])


def _as_json(figures: Mapping[str, Mapping[str, Figure]]) -> dict[str, Any]:
    return {
        "figures": {
            code: {period: figure.value for period, figure in of.items() if isinstance(figure, Known)}
            for code, of in figures.items()
        },
        "missing": {
            code: {period: figure.value for period, figure in of.items() if isinstance(figure, Missing)}
            for code, of in figures.items()
        },
    }
