"""A comparison as CSV: a row an area and period, each with its status, its denominator's source and its receipt."""

from __future__ import annotations

import csv
import io

from saferplace.analysis.missing import Known
from saferplace.evidence.compare import Comparison
from saferplace.intelligence.analyses.among_areas import AmongAreas

COLUMNS = (
    "data_set",
    "data_set_version",
    "indicator",
    "area_code",
    "area_name",
    "is_own_area",
    "period",
    "value",
    "status",
    "rate_per_1000",
    "rate_lower_95",
    "rate_upper_95",
    "residents",
    "residents_source",
    "compared_with",
    "receipt",
    "among_the_others",
    "place",
    "place_highest",
    "place_lowest",
    "receipt_of_place",
)


def as_csv(comparison: Comparison, among: AmongAreas | None) -> str:
    """UTF-8 text, one header row. A cell that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    receipt = comparison.asked.receipt
    for row in comparison.rows:
        for period in comparison.periods:
            figure, rate = row.figures[period], row.rates.get(period)
            cells = (
                comparison.data_set,
                receipt.version,
                comparison.indicator,
                row.code,
                row.name,
                "yes" if row.is_own else "no",
                period,
                f"{figure.value:.15g}" if isinstance(figure, Known) else "",
                "known" if isinstance(figure, Known) else figure.value,
                *(
                    ("", "", "", "")
                    if rate is None
                    else (*_rounded(rate.per_1000, rate.lower, rate.upper), rate.population)
                ),
                comparison.denominators.get(period, "") if rate else "",
                comparison.peers.name,
                receipt.digest,
                *_place(row.code, period, among),
            )
            writer.writerow([_guarded(cell) for cell in cells])
    return out.getvalue()


def _place(code: str, period: str, among: AmongAreas | None) -> tuple[object, ...]:
    """Of the period that the areas are ranked in; empty cells for others and for areas that are not ranked."""
    area = next((one for one in among.areas if one.code == code), None) if among and among.period == period else None
    if among is None or area is None:
        return ("", "", "", "", "")
    rank = area.rank
    return (area.place.standing.value, rank.place, rank.highest, rank.lowest, among.answer.receipt.digest)


def _rounded(*rates: float) -> tuple[str, ...]:
    return tuple(f"{rate:.4f}" for rate in rates)


def _guarded(cell: object) -> object:
    is_risky = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if is_risky and not _is_number(str(cell)) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
