"""Towns, villages and wards of an area by name, so that “High Street, Tring” is not the High Street of Berkhamsted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from saferplace.evidence.areas import Area, lsoa_codes
from saferplace.evidence.places.street_names import fold, folded
from saferplace.evidence.reference import reference_table

# A street that is not in the ward named like the town may still be of the town. Towns here lie 6 km apart and more.
NEAR_M = 3_500
_POINTS_OF_THE_COMPASS = frozenset({"north", "south", "east", "west", "central", "town", "castle", "rural"})
# Written after every address, and of no help in telling streets of one area apart.
_EVERYWHERE = frozenset({"uk", "united kingdom", "england", "wales", "gb", "herts"})


@dataclass(frozen=True)
class Localities:
    """middles: folded name to points (easting, northing) that it may mean. wards: folded name to names of wards.

    ignored: folded names that say no more than the area itself does. ward_names: LSOA to the name of its ward.
    """

    middles: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    wards: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ignored: frozenset[str] = _EVERYWHERE
    ward_names: Mapping[str, str] = field(default_factory=dict)

    def ward_of(self, lsoa_code: str) -> str:
        """The ward's name; blank where the LSOA is not one of the area's."""
        return self.ward_names.get(lsoa_code, "")

    def says_nothing(self, name: str) -> bool:
        return name in self.ignored

    def is_known(self, name: str) -> bool:
        return name in self.middles

    def is_near(self, name: str, easting: int, northing: int) -> bool:
        return any(math.dist((easting, northing), middle) <= NEAR_M for middle in self.middles.get(name, ()))


def localities_of(area: Area, names: pl.DataFrame) -> Localities:
    """names: rows of OS Open Names; its towns and villages are known beside the area's wards."""
    lsoas = (
        reference_table("best_fit")
        .filter(pl.col("lsoa_2021").is_in(sorted(lsoa_codes(area))))
        .join(reference_table("wards").select("ward_code", "ward_name"), on="ward_code")
        .join(reference_table("centroids").rename({"lsoa21_code": "lsoa_2021"}), on="lsoa_2021")
    )
    middles: dict[str, list[tuple[int, int]]] = {}
    wards: dict[str, set[str]] = {}
    for (ward,), inside in lsoas.sort("lsoa_2021").group_by("ward_name", maintain_order=True):
        middle = (round(_mean(inside["easting"])), round(_mean(inside["northing"])))
        for name in _names_in_ward(str(ward)):
            middles.setdefault(name, []).append(middle)
            wards.setdefault(name, set()).add(str(ward))
    towns = names.filter(~pl.col("kind").str.contains("Road")).select(
        folded(pl.col("name")).alias("name"), "easting", "northing"
    )
    for name, easting, northing in towns.iter_rows():
        middles.setdefault(name, []).append((easting, northing))
    return Localities(
        middles={name: tuple(points) for name, points in middles.items()},
        wards={name: frozenset(found) for name, found in wards.items()},
        ignored=_EVERYWHERE | {fold(area.name)} | _counties(area),
        ward_names=dict(zip(lsoas["lsoa_2021"], lsoas["ward_name"], strict=True)),
    )


def _names_in_ward(ward: str) -> Iterable[str]:
    """The settlements that a ward's name speaks of.

    >>> sorted(_names_in_ward("Bovingdon, Flaunden and Chipperfield"))
    ['bovingdon', 'bovingdon flaunden and chipperfield', 'chipperfield', 'flaunden']
    >>> sorted(_names_in_ward("Hemel Hempstead Town"))
    ['hemel hempstead', 'hemel hempstead town']
    """
    names = {fold(ward)}
    for part in re.split(r",|&|\band\b", ward):
        words = fold(part).split()
        while len(words) > 1 and words[-1] in _POINTS_OF_THE_COMPASS:
            words = words[:-1]
        names.add(" ".join(words))
    return names - {""} - _POINTS_OF_THE_COMPASS


def _counties(area: Area) -> frozenset[str]:
    """The police force's name is the county's, for most."""
    districts = reference_table("districts").filter(pl.col("lad_code").is_in(sorted(area.lad_codes)))
    return frozenset(fold(name) for name in districts["pfa_name"].unique())


def _mean(metres: pl.Series) -> float:
    return float(metres.cast(pl.Float64).to_numpy().mean())
