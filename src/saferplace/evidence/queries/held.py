"""Which months of a period can be counted in an area: held by every force that polices it, and not in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, editions_that_draw, find_area, population
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.quality import NEIGHBOUR_MONTHS, Doubt, doubts
from saferplace.evidence.queries.street import CrimeTypes, StreetVersion
from saferplace.evidence.queries.unit_statistics import unit_statistics
from saferplace.evidence.reference import force_of


@dataclass(frozen=True)
class MonthsHeld:
    """held: in the store. not_held: in no file. doubts: of a held month, why it cannot be counted, for any type.

    not_drawn: of the months held, those whose LSOA codes are of the edition that does not draw this area: a code of
    2021 cannot be counted in files of 2011, where its ground is part of another code.
    """

    held: tuple[Month, ...]
    not_held: tuple[Month, ...]
    doubts: Mapping[Month, tuple[Doubt, ...]]
    not_drawn: tuple[Month, ...] = ()

    @property
    def counted(self) -> tuple[Month, ...]:
        """The months whose rows may be added up by place; those in doubt among them are undercounts."""
        return tuple(month for month in self.held if month not in self.not_drawn)

    def left_out_as_json(self) -> dict[str, Any]:
        """For a receipt: the months that its counts leave out, and why; nothing when they leave none out."""
        out = {str(month): Missing.NOT_YET_AVAILABLE.value for month in self.not_held}
        out |= {str(month): Missing.NOT_COLLECTED.value for month in self.not_drawn}
        return {"missing": out} if out else {}

    def figure(self, month: Month, count: int, crime_types: CrimeTypes) -> Figure:
        """What may be said of a month: its count, or why there is none. Absent is never zero."""
        if month in self.not_held:
            return Missing.NOT_YET_AVAILABLE
        if month in self.not_drawn:
            return Missing.NOT_COLLECTED
        if any(doubt.spoils(crime_types) for doubt in self.doubts.get(month, ())):
            return Missing.DOUBTFUL
        return Known(count)

    def spoilt(self, crime_types: CrimeTypes) -> dict[Month, tuple[Doubt, ...]]:
        """The months whose count of these types is in doubt, with the doubts that matter to them."""
        told = {month: tuple(doubt for doubt in why if doubt.spoils(crime_types)) for month, why in self.doubts.items()}
        return {month: why for month, why in told.items() if why}


def months_held(street: StreetVersion, area: Area, period: Period, *, engine: Engine = CHOSEN) -> MonthsHeld:
    """Coverage of an area is that of its territorial forces: other forces only add the odd row."""
    months = period.months()
    held_by = [street.months_of(force) for force in area.force_slugs]
    held = tuple(month for month in months if held_by and all(month in held for held in held_by))
    around = Period(period.first + -NEIGHBOUR_MONTHS, period.last + NEIGHBOUR_MONTHS)
    units = unit_statistics(street, months=around, forces=area.force_slugs, engine=engine)
    found: dict[Month, tuple[Doubt, ...]] = {}
    for (_, month), why in doubts(units, residents_by_force(area.force_slugs, period.last.year)).items():
        if month in held:
            found[month] = found.get(month, ()) + why
    drawn = editions_that_draw(area)
    other_edition = {unit.month for unit in units if unit.lsoa_edition in ("2011", "2021")} - {
        unit.month for unit in units if unit.lsoa_edition in drawn
    }
    return MonthsHeld(
        held,
        not_held=tuple(month for month in months if month not in held),
        doubts=found,
        not_drawn=tuple(month for month in held if month in other_edition),
    )


def residents_by_force(forces: tuple[str, ...], year: int) -> dict[str, int]:
    """People living in each force's area; forces without one are left out."""
    residents = {}
    for slug in forces:
        force = force_of(slug)
        if force is not None and force.pfa_code is not None:
            living_there = population(find_area(force.pfa_code), year)
            if living_there is not None:
                residents[slug] = living_there.value
    return residents
