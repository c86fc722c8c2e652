"""Computing a receipt again: the same method, parameters and version, by today's code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.queries.by_month import recorded_crime_by_month, recorded_crime_by_type_and_month
from saferplace.evidence.queries.by_place import recorded_crime_by_lsoa, recorded_crime_by_ward
from saferplace.evidence.queries.comparators import figures_compared
from saferplace.evidence.queries.country import recorded_crime_by_partnership_and_type, top_lsoas
from saferplace.evidence.queries.crime_outcomes import outcome_rates
from saferplace.evidence.queries.figures import figures_of
from saferplace.evidence.queries.lsoas_by_month import recorded_crime_by_lsoa_and_month
from saferplace.evidence.queries.offences import offence_counts, offence_weights
from saferplace.evidence.queries.outcomes_reached import outcomes_reached
from saferplace.evidence.queries.points import recorded_crime_at_points
from saferplace.evidence.queries.points_by_month import recorded_crime_at_points_by_month
from saferplace.evidence.queries.points_by_type import recorded_crime_at_points_by_type
from saferplace.evidence.queries.record_events import record_events
from saferplace.evidence.queries.record_hours import record_hours
from saferplace.evidence.queries.record_rows import record_rows
from saferplace.evidence.queries.records_at_points import records_at_points
from saferplace.evidence.queries.records_by_month import records_by_month
from saferplace.evidence.queries.records_by_place import records_by_lsoa, records_by_ward
from saferplace.evidence.queries.records_withheld import records_withheld_by_ward
from saferplace.evidence.queries.restatement import restatement
from saferplace.evidence.queries.rows import recorded_crime_rows
from saferplace.evidence.queries.searches import searches
from saferplace.evidence.queries.street import CrimeTypes
from saferplace.evidence.queries.wards_by_type_and_month import recorded_crime_by_ward_type_and_month
from saferplace.evidence.queries.without_location import rows_without_location
from saferplace.evidence.receipts import JsonObject, Receipt
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore


class _Answer(Protocol):
    @property
    def receipt(self) -> Receipt: ...


_Question = Callable[..., _Answer]


def _named(*questions: _Question) -> dict[str, _Question]:
    return {question.__name__: question for question in questions}


_OF_STREET_CRIME = _named(
    recorded_crime_by_month,
    recorded_crime_by_type_and_month,
    recorded_crime_by_ward,
    recorded_crime_by_ward_type_and_month,
    recorded_crime_by_lsoa,
    recorded_crime_by_lsoa_and_month,
    recorded_crime_at_points,
    recorded_crime_at_points_by_month,
    recorded_crime_at_points_by_type,
    recorded_crime_rows,
    rows_without_location,
)
_OF_RECORDS = _named(
    records_by_month, records_by_ward, records_by_lsoa, records_at_points, record_rows, record_hours, record_events
)
_OF_FIGURES = _named(figures_of)
_OF_OFFENCES = _named(offence_counts, offence_weights)
_OF_THE_COUNTRY = _named(recorded_crime_by_partnership_and_type, top_lsoas)
METHODS: Mapping[str, _Question] = {
    **_OF_STREET_CRIME,
    **_OF_THE_COUNTRY,
    **_OF_RECORDS,
    **_OF_FIGURES,
    **_named(outcome_rates, outcomes_reached, searches, records_withheld_by_ward, figures_compared),
    **_OF_OFFENCES,
}


class CannotRecompute(ValueError):
    """The receipt names a method, an area or evidence that is not here. The message says which."""


def recompute(store: EvidenceStore, receipt: Receipt, *, find_source: Callable[[str], Source] = source_of) -> Receipt:
    """What the receipt's question gives now, at the version it named and with its time.

    store: the one that holds the receipt's data set. Compare ``result``: equal means the number stands. The digest
    also differs when the code's version has changed.
    Raises CannotRecompute, or ValueError when the version is no longer there.
    """
    if receipt.method == restatement.__name__:
        return _restatement_again(store, receipt, find_source(receipt.data_set))
    question = METHODS.get(receipt.method)
    if question is None:
        raise CannotRecompute(f"This version of Saferplace cannot compute “{receipt.method}” again.")
    try:
        asked = _arguments(receipt, find_source)
        version = standing_of(receipt.version, receipt.parameters)
        return question(store, version=version, at=receipt.computed_at, **asked).receipt
    except LookupError as gone:  # no such area, no such data set, nothing loaded
        raise CannotRecompute(str(gone)) from gone


def _restatement_again(store: EvidenceStore, receipt: Receipt, source: Source) -> Receipt:
    said = receipt.parameters
    return restatement(
        store, source, before=said["before"], after=receipt.version, units=said["units"], at=receipt.computed_at
    ).receipt


def _arguments(receipt: Receipt, find_source: Callable[[str], Source]) -> dict[str, Any]:
    said = receipt.parameters
    if receipt.method in _OF_STREET_CRIME:
        return _about_street_crime(said)
    if receipt.method in _OF_THE_COUNTRY:
        limit = {"limit": said["limit"]} if "limit" in said else {}
        return {"crime_types": _names(said["crime_types"]), "period": _period(said["period"]), **limit}
    if receipt.method == "figures_compared" or receipt.method in _OF_OFFENCES:
        return dict(said)
    if receipt.method == "outcome_rates":
        return {**_about_street_crime(said), "street_version": said["street_version"]}
    if receipt.method == "outcomes_reached":
        about = {"area": find_area(said["area"]), "period": _period(said["period"])}
        return {**about, "street_version": said["street_version"]}
    if receipt.method == "searches":
        return {"forces": tuple(said["forces"]), "period": _period(said["period"])}
    source = find_source(receipt.data_set)
    if receipt.method == "records_withheld_by_ward":
        return {"source": source, "area": find_area(said["area"]), "period": _period(said["period"])}
    return _about_records(said, source) if receipt.method in _OF_RECORDS else _about_figures(said, source)


def _about_street_crime(said: JsonObject) -> dict[str, Any]:
    area: Area = find_area(said["area"])
    crime_types: CrimeTypes = _names(said["crime_types"])
    return {"area": area, "crime_types": crime_types, "period": _period(said["period"]), **_place(said)}


def _about_records(said: JsonObject, source: Source) -> dict[str, Any]:
    return {
        "source": source,
        "area": None if said["area"] is None else find_area(said["area"]),
        "categories": _names(said["categories"]),
        "providers": _names(said["providers"]),
        "period": _period(said["period"]),
        **_place(said),
    }


def _about_figures(said: JsonObject, source: Source) -> dict[str, Any]:
    plain = {name: said[name] for name in ("indicator", "area_code", "breakdown", "provider")}
    return {"source": source, "months": _period(said["months"]), **plain}


def _names(said: list[str] | None) -> frozenset[str] | None:
    return None if said is None else frozenset(said)


def _period(written: str) -> Period:
    first, last = written.split("/")
    return Period(Month.parse(first), Month.parse(last))


def _place(said: JsonObject) -> dict[str, Any]:
    return {"place": tuple(said["place"])} if "place" in said else {}
