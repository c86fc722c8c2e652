"""Computing a receipt again: the same method, parameters and version, by today's code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, UnknownArea, find_area
from saferplace.evidence.queries.by_month import recorded_crime_by_month, recorded_crime_by_type_and_month
from saferplace.evidence.queries.by_place import recorded_crime_by_lsoa, recorded_crime_by_ward
from saferplace.evidence.queries.comparators import figures_compared
from saferplace.evidence.queries.points import recorded_crime_at_points
from saferplace.evidence.queries.rows import recorded_crime_rows
from saferplace.evidence.queries.street import CrimeTypes, NothingLoaded
from saferplace.evidence.queries.without_location import rows_without_location
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


class _Answer(Protocol):
    @property
    def receipt(self) -> Receipt: ...


METHODS: Mapping[str, Callable[..., _Answer]] = {
    question.__name__: question
    for question in (
        recorded_crime_by_month,
        recorded_crime_by_type_and_month,
        recorded_crime_by_ward,
        recorded_crime_by_lsoa,
        recorded_crime_at_points,
        recorded_crime_rows,
        rows_without_location,
        figures_compared,
    )
}


class CannotRecompute(ValueError):
    """The receipt names a method, an area or evidence that is not here. The message says which."""


def recompute(store: EvidenceStore, receipt: Receipt) -> Receipt:
    """What the receipt's question gives now, at the version it named and with its time.

    Compare ``result``: equal means the number stands. The digest also differs when the code's version has changed.
    Raises CannotRecompute, or ValueError when the version is no longer there.
    """
    question = METHODS.get(receipt.method)
    if question is None:
        raise CannotRecompute(f"This version of Saferplace cannot compute “{receipt.method}” again.")
    try:
        return question(store, version=receipt.version, **_arguments(receipt)).receipt
    except (NothingLoaded, UnknownArea) as gone:
        raise CannotRecompute(str(gone)) from gone


def _arguments(receipt: Receipt) -> dict[str, Any]:
    said = receipt.parameters
    if receipt.method == figures_compared.__name__:
        return {**said, "at": receipt.computed_at}
    area: Area = find_area(said["area"])
    crime_types: CrimeTypes = None if said["crime_types"] is None else frozenset(said["crime_types"])
    first, last = said["period"].split("/")
    at: dt.datetime = receipt.computed_at
    return {
        "area": area,
        "crime_types": crime_types,
        "period": Period(Month.parse(first), Month.parse(last)),
        "at": at,
        **({"place": tuple(said["place"])} if "place" in said else {}),
    }
