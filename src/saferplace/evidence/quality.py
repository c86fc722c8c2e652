"""What may be wrong with a month as published: pure rules over counts of one publication unit each.

The rules were set against 1,386 force-months of 43 forces, 2014 to 2025. Nothing but the known partial uploads
breaks one: the lowest sound month had 4.5 rows per 1,000 residents, the highest broken one 2.3; the lowest sound
ASB count was 35% of its neighbours' median, the highest broken one 20%. Counts under 50 swing too much to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from saferplace.analysis.months import Month
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR

NEIGHBOUR_MONTHS = 12  # how far either way a month is compared
ROUND_UPLOAD = 100  # a feed that stops at a full page of the upload
ROUND_SHARE, ASB_SHARE, TOTAL_SHARE = 0.5, 0.3, 0.4
FEWEST_TO_JUDGE = 50
FEWEST_ROWS_PER_1000_RESIDENTS = 3.0
MEANINGLESS_SHARE = 0.01
_EPOCH = Month(2000, 1)
_NEIGHBOURS = tuple(step for step in range(-NEIGHBOUR_MONTHS, NEIGHBOUR_MONTHS + 1) if step)
REDRAWN_SHARE = 0.25


@dataclass(frozen=True)
class UnitStatistics:
    """One force's month as held: rows and how many of them lack something.

    rows_without_crime_id: rows that are not anti-social behaviour (those never have one).
    editions: LSOA edition to rows (`2011`: only in that list; `both`: unchanged codes; `unknown`: none or foreign).
    """

    force: str
    month: Month
    rows: int
    asb_rows: int
    rows_without_lsoa: int
    rows_without_crime_id: int
    editions: Mapping[str, int]

    @property
    def lsoa_edition(self) -> str:
        """Which list the codes of this month come from.

        `2011`, `2021`, `mixed`, or `either` when only unchanged codes occur, or `none` without any.
        """
        older, newer = (self.editions.get(edition, 0) > 0 for edition in ("2011", "2021"))
        if older and newer:
            return "mixed"
        if older or newer:
            return "2011" if older else "2021"
        return "either" if self.editions.get("both", 0) else "none"


@dataclass(frozen=True)
class Doubt:
    """Why a month cannot be counted. affects: the one crime type it spoils, or None when it spoils all."""

    reason: str
    affects: str | None = None

    def spoils(self, crime_types: Iterable[str] | None) -> bool:
        """Whether a count of these types (None: of all) is spoilt."""
        return self.affects is None or crime_types is None or self.affects in crime_types


def doubts(units: Sequence[UnitStatistics], residents: Mapping[str, int]) -> dict[tuple[str, Month], tuple[Doubt, ...]]:
    """The doubts about each unit that has any, by force and month.

    residents: force to people living in its area; forces without an entry are not judged by it.
    """
    found = {}
    # Counted in whole numbers: a country has ten thousand units, each with two dozen neighbours.
    held = {(unit.force, unit.month - _EPOCH): unit for unit in units}
    for (force, month), unit in held.items():
        around = (held.get((force, month + step)) for step in _NEIGHBOURS)
        neighbours = [other for other in around if other is not None]
        reasons = (
            _too_few_for_the_area(unit, residents.get(unit.force)),
            _far_below_neighbours(unit, neighbours),
            _asb_cut_off(unit, neighbours),
        )
        told = tuple(reason for reason in reasons if reason is not None)
        if told:
            found[(unit.force, unit.month)] = told
    return found


def _too_few_for_the_area(unit: UnitStatistics, residents: int | None) -> Doubt | None:
    """Sees a feed that has nearly stopped even when all the months held are low."""
    if not residents or unit.rows / residents * 1000 >= FEWEST_ROWS_PER_1000_RESIDENTS:
        return None
    return Doubt(
        f"only {unit.rows:,} rows for {residents:,} residents, under {FEWEST_ROWS_PER_1000_RESIDENTS:g} per 1,000: "
        "the force's feed was incomplete, or the file was cut down"
    )


def _far_below_neighbours(unit: UnitStatistics, neighbours: Sequence[UnitStatistics]) -> Doubt | None:
    usual = median(other.rows for other in neighbours) if neighbours else 0
    if usual < FEWEST_TO_JUDGE or unit.rows >= TOTAL_SHARE * usual:
        return None
    return Doubt(f"only {unit.rows:,} rows where the months around it usually have {usual:,.0f}")


def _asb_cut_off(unit: UnitStatistics, neighbours: Sequence[UnitStatistics]) -> Doubt | None:
    usual = median(other.asb_rows for other in neighbours) if neighbours else 0
    if usual < FEWEST_TO_JUDGE:
        return None
    is_round = unit.asb_rows > 0 and unit.asb_rows % ROUND_UPLOAD == 0
    if not (is_round and unit.asb_rows < ROUND_SHARE * usual) and unit.asb_rows >= ASB_SHARE * usual:
        return None
    exactly = "exactly " if is_round else ""
    return Doubt(
        f"{exactly}{unit.asb_rows:,} rows of anti-social behaviour where the months around it usually have "
        f"{usual:,.0f}: part of the upload is missing",
        affects=ANTI_SOCIAL_BEHAVIOUR,
    )


def gaps(months: Iterable[Month]) -> tuple[Month, ...]:
    """Months not held that lie between months that are."""
    held = sorted(set(months))
    return tuple(month + step for month, following in pairwise(held) for step in range(1, following - month))


def edition_switches(units: Iterable[UnitStatistics]) -> tuple[Month, ...]:
    """Months, of one force, from which the codes come from another LSOA edition than before."""
    said = [(unit.month, unit.lsoa_edition) for unit in sorted(units, key=lambda unit: unit.month)]
    told = [(month, edition) for month, edition in said if edition in ("2011", "2021")]
    return tuple(month for (_, before), (month, now) in pairwise(told) if now != before)


@dataclass(frozen=True)
class RepeatedIds:
    """ids: distinct crime IDs. repeated: those on several rows, `rows_of_repeated` of them.

    changing_type: those that come back in another month as another type of crime, which no crime does.
    """

    ids: int
    repeated: int
    rows_of_repeated: int
    changing_type: int

    @property
    def mean_nothing(self) -> bool:
        """Whether IDs cannot be used at all: Northern Ireland's recur from month to month on other crimes."""
        return self.changing_type > 0 and self.changing_type >= MEANINGLESS_SHARE * self.ids


def are_points_redrawn(points_before: int, points_after: int, recurring: int) -> bool:
    """Whether two publications cannot share their map points: nearly none of the fewer points recur.

    In Dacorum 81% or more of the fewer points recurred from import to import; from 2022 to 2024 it was 4%.

    >>> are_points_redrawn(1640, 1113, 50), are_points_redrawn(1113, 1393, 903)
    (True, False)
    """
    fewer = min(points_before, points_after)
    return fewer >= FEWEST_TO_JUDGE and recurring < REDRAWN_SHARE * fewer
