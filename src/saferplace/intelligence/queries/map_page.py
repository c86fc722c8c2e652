"""Recorded crime and partners' records on one map: one answer that both the map and its list draw from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeVar

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.queries import (
    Place,
    PlaceCounts,
    Point,
    Points,
    PointsCompared,
    RecordPoint,
    RowsWithoutLocation,
    coverage,
    points_compared,
    recorded_crime_at_points,
    recorded_crime_by_ward,
    rows_without_location,
)
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.as_it_stood import AsItStood
from saferplace.intelligence.queries.analysis_layer import analysis_layer
from saferplace.intelligence.queries.map_layers import POLICE, LayerAsked, MapLayer, Symbol, map_layers

Answer = TypeVar("Answer")

# A district's year has about 2,000 points. Beyond this a page would only waste its reader's time.
MOST_POINTS = 3000
RECORDED_CRIME = "Recorded crime"


@dataclass(frozen=True)
class MapQuestion:
    """crime_types: None for all. ward_code: blank for the whole partnership. has_police: recorded crime is asked for.
    layers: partners' data sets beside it. stood: None for now. analysis: None for none. settings: of it.
    """

    crime_types: frozenset[str] | None
    period: Period
    ward_code: str = ""
    has_police: bool = True
    layers: tuple[LayerAsked, ...] = ()
    stood: AsItStood | None = None
    analysis: MapAnalysis | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownPlace:
    """One line of the list and one symbol of the map. number: its rank, the same in both."""

    number: int
    point: Point | RecordPoint
    source: str
    symbol: Symbol
    receipt: Receipt

    @property
    def name(self) -> str:
        return self.point.location or "No street name"

    @property
    def ward(self) -> str:
        return " / ".join(self.point.wards) or "Not certain"

    @property
    def types_in_words(self) -> str:
        """Most first: 'Shoplifting 43, Robbery 2'."""
        kinds = self.point.by_type if isinstance(self.point, Point) else self.point.by_category
        most_first = sorted(kinds.items(), key=lambda counted: (-counted[1], counted[0]))
        return ", ".join(f"{name} {count:,}" for name, count in most_first)

    @property
    def certainty(self) -> str:
        """How sure the place is, where a partner sent it: 'certain', or each with its number when mixed."""
        if isinstance(self.point, Point):
            return "A published point nearby"
        found = self.point.by_certainty
        if len(found) == 1:
            return next(iter(found)).capitalize()
        return ", ".join(f"{count:,} {certainty}" for certainty, count in sorted(found.items()))

    @property
    def key(self) -> str:
        """The place in an address; `place_of` reads it back."""
        return f"{self.point.longitude},{self.point.latitude},{self.point.location}"

    def as_geojson(self) -> dict[str, Any]:
        return {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [self.point.longitude, self.point.latitude]},
            "properties": {
                "number": self.number,
                "location": self.name,
                "ward": self.ward,
                "total": self.point.total,
                "types": self.types_in_words,
                "source": self.source,
                "shape": self.symbol.shape,
                "colour": self.symbol.colour,
            },
        }


@dataclass(frozen=True)
class MapPage:
    """found, nowhere: None when recorded crime was not asked for. by_ward: None then, and when one ward was asked for.
    redrawn: where the publisher's points were replaced in the period. layers: what partners sent.
    analysed: None when no analysis was asked for, or a sentence that says why there is none.
    """

    area: Area
    question: MapQuestion
    found: Points | None
    by_ward: PlaceCounts | None
    nowhere: RowsWithoutLocation | None
    redrawn: tuple[PointsCompared, ...]
    layers: tuple[MapLayer, ...] = ()
    analysed: AreaLayer | str | None = None

    @property
    def areas(self) -> AreaLayer | None:
        """The analysis, where there is an answer."""
        return self.analysed if isinstance(self.analysed, AreaLayer) else None

    @property
    def why_not_analysed(self) -> str:
        return self.analysed if isinstance(self.analysed, str) else ""

    @cached_property
    def places(self) -> tuple[ShownPlace, ...]:
        """Those shown, most first. Sources stand beside each other and are never added up."""
        return tuple(
            ShownPlace(rank, point, source, symbol, receipt)
            for rank, (point, source, symbol, receipt) in enumerate(self._all[:MOST_POINTS], start=1)
        )

    @cached_property
    def _all(self) -> list[tuple[Point | RecordPoint, str, Symbol, Receipt]]:
        found: list[tuple[Point | RecordPoint, str, Symbol, Receipt]] = []
        if self.found is not None:
            found += [(point, RECORDED_CRIME, POLICE, self.found.receipt) for point in self.found.points]
        for layer in self.layers:
            if layer.points is not None:
                receipt = layer.points.receipt
                found += [(point, layer.title, layer.symbol, receipt) for point in layer.points.points]
        return sorted(found, key=lambda place: -place[0].total) if self.layers else found

    @property
    def not_shown(self) -> int:
        return len(self._all) - len(self.places)

    @property
    def rows_not_shown(self) -> int:
        return sum(point.total for point, *_ in self._all[MOST_POINTS:])

    @property
    def sources(self) -> int:
        return len(self.layers) + (self.found is not None)

    @property
    def shows_points(self) -> bool:
        """Whether anything that was chosen may be shown at points at all."""
        return self.found is not None or any(layer.points is not None for layer in self.layers)

    @property
    def receipts(self) -> list[Receipt]:
        """Those that the page links to."""
        found = [answer.receipt for answer in (self.found, self.nowhere) if answer is not None]
        for layer in self.layers:
            found += [answer.receipt for answer in (layer.points, layer.withheld) if answer is not None]
        return found + ([self.areas.answer.receipt] if self.areas else [])

    @property
    def ward_columns(self) -> list[str]:
        """The headings of the table of wards: one for each source that can be told by ward."""
        police = [RECORDED_CRIME] if self.by_ward else []
        return police + [layer.title for layer in self.layers if layer.by_ward or layer.withheld]

    @property
    def ward_rows(self) -> list[tuple[str, list[str]]]:
        """Ward, and what each source says of it in words. The last line is what no one ward can be given."""
        columns = [_column(self.by_ward)] if self.by_ward else []
        for layer in self.layers:
            if layer.by_ward is not None:
                columns.append(_column(layer.by_ward))
            elif layer.withheld is not None:
                columns.append({ward.code: (ward.name, ward.in_words) for ward in layer.withheld.wards})
        codes = {code: name for column in columns for code, (name, _) in column.items() if code}
        listed = sorted(codes.items(), key=lambda ward: ward[1])
        return [
            (name, [column.get(code, ("", "No data"))[1] for column in columns])
            for code, name in [*listed, ("", "Ward not certain")]
            if columns
        ]

    def as_geojson(self) -> dict[str, Any]:
        """The list's places, numbers and words, for the map to draw."""
        return {"type": "FeatureCollection", "features": [place.as_geojson() for place in self.places]}


