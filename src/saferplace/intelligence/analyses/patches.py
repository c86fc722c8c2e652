"""Ground that a statistic marked out, as places that people know: its ward, its streets, and what was counted there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from saferplace.evidence.areas import Area
from saferplace.intelligence.analyses.ground import Metres, wards_at

_STREETS_NAMED = 3
_STREETS_IN_NAME = 2
_NAMELESS = frozenset({"", "No street name", "No Location"})
# What data.police.uk calls points that are no street: they are named only where no street is.
_KINDS_OF_PLACE = frozenset(
    {
        "Airport/Airfield", "Bus/Coach Station", "Conference/Exhibition Centre", "Further/Higher Educational Building",
        "Hospital", "Motorway Service Area", "Nightclub", "Park/Open Space", "Parking Area", "Pedestrian Subway",
        "Petrol Station", "Police Station", "Prison", "Race Track", "Shopping Area", "Sports/Recreation Area",
        "Supermarket", "Theatre/Concert Hall", "Theme/Adventure Park",
    }
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Patch:
    """inside: which of the points lie in it. streets: the points of its most events in words, with their counts."""

    outline: shapely.Geometry
    inside: npt.NDArray[np.bool_]
    name: str
    streets: str

    @property
    def area_km2(self) -> float:
        return float(self.outline.area) / 1e6

    @property
    def area_in_words(self) -> str:
        return f"{self.area_km2:.2f}" if self.area_km2 >= 0.01 else "Under 0.01"


def patches_of(
    area: Area,
    ground: shapely.Geometry,
    east: Metres,
    north: Metres,
    names: Sequence[str],
    counts: npt.NDArray[np.int64],
) -> list[Patch]:
    """Each connected part of ``ground`` that holds events, most events first. names, counts: of each point."""
    parts = [part for part in shapely.get_parts(ground) if part.geom_type == "Polygon"]
    found = []
    for part in parts:
        inside = shapely.intersects_xy(part, east, north)
        if counts[inside].sum() > 0:
            found.append((int(counts[inside].sum()), part, inside))
    found.sort(key=lambda one: (-one[0], one[1].bounds))
    held = (
        np.flatnonzero(shapely.intersects_xy(ground, east, north) & (counts > 0)) if found else np.zeros(0, dtype=int)
    )
    wards = dict(zip(held.tolist(), wards_at(area, east[held], north[held]), strict=True))
    return [_named(part, inside, wards, names, counts) for _, part, inside in found]


def _named(
    part: shapely.Geometry,
    inside: npt.NDArray[np.bool_],
    ward_of: Mapping[int, str],
    names: Sequence[str],
    counts: npt.NDArray[np.int64],
) -> Patch:
    wards: Counter[str] = Counter()
    streets: Counter[str] = Counter()
    for place in np.flatnonzero(inside & (counts > 0)).tolist():
        wards[ward_of.get(place, "")] += int(counts[place])
        streets[names[place].removeprefix("On or near ")] += int(counts[place])
    most = sorted(streets.items(), key=lambda pair: (pair[0] in _NAMELESS, -pair[1], pair[0]))
    known = [street for street, _ in most if street not in _NAMELESS]
    known = sorted(known, key=lambda street: street in _KINDS_OF_PLACE) or ["no street name"]
    ward = min(wards, key=lambda name: (-wards[name], name))
    around = " and ".join(known[:_STREETS_IN_NAME])
    said = ", ".join(f"{street} ({count:,})" for street, count in most[:_STREETS_NAMED])
    return Patch(part, inside, f"{ward}: {around}" if ward else around, said)
