"""Recorded crime by ward and type for everybody: small counts hidden, so that no reader can work one out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from saferplace.analysis.disclosure import Protected, SmallCounts, narrowed, suppress, two_way
from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.queries import recorded_crime_by_ward_type_and_month
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis

METHOD = "ward_table_for_everybody"
RULE = SmallCounts()
COLUMNS = ("year", "ward_code", "ward_name", "crime_type", "recorded", "status", "receipt")
DICTIONARY = (
    ("year", "Calendar year, January to December. Only whole years are published."),
    ("ward_code", "GSS code of the ward (2024). Blank for all wards together and where the ward is not certain."),
    ("ward_name", "Name of the ward; “All wards”; or “Ward not certain” for small areas that lie across wards."),
    ("crime_type", "Type as data.police.uk names it, or “All types”."),
    ("recorded", "How many were recorded there. 0 means none. Blank where the status is suppressed."),
    ("status", "known: the number is there. suppressed: withheld so that nobody can be picked out."),
    ("receipt", "Where the table comes from: add it to the site's address as /receipts/…/."),
)
_HIGHEST_IN_WORDS = f"{RULE.lowest} to {RULE.highest}"


@dataclass(frozen=True, eq=False)
class WardTable:
    """protected: with totals in the last line and column, as ``names`` and ``types`` have them."""

    year: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    protected: Protected
    answer: Answer

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """Name, and what everybody may see of each type."""
        columns = range(len(self.types))
        return [(name, [self._said(row, column) for column in columns]) for row, name in enumerate(self.names)]

    def rows(self) -> Iterator[tuple[object, ...]]:
        for row, (code, name) in enumerate(zip(self.codes, self.names, strict=True)):
            for column, crime_type in enumerate(self.types):
                cell = self.protected.shown(row, column)
                status = "suppressed" if isinstance(cell, Missing) else "known"
                number = None if isinstance(cell, Missing) else cell
                yield self.year, code, name, crime_type, number, status, self.answer.receipt.digest

    def _said(self, row: int, column: int) -> str:
        cell = self.protected.shown(row, column)
        return "withheld" if isinstance(cell, Missing) else f"{cell:,}"


def whole_years(months: Sequence[Month]) -> list[int]:
    """Years of which every month is held, newest first.

    A year under way is not published: the next month's table, less this one's, would be a table of one month.
    """
    held = {year: len(list(each)) for year, each in groupby(sorted(months), key=lambda month: month.year)}
    return [year for year in sorted(held, reverse=True) if held[year] == 12]


def ward_table(store: EvidenceStore, area: Area, year: int, at: dt.datetime, version: Standing = None) -> WardTable:
    """Raises ValueError where the year is not whole, or where a reader could still narrow a small count; NothingLoaded.

    The table is attacked before it is shown, whatever hid its cells.
    """
    found = recorded_crime_by_ward_type_and_month(
        store, area=area, crime_types=None, period=Period.year(year), version=version, at=at
    )
    if len(found.months) < 12:
        raise ValueError(f"{year} is not held as a whole, so no table of it is published.")
    counts = np.vstack([found.counts.sum(axis=2), found.not_certain.sum(axis=1)])
    protected = suppress(counts, RULE)
    if narrowed(two_way(counts), protected.hidden.ravel(), RULE):
        raise ValueError(f"The table of {year} cannot be published: a small count in it could be worked out.")
    codes, names = (*found.codes, "", ""), (*found.names, "Ward not certain", "All wards")
    types = (*found.crime_types, "All types")
    # The receipt is everybody's too, so it holds what is shown and nothing else.
    cells = [[protected.shown(row, column) for column in range(len(types))] for row in range(len(names))]
    shown = {
        code or name: [None if isinstance(cell, Missing) else cell for cell in line]
        for code, name, line in zip(codes, names, cells, strict=True)
    }
    settings = {"withheld": _HIGHEST_IN_WORDS, "year": year}
    receipt = receipted(found.receipt, METHOD, settings, {"types": list(types), "shown": shown})
    return WardTable(
        year,
        codes,
        names,
        types,
        protected,
        _answer(area, year, protected, receipt, is_complete=bool(found.is_known.all())),
    )


def again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    said = receipt.parameters
    area, year = find_area(said["area"]), said["settings"]["year"]
    return ward_table(store, area, year, receipt.computed_at, standing_of(receipt.version, said)).answer.receipt


def _answer(area: Area, year: int, protected: Protected, receipt: Receipt, *, is_complete: bool) -> Answer:
    hidden, cells = int(protected.hidden.sum()), protected.hidden.size
    total = protected.shown(-1, -1)
    said = "A number that is withheld" if isinstance(total, Missing) else f"{total:,}"
    finding = (
        f"{said} crimes and incidents of anti-social behaviour were recorded in {area.name} in {year}. Below they are "
        f"by ward and type; {hidden:,} of {cells:,} numbers are withheld, so that nobody can be picked out."
    )
    method = (
        f"Numbers from {_HIGHEST_IN_WORDS} are withheld, and {protected.hidden_to_protect:,} more from which one of "
        "them could be worked out with the totals. Before the table is shown, a program tries to work each out (linear "
        "programming): every small number could still be anything from "
        f"{_HIGHEST_IN_WORDS}. Nought is shown."
    )
    caveats: tuple[str, ...] = (
        "Only whole calendar years are published, so that the difference of two tables is never a table of one month.",
        "Wards are those of 2024, made of whole small areas; small areas across wards have a line of their own.",
        "What was recorded is not all that happened, and where many people pass more is recorded than where few do.",
    )
    if not is_complete:
        caveats = ("Some months of the year came in files that are plainly incomplete: expect too few.", *caveats)
    return Answer(finding, method, caveats, receipt)


WARD_TABLE = PageAnalysis(
    text="Open data",
    address="intelligence:open-data",
    asks="What was recorded in each ward, in a table that everybody may have?",
    methods={METHOD: "Count of the rows in each ward by crime type, small counts withheld"},
    again=again,
)
