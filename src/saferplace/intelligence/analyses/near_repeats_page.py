"""Near repeats as a page shows them: the boxes in words, the zones with their places, the repeats by dwelling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saferplace.analysis.near_repeat import LEAST_PAIRS, LEVEL, KnoxCell, Zone
from saferplace.intelligence.analyses.near_repeats import NearRepeats

_DAYS_TO_REPEAT = (7, 14, 30, 90, 180, 365)


@dataclass(frozen=True)
class Box:
    """said: how many times as many pairs as chance, and what to make of it."""

    said: str
    counts: str
    is_raised: bool


@dataclass(frozen=True)
class ListedZone:
    number: int
    place: str
    since: dt.date
    until: dt.date
    others: int
    easting: int
    northing: int


@dataclass(frozen=True)
class NearRepeatsPage:
    """today: by the clock in London."""

    found: NearRepeats
    today: dt.date

    @property
    def times(self) -> tuple[str, ...]:
        return self.found.matrix.times.labels

    @property
    def rings(self) -> list[tuple[str, list[Box]]]:
        matrix = self.found.matrix
        steps = range(len(matrix.times.upper_days))
        return [
            (label, [_box(matrix.cell(ring, step)) for step in steps])
            for ring, label in enumerate(matrix.distances.labels)
        ]

    @property
    def radius_m(self) -> float:
        risk = self.found.matrix.raised()
        return risk.within_m if risk else 0.0

    @property
    def newest_day(self) -> dt.date:
        return _date(self.found.newest_day)

    @property
    def is_out_of_date(self) -> bool:
        """The newest record is so old that nobody can say where the risk is raised today."""
        risk = self.found.matrix.raised()
        return risk is not None and (self.today - self.newest_day).days > risk.within_days

    @property
    def zones_on(self) -> dt.date:
        """The day of the list: today, or else that of the newest record."""
        return self.newest_day if self.is_out_of_date else self.today

    def zones(self) -> list[ListedZone]:
        """The busiest first. For those who may see single records."""
        on = np.datetime64(self.zones_on)
        return [self._listed(number, zone) for number, zone in enumerate(self.found.zones(on), start=1)]

    @property
    def dwellings_in_words(self) -> str:
        return self.found.dwellings.in_words("dwellings") if self.found.dwellings else ""

    @property
    def days_to_repeat(self) -> Sequence[tuple[str, str]]:
        """Of the dwellings' repeats: how many of them had come by when."""
        repeats = self.found.dwellings
        if repeats is None or not repeats.repeat_incidents:
            return ()
        return [
            (f"within {days} days", f"{repeats.repeated_within(days) or 0:.0%}")
            for days in _DAYS_TO_REPEAT
            if days <= repeats.span_days
        ]

    def lines(self) -> list[tuple[object, ...]]:
        """The boxes for a file."""
        matrix = self.found.matrix
        digest = self.found.answer.receipt.digest
        return [
            (
                matrix.distances.labels[cell.ring],
                matrix.times.labels[cell.time],
                cell.observed,
                round(cell.expected, 1),
                None if cell.ratio is None else round(cell.ratio, 2),
                cell.p,
                cell.p_adjusted,
                "raised" if cell.is_raised else "not raised",
                digest,
            )
            for cell in matrix.cells
        ]

    def _listed(self, number: int, zone: Zone) -> ListedZone:
        return ListedZone(
            number,
            self.found.events.location[zone.origin] or "No street name",
            _date(np.datetime64(zone.since_day, "D")),
            _date(np.datetime64(zone.until_day, "D")),
            zone.others_inside,
            round(zone.east),
            round(zone.north),
        )


LINES = (
    "distance", "time_apart", "pairs_observed", "pairs_expected_by_chance", "ratio", "p_this_box", "p_all_boxes",
    "status", "receipt",
)  # fmt: skip
ZONE_LINES = (
    "rank", "place", "radius_m", "since", "until", "other_recent_records_inside", "easting", "northing", "listed_for",
    "status", "receipt",
)  # fmt: skip


def zone_lines(page: NearRepeatsPage) -> list[tuple[object, ...]]:
    """The zones for a file."""
    digest = page.found.answer.receipt.digest
    status = "of the newest record" if page.is_out_of_date else "stands"
    return [
        (
            zone.number,
            zone.place,
            page.radius_m,
            zone.since,
            zone.until,
            zone.others,
            zone.easting,
            zone.northing,
            page.zones_on,
            status,
            digest,
        )
        for zone in page.zones()
    ]


def _box(cell: KnoxCell) -> Box:
    counts = f"{cell.observed:,} pair{'' if cell.observed == 1 else 's'}, by chance {_few(cell.expected)}"
    if cell.ratio is None or max(cell.observed, cell.expected) < LEAST_PAIRS:
        return Box("Raised" if cell.is_raised else "Too few to tell", counts, cell.is_raised)
    times = f"{cell.ratio:.1f} times"
    return Box(f"{times}: {_in_a_word(cell, cell.ratio)}", counts, cell.is_raised)


def _in_a_word(cell: KnoxCell, ratio: float) -> str:
    if cell.is_raised:
        return "raised"
    if round(ratio, 1) <= 1:
        return "no more than chance"
    return "more, but only slightly" if cell.p_adjusted <= LEVEL else "could be chance"


def _few(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def _date(day: np.datetime64) -> dt.date:
    found: dt.date = day.astype("datetime64[D]").item()
    return found
