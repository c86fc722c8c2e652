"""What was recorded, as points and as small areas with a count for each month, whichever data set it is of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Month, runs_in_words
from saferplace.evidence.areas import lsoa_codes
from saferplace.evidence.queries import (
    RecordEvents,
    record_events,
    recorded_crime_at_points_by_month,
    recorded_crime_by_lsoa_and_month,
)
from saferplace.evidence.queries.held import MonthsHeld
from saferplace.evidence.queries.records_held import RecordMonths
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import lsoa_editions, reference_table
from saferplace.intelligence.analyses.ground import Metres, in_metres, parts_of_2021
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.queries.data_sets import provider_name

POINTS_ARE_ANONYMISED = (
    "Points are near where something happened, never the place itself: data.police.uk moves every crime to one of its "
    "own anonymous points, so streets are not told apart exactly, and shops, car parks and stations collect crimes."
)
_METRES_OF_ONE_PLACE = 10  # records that partners sent are put together within this


class NoMonthHeld(ValueError):
    """Nothing of the period was ever loaded or sent. The message says so."""


@dataclass(frozen=True, eq=False)
class PlacedPoints:
    """counts: shape (places, months). caveats: what the points, and the months held, cannot say."""

    easting: Metres
    northing: Metres
    names: tuple[str, ...]
    months: tuple[Month, ...]
    counts: npt.NDArray[np.int64]
    caveats: tuple[str, ...]
    receipt: Receipt

    @property
    def totals(self) -> npt.NDArray[np.int64]:
        totals: npt.NDArray[np.int64] = self.counts.sum(axis=1)
        return totals


@dataclass(frozen=True, eq=False)
class PlacedInAreas:
    """codes: of LSOAs, or of the ground that both editions share. counts: shape (places, months)."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    months: tuple[Month, ...]
    counts: npt.NDArray[np.int64]
    caveats: tuple[str, ...]
    receipt: Receipt


def placed_points(question: LayerQuestion) -> PlacedPoints:
    """Whoever asks has settled who may see points. Raises NothingLoaded, and NoMonthHeld."""
    if not question.is_recorded_crime:
        return _points_of_records(question)
    found = question.put_to_crime(recorded_crime_at_points_by_month)
    _refuse_without_months(found.months, question)
    east, north = in_metres(found.longitude, found.latitude)
    caveats = (POINTS_ARE_ANONYMISED, *_police_months(found.held, question))
    return PlacedPoints(east, north, found.names, found.months, found.counts, caveats, found.receipt)


def placed_in_areas(question: LayerQuestion) -> PlacedInAreas:
    """Counts of every small area of the question's area, noughts too. Raises as `placed_points`."""
    if not question.is_recorded_crime:
        return _areas_of_records(question)
    found = question.put_to_crime(recorded_crime_by_lsoa_and_month)
    _refuse_without_months(found.months, question)
    joined = (
        "The months use two editions of small areas. Areas that were redrawn between them count as one.",
    ) if found.is_joined else ()  # fmt: skip
    caveats = (*joined, *_police_months(found.held, question))
    names = _with_wards(found.codes, found.names)
    return PlacedInAreas(found.codes, names, found.months, found.counts, caveats, found.receipt)


def _points_of_records(question: LayerQuestion) -> PlacedPoints:
    events = question.put_to_records(record_events)
    has_point = np.isfinite(events.easting) & np.isfinite(events.northing)
    grid = np.column_stack((events.easting, events.northing))[has_point] / _METRES_OF_ONE_PLACE
    places, of_place = np.unique(np.rint(grid).astype(np.int64), axis=0, return_inverse=True)
    months = events.months.held
    _refuse_without_months(months, question)
    counts = np.zeros((len(places), len(months)), dtype=np.int64)
    np.add.at(counts, (of_place.ravel(), _columns(events, months)[has_point]), events.number[has_point])
    names: list[str] = [""] * len(places)
    for place, location in zip(of_place.ravel(), np.array(events.location, dtype=object)[has_point], strict=True):
        names[place] = names[place] or location
    left_out = int(events.number[~has_point].sum())
    caveats = (f"{left_out:,} more of the area carry no point and are not in this.",) if left_out else ()
    middles = np.asarray(places * _METRES_OF_ONE_PLACE, dtype=np.float64)
    return PlacedPoints(
        middles[:, 0],
        middles[:, 1],
        tuple(name or "No street name" for name in names),
        months,
        counts,
        (*caveats, *partners_months(events.months, question.kinds)),
        events.receipt,
    )