def _column(counted: Any) -> dict[str, tuple[str, str]]:
    """Ward code to name and count, of `PlaceCounts` or `RecordPlaces`; a blank code is no one ward."""
    column = {place.code: (place.name, f"{place.count:,}") for place in counted.places}
    return {**column, "": ("", f"{counted.not_certain:,}")}


def map_page(
    store: EvidenceStore,
    partners: EvidenceStore,
    area: Area,
    question: MapQuestion,
    *,
    may_see_sensitive: bool,
    at: dt.datetime,
) -> MapPage:
    """store: of open data; partners: the partnership's own. At most four questions for recorded crime, and two for
    each data set of partners. Raises NothingLoaded before the first import, and ValueError, in a sentence, when nothing
    was there on the day that was asked for.
    """
    shown = find_area(question.ward_code) if question.ward_code else area
    layers = map_layers(
        partners,
        area,
        question.layers,
        question.period,
        ward_code=question.ward_code,
        may_see_sensitive=may_see_sensitive,
        stood=question.stood,
        at=at,
    )
    analysed = analysis_layer(store, partners, shown, question, may_see_sensitive=may_see_sensitive, at=at)
    if not question.has_police:
        return MapPage(shown, question, None, None, None, (), layers, analysed)
    # One state for all of them, though an import may end between two.
    asked_for = question.stood.standing(store, DATA_SET) if question.stood else None
    standing = open_street(store, asked_for).standing
    asked = partial(_ask, store, question, standing, at)
    return MapPage(
        area=shown,
        question=question,
        found=asked(recorded_crime_at_points, shown),
        by_ward=None if question.ward_code else asked(recorded_crime_by_ward, area),
        nowhere=asked(rows_without_location, area),
        redrawn=tuple(
            compared
            for compared in points_compared(store, area=area, version=standing)
            if compared.are_redrawn
            and question.period.first <= compared.last_month_before
            and compared.first_month_after <= question.period.last
        ),
        layers=layers,
        analysed=analysed,
    )


def map_areas(
    store: EvidenceStore,
    partners: EvidenceStore,
    area: Area,
    question: MapQuestion,
    *,
    may_see_sensitive: bool,
    at: dt.datetime,
) -> AreaLayer | str | None:
    """Only the analysis of `map_page`: a sentence where there is no answer, None where none was asked for."""
    shown = find_area(question.ward_code) if question.ward_code else area
    return analysis_layer(store, partners, shown, question, may_see_sensitive=may_see_sensitive, at=at)


def place_of(written: str) -> Place | None:
    """The place that `ShownPlace.key` wrote into an address; None for anything else."""
    longitude, _, rest = written.partition(",")
    latitude, _, location = rest.partition(",")
    try:
        return float(longitude), float(latitude), location
    except ValueError:
        return None


def _ask(
    store: EvidenceStore,
    question: MapQuestion,
    standing: Standing,
    at: dt.datetime,
    ask: Callable[..., Answer],
    area: Area,
) -> Answer:
    return ask(store, area=area, crime_types=question.crime_types, period=question.period, version=standing, at=at)


def months_to_choose(store: EvidenceStore, area: Area) -> tuple[Month, ...]:
    """Months held by every force that polices the area, in order. Raises NothingLoaded before the first import."""
    held = [set(force.months) for force in coverage(store).forces if force.force in area.force_slugs]
    return tuple(sorted(set.intersection(*held))) if held else ()


def newest_run(months: tuple[Month, ...], most: int = 12) -> Period:
    """The newest consecutive months, ``most`` at the most: what the page shows before anybody chooses."""
    first = last = months[-1]
    while first + -1 in months and last - first < most - 1:
        first = first + -1
    return Period(first, last)


def wards_to_choose(area: Area) -> list[tuple[str, str]]:
    """Code and name of each ward of 2024 in the area, by name."""
    lsoas = reference_table("lsoas").filter(reference_table("lsoas")["lad_code"].is_in(sorted(area.lad_codes)))
    inside = set(lsoas["ward_code"].drop_nulls().to_list())
    wards = reference_table("wards").select("ward_code", "ward_name").iter_rows()
    return sorted(((code, name) for code, name in wards if code in inside), key=lambda ward: ward[1])
