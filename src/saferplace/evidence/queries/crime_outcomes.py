"""What became of recorded crimes: outcomes joined to the crimes of each month by their ID."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis

from saferplace import __version__
from saferplace.analysis.months import Month, Period
from saferplace.analysis.proportion import Proportion, proportion
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_outcomes import OUTCOMES_DATA_SET, POLICE_OUTCOMES
from saferplace.evidence.police_outcomes.groups import (
    CHARGED,
    COURT,
    ELSEWHERE,
    EVIDENTIAL,
    FORMAL,
    INFORMAL,
    NO_SUSPECT,
    NOT_IN_PUBLIC_INTEREST,
    OTHER,
)
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.rows_in_area import forces_with_rows, rows_in_area
from saferplace.evidence.queries.street import CrimeTypes, NothingLoaded, asked, open_street
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_edition
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.standing import DataSetAsItStood, open_as_it_stood
from saferplace.evidence.store import EvidenceStore

OUTCOME_GROUPS = (
    CHARGED,
    COURT,
    FORMAL,
    INFORMAL,
    ELSEWHERE,
    NOT_IN_PUBLIC_INTEREST,
    EVIDENTIAL,
    NO_SUSPECT,
    OTHER,
)
# Of Northumbria's crimes of May 2020 to April 2021, 97% of charges, and of all outcomes, came within six months.
MONTHS_TO_FOLLOW = 6


@dataclass(frozen=True)
class CrimeOutcomes:
    """Crimes of one type and month, by what became of them.

    crimes: with an ID, which alone can be followed. without_id: the others; anti-social behaviour is never among
    either. by_group: outcome group to crimes with at least one such outcome; a crime with several is in several.
    charged: crimes with a charge, or a result at court, which no crime has without one.
    several: crimes with more than one outcome. months_followed: whole months of outcomes held after the crime's.
    """

    crime_type: str
    month: Month
    crimes: int
    without_id: int
    by_group: Mapping[str, int]
    with_outcome: int
    charged: int
    several: int
    months_followed: int

    @property
    def is_too_recent(self) -> bool:
        """Whether many outcomes are still to come, so that the rate must not be read as a fall."""
        return self.months_followed < MONTHS_TO_FOLLOW

    @property
    def charge_rate(self) -> Proportion | None:
        return proportion(self.charged, self.crimes) if self.crimes else None


@dataclass(frozen=True)
class OutcomeRates:
    """rows: by crime type and month, over `months.counted` in whose own month outcomes are held too.

    months_without_outcomes: crimes are held, outcomes of the same month are not. outcome_months_missing: gaps in the
    outcomes after the first month asked about: rates of the crimes before them are too low.
    """

    rows: tuple[CrimeOutcomes, ...]
    months: MonthsHeld
    months_without_outcomes: tuple[Month, ...]
    outcome_months_missing: tuple[Month, ...]
    receipt: Receipt

    def of_type(self, crime_type: str) -> tuple[CrimeOutcomes, ...]:
        return tuple(row for row in self.rows if row.crime_type == crime_type)

    def charge_rate(self, rows: Iterable[CrimeOutcomes]) -> Proportion | None:
        """Of several rows together; None without a crime."""
        crimes, charged = 0, 0
        for row in rows:
            crimes, charged = crimes + row.crimes, charged + row.charged
        return proportion(charged, crimes) if crimes else None


def outcome_rates(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    street_version: int | None = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> OutcomeRates:
    """What became of the crimes recorded in the area in each month, by all outcomes held since.

    version: of the outcomes; street_version: of the crimes. Raises NothingLoaded when either was never loaded.
    """
    street = open_street(store, street_version)
    read = open_outcomes(store, version)
    months = months_held(street, area, period, engine=engine)
    outcome_months = frozenset.intersection(*(read.months_of(force) for force in area.force_slugs))
    followed = tuple(month for month in months.counted if month in outcome_months)
    crimes = rows_in_area(engine, street, months=followed, crime_types=crime_types, area=area)
    # A force publishes the outcomes of its own crimes: of 254,998 real ones none was of another force's crime.
    forces = forces_with_rows(engine, street, months=followed, area=area)
    files = read.files({month for _, month in read.units if month >= period.first}, forces)
    found = engine.run(_counted(crimes, _by_crime(engine, files))) if followed and files else []
    gaps = _gaps(period.first, outcome_months)
    rows = tuple(_row(row, outcome_months) for row in found)
    result = {
        "crimes": sum(row.crimes for row in rows),
        "charged": sum(row.charged for row in rows),
        "with_outcome": sum(row.with_outcome for row in rows),
        "by_type_and_month": [_as_json(row) for row in rows],
        **months.left_out_as_json(),
    }
    said = {**asked(area, crime_types, period), "street_version": street.version}
    receipt = read.receipt("outcome_rates", said, result, at)
    without = tuple(month for month in months.counted if month not in outcome_months)
    return OutcomeRates(rows, months, without, gaps, receipt)


@dataclass(frozen=True)
class OutcomesVersion:
    """The table of outcomes as it stood."""

    opened: DataSetAsItStood
    units: frozenset[tuple[str, Month]]

    def months_of(self, force: str) -> frozenset[Month]:
        return frozenset(month for slug, month in self.units if slug == force)

    def files(self, months: Iterable[Month], forces: Iterable[str] | None = None) -> list[str]:
        """Of these months, and of these forces or of all."""
        wanted, of = frozenset(months), None if forces is None else frozenset(forces)
        return self.opened.files(
            [
                Unit(force, str(month)).key
                for force, month in self.units
                if month in wanted and (of is None or force in of)
            ]
        )

    def receipt(
        self, method: str, parameters: Mapping[str, Any], result: Mapping[str, Any], at: dt.datetime
    ) -> Receipt:
        said = {**parameters, **self.opened.parameters, "reference_edition": reference_edition()}
        return Receipt(OUTCOMES_DATA_SET, self.opened.version, method, said, result, __version__, at)


def open_outcomes(store: EvidenceStore, version: Standing = None) -> OutcomesVersion:
    """Raises NothingLoaded before the first import."""
    opened = open_as_it_stood(store, OUTCOMES_DATA_SET, version)
    if opened is None:
        raise NothingLoaded(f"No {POLICE_OUTCOMES.title} have been loaded yet.")
    held = map(Unit.parse, opened.units)
    return OutcomesVersion(opened, frozenset((unit.provider, Month.parse(unit.period)) for unit in held))


def _by_crime(engine: Engine, files: list[str]) -> Any:
    """One row a crime: how many outcomes it has, and whether it has one of each group."""
    outcomes = engine.table(files)
    has = {
        f"has_{number}": (outcomes.outcome_group == group).cast("int32").max()
        for number, group in enumerate(OUTCOME_GROUPS)
    }
    return outcomes.group_by(followed_id=outcomes.crime_id).aggregate(outcomes=outcomes.count(), **has)


def _counted(crimes: Any, by_crime: Any) -> Any:
    """Rows without an ID are counted beside; anti-social behaviour has neither and falls out by its lack of crimes."""
    joined = crimes.left_join(by_crime, crimes.crime_id == by_crime.followed_id)
    is_charged = reduce(
        lambda one, other: one | other,
        [joined[f"has_{OUTCOME_GROUPS.index(group)}"] == 1 for group in (CHARGED, COURT)],
        ibis.literal(False),
    )
    counted = joined.group_by("crime_type", "month").aggregate(
        crimes=joined.crime_id.notnull().sum(),
        without_id=joined.crime_id.isnull().sum(),
        with_outcome=joined.outcomes.notnull().sum(),
        several=(joined.outcomes > 1).sum(),
        charged=is_charged.sum(),
        **{f"has_{number}": (joined[f"has_{number}"] == 1).sum() for number, _ in enumerate(OUTCOME_GROUPS)},
    )
    return counted.filter(counted.crimes > 0).order_by("crime_type", "month")


def _row(row: Mapping[str, Any], outcome_months: frozenset[Month]) -> CrimeOutcomes:
    month = Month.parse(row["month"])
    after = 0
    while month + (after + 1) in outcome_months:
        after += 1
    return CrimeOutcomes(
        crime_type=row["crime_type"],
        month=month,
        crimes=int(row["crimes"]),
        without_id=int(row["without_id"]),
        by_group={group: int(row[f"has_{number}"] or 0) for number, group in enumerate(OUTCOME_GROUPS)},
        with_outcome=int(row["with_outcome"]),
        charged=int(row["charged"] or 0),
        several=int(row["several"] or 0),
        months_followed=after,
    )


def _as_json(row: CrimeOutcomes) -> dict[str, Any]:
    return {
        "crime_type": row.crime_type,
        "month": str(row.month),
        "crimes": row.crimes,
        "charged": row.charged,
        "with_outcome": row.with_outcome,
        "several": row.several,
        "by_group": {group: n for group, n in row.by_group.items() if n},
    }


def _gaps(first: Month, held: frozenset[Month]) -> tuple[Month, ...]:
    after = [month for month in held if month >= first]
    return tuple(month for month in Period(first, max(after)) if month not in held) if after else ()
