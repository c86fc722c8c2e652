"""How many recorded crimes lie in each ward, or each LSOA, of an area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.street import CrimeTypes, asked, lsoas_in, open_street
from saferplace.evidence.queries.street_counts import street_counts
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_path
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class PlaceCount:
    code: str
    name: str
    count: int


@dataclass(frozen=True)
class PlaceCounts:
    """places: by code. not_certain: rows of the area that cannot be put in one of them.

    The counts cover `months.counted`; `months` also says which of those are in doubt. Without such a month there are
    no places: an area of which nothing is held has no noughts either.
    """

    places: tuple[PlaceCount, ...]
    not_certain: int
    months: MonthsHeld
    receipt: Receipt

    @property
    def total(self) -> int:
        return self.not_certain + sum(place.count for place in self.places)


def recorded_crime_by_ward(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> PlaceCounts:
    """Counts per ward of 2024, also of wards without a crime, by the best fit of whole LSOAs.

    Rows of a 2011 LSOA whose parts of 2021 lie in several wards are not certain, and are never shared out.
    """
    street = open_street(store, version)
    months = months_held(street, area, period, engine=engine)
    counts = street_counts(engine, street, months=months.counted, crime_types=crime_types, area=area)
    per_lsoa = counts.group_by("lsoa_code").aggregate(n=counts.n.sum())
    joined = lsoas_in(engine, area).select("lsoa_code", "ward_code").left_join(per_lsoa, "lsoa_code")
    per_ward = joined.group_by(code=joined.ward_code).aggregate(n=joined.n.sum().fill_null(0))
    wards = engine.table([str(reference_path("wards"))])
    named = per_ward.left_join(wards, per_ward.code == wards.ward_code)
    # With no month to count, a list of wards would be a list of noughts.
    found = engine.run(named.select("code", "n", name=named.ward_name).order_by("code")) if months.counted else []
    receipt = street.receipt("recorded_crime_by_ward", asked(area, crime_types, period), _as_json(found, months), at)
    return _place_counts(found, months, receipt)


def recorded_crime_by_lsoa(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> PlaceCounts:
    """Counts per LSOA code as the files give it, so of both editions for a long period; only codes with rows."""
    street = open_street(store, version)
    months = months_held(street, area, period, engine=engine)
    counts = street_counts(engine, street, months=months.counted, crime_types=crime_types, area=area)
    per_lsoa = counts.group_by("lsoa_code").aggregate(n=counts.n.sum())
    joined = lsoas_in(engine, area).select("lsoa_code", name="lsoa_name").join(per_lsoa, "lsoa_code")
    found = engine.run(joined.select("name", "n", code="lsoa_code").order_by("code"))
    receipt = street.receipt("recorded_crime_by_lsoa", asked(area, crime_types, period), _as_json(found, months), at)
    return _place_counts(found, months, receipt)


def _place_counts(found: Sequence[Mapping[str, Any]], months: MonthsHeld, receipt: Receipt) -> PlaceCounts:
    places = tuple(PlaceCount(row["code"], row["name"], int(row["n"])) for row in found if row["code"] is not None)
    not_certain = sum(int(row["n"]) for row in found if row["code"] is None)
    return PlaceCounts(places, not_certain, months, receipt)


def _as_json(found: Sequence[Mapping[str, Any]], months: MonthsHeld) -> dict[str, Any]:
    return {
        "counts": {row["code"]: int(row["n"]) for row in found if row["code"] is not None},
        "not_certain": sum(int(row["n"]) for row in found if row["code"] is None),
        **months.left_out_as_json(),
    }