def _areas_of_records(question: LayerQuestion) -> PlacedInAreas:
    events = question.put_to_records(record_events)
    lsoas = reference_table("lsoas")
    ours = lsoas.filter(lsoas["lsoa_code"].is_in(sorted(lsoa_codes(question.area))))
    names = dict(ours.select("lsoa_code", "lsoa_name").iter_rows())
    codes = tuple(sorted(code for code in names if lsoa_editions()[code] in ("2021", "both")))
    row_of = {code: number for number, code in enumerate(codes)}
    months = events.months.held
    _refuse_without_months(months, question)
    row = np.array([row_of.get(code, -1) for code in events.lsoa_code], dtype=np.int64)
    inside = row >= 0
    counts = np.zeros((len(codes), len(months)), dtype=np.int64)
    np.add.at(counts, (row[inside], _columns(events, months)[inside]), events.number[inside])
    elsewhere = int(events.number[~inside].sum())
    caveats = (f"{elsewhere:,} more cannot be put in one small area of 2021.",) if elsewhere else ()
    said = (*caveats, *partners_months(events.months, question.kinds))
    named = _with_wards(codes, tuple(names[code] for code in codes))
    return PlacedInAreas(codes, named, months, counts, said, events.receipt)


def _with_wards(codes: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """People know wards, and hardly any small area by its name. Ground of several wards bears all their names."""
    lsoas = reference_table("lsoas").join(reference_table("wards"), "ward_code")
    wards = dict(lsoas.select("lsoa_code", "ward_name").iter_rows())
    named = []
    for code, name in zip(codes, names, strict=True):
        parts = [part for whole in code.split("+") for part in parts_of_2021(whole)]
        inside = sorted({wards[part] for part in parts if part in wards})
        named.append(f"{name} ({' / '.join(inside)})" if inside else name)
    return tuple(named)


def _columns(events: RecordEvents, months: tuple[Month, ...]) -> npt.NDArray[np.int64]:
    """In which of the months held each record lies; records of other months are not among the events."""
    at = {str(month): column for column, month in enumerate(months)}
    return np.array([at[month] for month in events.month], dtype=np.int64)


def _refuse_without_months(months: tuple[Month, ...], question: LayerQuestion) -> None:
    if not months:
        asked = f"{question.period.in_words()} can be counted in {question.area.name}"
        raise NoMonthHeld(f"No month of {asked}: that is no data, not zero.")


def _police_months(held: MonthsHeld, question: LayerQuestion) -> tuple[str, ...]:
    said = []
    if held.not_held:
        said.append(f"No file is held for {runs_in_words(held.not_held)}: that is no data, not zero.")
    if spoilt := held.spoilt(question.kinds):
        said.append(f"The files of {runs_in_words(spoilt)} were plainly incomplete: expect too few there.")
    return tuple(said)


def partners_months(months: RecordMonths, kinds: frozenset[str] | None) -> tuple[str, ...]:
    """What the months that partners sent leave out of the answer, a sentence each."""
    senders: dict[str, list[Month]] = {}
    for month, absent in months.not_held.items():
        for sender in absent:
            senders.setdefault(sender, []).append(month)
    said = [f"{provider_name(one)} has not sent {runs_in_words(missing)}." for one, missing in sorted(senders.items())]
    if spoilt := months.spoilt(kinds):
        said.append(f"Far fewer than usual in {runs_in_words(spoilt)}: part of the file may be missing.")
    return tuple(said)
