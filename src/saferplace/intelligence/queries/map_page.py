"""Recorded crime at the publisher's map points: one answer that both the map and its list draw from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.queries import (
    Place,
    PlaceCounts,
    Point,
    Points,
    PointsCompared,
    RowsWithoutLocation,
    coverage,
    points_compared,
    recorded_crime_at_points,
    recorded_crime_by_ward,
    rows_without_location,
)
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore

Answer = TypeVar("Answer")

# A district's year has about 2,000 points. Beyond this a page would only waste its reader's time.
MOST_POINTS = 3000


@dataclass(frozen=True)
class MapQuestion:
    """crime_types: None for all. ward_code: blank for the whole partnership."""

    crime_types: frozenset[str] | None
    period: Period
    ward_code: str = ""


@dataclass(frozen=True)
class ShownPlace:
    """One line of the list and one circle of the map. number: its rank, the same in both."""

    number: int
    point: Point

    @property
    def name(self) -> str:
        return self.point.location or "No street name"

    @property
    def ward(self) -> str:
        return " / ".join(self.point.wards) or "Not certain"

    @property
    def types_in_words(self) -> str:
        """Most first: 'Shoplifting 43, Robbery 2'."""
        most_first = sorted(self.point.by_type.items(), key=lambda counted: (-counted[1], counted[0]))
        return ", ".join(f"{name} {count:,}" for name, count in most_first)

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
            },
        }


@dataclass(frozen=True)
class MapPage:
    """by_ward: None when one ward was asked for. redrawn: where the publisher's points were replaced in the period."""

    area: Area
    question: MapQuestion
    found: Points
    by_ward: PlaceCounts | None
    nowhere: RowsWithoutLocation
    redrawn: tuple[PointsCompared, ...]

    @cached_property
    def places(self) -> tuple[ShownPlace, ...]:
        """Those shown, most rows first."""
        return tuple(ShownPlace(rank, point) for rank, point in enumerate(self.found.points[:MOST_POINTS], start=1))

    @property
    def not_shown(self) -> int:
        return len(self.found.points) - len(self.places)

    @property
    def rows_not_shown(self) -> int:
        return self.found.total - sum(place.point.total for place in self.places)

    def as_geojson(self) -> dict[str, Any]:
        """The list's places, numbers and words, for the map to draw."""
        return {"type": "FeatureCollection", "features": [place.as_geojson() for place in self.places]}


def map_page(store: EvidenceStore, area: Area, question: MapQuestion, *, at: dt.datetime) -> MapPage:
    """Four questions to the evidence at the most. Raises NothingLoaded before the first import."""
    # One version for all of them, though an import may end between two.
    version = open_street(store).version
    asked = partial(_ask, store, question, version, at)
    shown = find_area(question.ward_code) if question.ward_code else area
    found = asked(recorded_crime_at_points, shown)
    return MapPage(
        area=shown,
        question=question,
        found=found,
        by_ward=None if question.ward_code else asked(recorded_crime_by_ward, area),
        nowhere=asked(rows_without_location, area),
        redrawn=tuple(
            compared
            for compared in points_compared(store, area=area, version=version)
            if compared.are_redrawn
            and question.period.first <= compared.last_month_before
            and compared.first_month_after <= question.period.last
        ),
    )


def place_of(written: str) -> Place | None:
    """The place that `ShownPlace.key` wrote into an address; None for anything else."""
    longitude, _, rest = written.partition(",")
    latitude, _, location = rest.partition(",")
    try:
        return float(longitude), float(latitude), location
    except ValueError:
        return None


def _ask(
    store: EvidenceStore, question: MapQuestion, version: int, at: dt.datetime, ask: Callable[..., Answer], area: Area
) -> Answer:
    return ask(store, area=area, crime_types=question.crime_types, period=question.period, version=version, at=at)


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
