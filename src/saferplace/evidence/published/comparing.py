"""How the figures of each data set may be compared: which areas they are of, and whether they add up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.evidence.areas import UnknownArea, find_area


class ComparedBy(StrEnum):
    """The kind of area that a data set's rows are of."""

    DISTRICT = "district"
    PARTNERSHIP = "community safety partnership"


@dataclass(frozen=True)
class Comparing:
    """indicator_column: what a person chooses. adds_up: several rows of an area and period are parts of one figure;
    otherwise they are the same figure from several files. is_count_of_events: a rate per 1,000 residents says
    something. by_force: the provider of a unit is a police force, whose silence about a month is not zero.
    beside: columns in which the publisher says how a figure was reckoned; usual: what needs no saying.
    """

    data_set: str
    areas: ComparedBy
    indicator_column: str = "indicator"
    adds_up: bool = False
    is_count_of_events: bool = True
    by_force: bool = False
    beside: tuple[str, ...] = ()
    usual: str = ""
    first_choice: str = ""

    def has_rate(self, indicator: str) -> bool:
        """Costs and figures that are rates already have no rate per 1,000 of their own."""
        return self.is_count_of_events and "£" not in indicator and "per 1,000" not in indicator

    def figure(
        self, row: Mapping[str, Any] | None, area: str, period: str, held: Collection[tuple[str, str]]
    ) -> Figure:
        """What may be said of an area and a period. row: what was found; held: the units that are."""
        if not self._is_held(area, period, held):
            return Missing.NOT_YET_AVAILABLE
        if row is None:
            return Known(0) if self.by_force else Missing.NOT_COLLECTED
        if row["why"] is not None and (self.adds_up or not row["known"]):
            return Missing(row["why"])
        if self.adds_up:
            return Known(row["total"])
        return Known(row["most"]) if row["least"] == row["most"] else Missing.DOUBTFUL

    def _is_held(self, area: str, period: str, held: Collection[tuple[str, str]]) -> bool:
        if not self.by_force:
            return any(period == of for _, of in held)
        try:
            forces = find_area(area).force_slugs
        except UnknownArea:
            return False
        return bool(forces) and all((force, period) in held for force in forces)


COMPARED: tuple[Comparing, ...] = (
    Comparing(
        "defra-fly-tipping",
        ComparedBy.DISTRICT,
        beside=("note", "reporting_basis"),
        usual="All incidents",
        first_choice="Total Incidents",
    ),
    Comparing("home-office-crime-csp", ComparedBy.PARTNERSHIP, indicator_column="offence_group", adds_up=True),
    Comparing("district-month-counts", ComparedBy.DISTRICT, adds_up=True, by_force=True),
    Comparing("csp-crime-indicators", ComparedBy.PARTNERSHIP, is_count_of_events=False),
)


def comparing(data_set: str) -> Comparing:
    """Raises LookupError, in a sentence, for a data set whose areas are not compared."""
    for one in COMPARED:
        if one.data_set == data_set:
            return one
    known = ", ".join(one.data_set for one in COMPARED)
    raise LookupError(f"The areas of “{data_set}” are not compared. These are: {known}.")
