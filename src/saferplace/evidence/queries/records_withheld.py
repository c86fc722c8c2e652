"""Sensitive records for people who may not see rows or points: wards by whole quarters, small counts withheld.

One table is published and every answer is read from it alone. Its cells are quarters, which never overlap, of all
categories together; so no two questions can be subtracted from each other to leave a cell that is withheld. The
answer is the same for everybody, whoever asks. Single months are not offered: nearly all of their cells are small.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.record_table import open_records
from saferplace.evidence.queries.records_held import record_months
from saferplace.evidence.queries.street import lsoas_in
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_path, reference_table
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.withholding import withhold

NO_WARD = "Ward not certain"
_QUARTER = 3


@dataclass(frozen=True)
class WardOfQuarters:
    """shown: sum of the quarters whose count is shown. withheld: how many of them are withheld."""

    code: str
    name: str
    shown: int
    withheld: int

    @property
    def in_words(self) -> str:
        """
        >>> WardOfQuarters("E05004691", "Adeyfield West", 12, 1).in_words
        '12, and 1 quarter withheld'
        """
        if not self.withheld:
            return f"{self.shown:,}"
        quarters = f"{self.withheld} quarter{'' if self.withheld == 1 else 's'} withheld"
        return f"{self.shown:,}, and {quarters}" if self.shown else quarters.capitalize()


@dataclass(frozen=True)
class WithheldWards:
    """wards: by name, also those without a record. quarters: those counted, each wholly within the months asked for.

    total: shown totals of quarters; total_withheld: how many quarters' totals are withheld.
    """

    wards: tuple[WardOfQuarters, ...]
    quarters: tuple[Period, ...]
    total: int
    total_withheld: int
    receipt: Receipt


def records_withheld_by_ward(
    store: EvidenceStore,
    *,
    source: Source,
    area: Area,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> WithheldWards:
    """Counts per ward of the whole area, all categories and providers, over the whole quarters within the period.

    Quarters begin in January, April, July and October, and count only when all three months are held.
    Raises NothingLoaded before the first import.
    """
    table = open_records(store, source, version)
    held = record_months(table, period, engine=engine).held
    quarters = tuple(quarter for quarter in whole_quarters(period) if all(month in held for month in quarter))
    months = [month for quarter in quarters for month in quarter]
    rows = table.rows(engine, months=months)
    wards = _wards(engine, area)
    joined = rows.join(wards, "lsoa_code")
    found = engine.run(joined.group_by("month", "ward_code").aggregate(n=joined.number.sum())) if months else []
    named = _names(area)
    cells = {quarter: dict.fromkeys([*named, ""], 0) for quarter in quarters}
    for row in found:
        quarter = next(one for one in quarters if Month.parse(row["month"]) in one)
        cells[quarter][row["ward_code"] or ""] += int(row["n"] or 0)
    columns = {quarter: withhold(counts) for quarter, counts in cells.items()}
    shown = {quarter: column.cells for quarter, column in columns.items()}
    totals = [column.total for column in columns.values()]
    listed = tuple(_ward(code, name, shown) for code, name in [*named.items(), ("", NO_WARD)])
    total = sum(total for total in totals if not isinstance(total, Missing))
    result = {
        "quarters": [str(quarter) for quarter in quarters],
        "counts": {ward.code or "not certain": {"shown": ward.shown, "withheld": ward.withheld} for ward in listed},
        "total": total,
    }
    asked = {"area": area.code, "period": str(period)}
    return WithheldWards(
        wards=listed,
        quarters=quarters,
        total=total,
        total_withheld=sum(isinstance(total, Missing) for total in totals),
        receipt=table.receipt("records_withheld_by_ward", asked, result, at),
    )


def whole_quarters(period: Period) -> list[Period]:
    """
    >>> [str(quarter) for quarter in whole_quarters(Period(Month(2026, 2), Month(2026, 9)))]
    ['2026-04/2026-06', '2026-07/2026-09']
    """
    first = period.first + (-(period.first.number - 1) % _QUARTER)
    return [
        Period(first + step, first + (step + _QUARTER - 1))
        for step in range(0, len(period), _QUARTER)
        if first + (step + _QUARTER - 1) <= period.last
    ]


def _ward(code: str, name: str, shown: Mapping[Period, Mapping[str, int | Missing]]) -> WardOfQuarters:
    cells = [counts[code] for counts in shown.values()]
    return WardOfQuarters(
        code,
        name,
        sum(cell for cell in cells if not isinstance(cell, Missing)),
        sum(isinstance(cell, Missing) for cell in cells),
    )


def _wards(engine: Engine, area: Area) -> Any:
    wards = engine.table([str(reference_path("wards"))]).select("ward_code")
    return lsoas_in(engine, area).left_join(wards, "ward_code").select("lsoa_code", "ward_code")


def _names(area: Area) -> dict[str, str]:
    """Code to name of each ward of the area, by name."""
    lsoas = reference_table("lsoas")
    inside = set(lsoas.filter(lsoas["lad_code"].is_in(sorted(area.lad_codes)))["ward_code"].drop_nulls().to_list())
    named = reference_table("wards").select("ward_code", "ward_name").iter_rows()
    return dict(sorted(((code, name) for code, name in named if code in inside), key=lambda ward: ward[1]))
