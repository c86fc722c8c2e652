"""Stop and search as published: by month, object, legislation, outcome or people searched, and by hour and weekday.

The files give a point or none and no small area, so these questions are about a whole police force.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from saferplace import __version__
from saferplace.analysis.months import Month, Period
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_stop_and_search import POLICE_STOP_AND_SEARCH, STOP_AND_SEARCH_DATA_SET
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.standing import open_as_it_stood
from saferplace.evidence.store import EvidenceStore


class SearchColumn(StrEnum):
    """What searches can be told apart by."""

    OBJECT = "object"
    LEGISLATION = "legislation"
    OUTCOME = "outcome"
    SELF_DEFINED_ETHNICITY = "self_defined_ethnicity"
    OFFICER_DEFINED_ETHNICITY = "officer_defined_ethnicity"
    GENDER = "gender"
    AGE_RANGE = "age_range"
    SEARCH_TYPE = "search_type"


@dataclass(frozen=True)
class Searches:
    """by_month: months held to searches; a month held without one is 0. not_held: no data, not zero.

    by_column: for each column, its values to searches, most first; a blank cell is under ``None``.
    linked: searches whose outcome was linked to their object, by yes (True), no (False) and blank (None).
    without_place: searches without coordinates. by_hour: (weekday, hour) by the clock in London; weekday 0 is Monday.
    at_midnight: at 00:00 precisely, where the hour was most likely not known.
    """

    by_month: Mapping[Month, int]
    not_held: tuple[Month, ...]
    by_column: Mapping[SearchColumn, Mapping[str | None, int]]
    linked: Mapping[bool | None, int]
    without_place: int
    by_hour: Mapping[tuple[int, int], int]
    at_midnight: int
    receipt: Receipt

    @property
    def total(self) -> int:
        return sum(self.by_month.values())


def searches(
    store: EvidenceStore,
    *,
    forces: tuple[str, ...],
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> Searches:
    """Searches of these forces (slugs) in the months that all of them hold. Raises NothingLoaded."""
    opened = open_as_it_stood(store, STOP_AND_SEARCH_DATA_SET, version)
    if opened is None:
        raise NothingLoaded(f"No {POLICE_STOP_AND_SEARCH.title} has been loaded yet.")
    units = [Unit.parse(key) for key in opened.units]
    held_by = [{Month.parse(unit.period) for unit in units if unit.provider == force} for force in forces]
    months = tuple(month for month in period if held_by and all(month in held for held in held_by))
    keys = [Unit(force, str(month)).key for force in forces for month in months]
    files = opened.files(keys)
    found = engine.run(_counted(engine.table(files))) if files else []
    by_column = {column: _values(found, column) for column in SearchColumn}
    by_month = {month: _sum(found, month=str(month)) for month in months}
    by_hour = _hours(found)
    answer = {
        "by_month": {str(month): n for month, n in by_month.items()},
        "missing": {str(month): "not yet available" for month in period if month not in months},
        "by_column": {
            column.value: {value or "blank": n for value, n in counts.items()} for column, counts in by_column.items()
        },
        "without_place": _sum(found, is_placed=False),
    }
    said = {"forces": sorted(forces), "period": str(period), **opened.parameters}
    receipt = Receipt(STOP_AND_SEARCH_DATA_SET, opened.version, "searches", said, answer, __version__, at)
    return Searches(
        by_month=by_month,
        not_held=tuple(month for month in period if month not in months),
        by_column=by_column,
        linked={value: n for value in (True, False, None) if (n := _sum(found, is_outcome_linked=value))},
        without_place=_sum(found, is_placed=False),
        by_hour=by_hour,
        at_midnight=_sum(found, is_midnight=True),
        receipt=receipt,
    )


def _counted(rows: Any) -> Any:
    """One statement for every table of the page: searches told apart by everything that a table tells apart."""
    timed = rows.mutate(
        weekday=rows.local_time.day_of_week.index().cast("int32"),
        hour=rows.local_time.hour().cast("int32"),
        is_midnight=(rows.local_time.hour() == 0) & (rows.local_time.minute() == 0) & (rows.local_time.second() == 0),
        is_placed=rows.longitude.notnull() & rows.latitude.notnull(),
    )
    told_apart = ("month", *SearchColumn, "is_outcome_linked", "weekday", "hour", "is_midnight", "is_placed")
    return timed.group_by(*(str(name) for name in told_apart)).aggregate(n=timed.count())


def _sum(found: Iterable[Mapping[str, Any]], **wanted: Any) -> int:
    return sum(row["n"] for row in found if all(row[column] == value for column, value in wanted.items()))


def _values(found: Iterable[Mapping[str, Any]], column: SearchColumn) -> dict[str | None, int]:
    counts: dict[str | None, int] = {}
    for row in found:
        counts[row[column.value]] = counts.get(row[column.value], 0) + row["n"]
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0] or "")))


def _hours(found: Iterable[Mapping[str, Any]]) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = {}
    for row in found:
        cell = (row["weekday"], row["hour"])
        counts[cell] = counts.get(cell, 0) + row["n"]
    return dict(sorted(counts.items()))
