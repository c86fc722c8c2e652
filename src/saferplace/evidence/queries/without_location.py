"""Rows that no area can be given, because the force published them without a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.street import CrimeTypes, asked, open_street
from saferplace.evidence.queries.street_counts import street_counts
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class RowsWithoutLocation:
    """Counted over the whole territory of the area's forces: some may lie in the area, nobody can say which."""

    forces: tuple[str, ...]
    counts: Mapping[Month, int]
    receipt: Receipt

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def rows_without_location(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> RowsWithoutLocation:
    """Rows without an LSOA code in the files of the forces that police the area; only months with any are listed."""
    street = open_street(store, version)
    counts = street_counts(engine, street, months=period.months(), crime_types=crime_types, forces=area.force_slugs)
    nowhere = counts.filter(counts.lsoa_code.isnull())
    found = engine.run(nowhere.group_by("month").aggregate(n=nowhere.n.sum()).order_by("month"))
    counts = {Month.parse(row["month"]): row["n"] for row in found}
    result = {"forces": list(area.force_slugs), "counts": {str(month): n for month, n in counts.items()}}
    receipt = street.receipt("rows_without_location", asked(area, crime_types, period), result, at)
    return RowsWithoutLocation(area.force_slugs, counts, receipt)
