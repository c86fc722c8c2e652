"""One answer to "how many of these, there, then?", for the command line, the web and exports alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, Denominator, households, population, uncertain_lsoa_codes
from saferplace.evidence.as_of import Standing
from saferplace.evidence.queries import (
    MonthlyCounts,
    RowsWithoutLocation,
    recorded_crime_by_month,
    rows_without_location,
)
from saferplace.evidence.queries.street import CrimeTypes, open_street
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class CountAnswer:
    """A count with all that must be said beside it.

    crime_types: None for every type. residents, households: what a rate would be per; None where they cannot be
    added up. Households are given when burglary alone was asked for, which is told per household.
    as_it_stood: which past state this is, in words; blank for the newest.
    """

    area: Area
    crime_types: CrimeTypes
    period: Period
    by_month: MonthlyCounts
    without_location: RowsWithoutLocation
    residents: Denominator | None
    households: Denominator | None
    as_it_stood: str = ""

    @property
    def count(self) -> int | None:
        """Rows of the months that can be counted; the whole period's only when `missing` is empty.

        None when no month can be counted: that is no data, not zero.
        """
        known = [figure.value for figure in self.by_month.counts.values() if isinstance(figure, Known)]
        return int(sum(known)) if known else None

    @property
    def count_without_location(self) -> int | None:
        """Rows of the whole force, same months and types, that have no place; None when no month is held."""
        return self.without_location.total if self.months_counted else None

    @property
    def leaves_out_parts_of_lsoas(self) -> bool:
        """Whether this is a ward of which some 2011 LSOAs hold only a part: their rows are not in its count."""
        return bool(uncertain_lsoa_codes(self.area))

    @property
    def missing(self) -> Mapping[Month, Missing]:
        return {month: figure for month, figure in self.by_month.counts.items() if isinstance(figure, Missing)}

    @property
    def months_counted(self) -> tuple[Month, ...]:
        return tuple(month for month, figure in self.by_month.counts.items() if isinstance(figure, Known))

    @property
    def denominator(self) -> Denominator | None:
        """What a rate is per: nothing while a month is missing, since half a year's count has no yearly rate."""
        return None if self.missing else self.households or self.residents


def answer_count(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
) -> CountAnswer:
    """Count, months held and missing, rows without a place, and what a rate would be per. at: aware time of asking.

    Raises NothingLoaded before the first import, ValueError for a version that does not exist.
    """
    street = open_street(store, version)
    same = street.standing  # both questions must read the same state
    by_month = recorded_crime_by_month(store, area=area, crime_types=crime_types, period=period, version=same, at=at)
    nowhere = rows_without_location(store, area=area, crime_types=crime_types, period=period, version=same, at=at)
    return CountAnswer(
        area=area,
        crime_types=crime_types,
        period=period,
        by_month=by_month,
        without_location=nowhere,
        residents=population(area, middle_year(period)),
        households=households(area) if crime_types == frozenset({"Burglary"}) else None,
        as_it_stood=street.opened.in_words,
    )


def middle_year(period: Period) -> int:
    """The year whose mid-year population stands nearest to the middle of the period.

    >>> middle_year(Period(Month(2021, 4), Month(2022, 3)))
    2021
    """
    return (period.first + len(period) // 2).year
