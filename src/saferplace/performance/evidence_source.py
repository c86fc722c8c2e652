"""Measures counted from the evidence store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area, population
from saferplace.evidence.queries import recorded_crime_by_month
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership
from saferplace.performance.models import Measure, MeasureVersion
from saferplace.performance.sources import SourcedFigures


@dataclass(frozen=True)
class EvidenceSource:
    """The source of measures with ``source.kind`` "evidence"."""

    store: EvidenceStore

    def figures(self, measure: Measure, version: MeasureVersion, *, at: dt.datetime) -> SourcedFigures | None:
        """From the start of the series to the newest month that the area's own force has released.

        Raises UnknownArea, in a sentence, for a partnership whose area the reference tables cannot draw.
        """
        area = area_of(measure.partnership)
        last = self._newest_month(version.source["data_set"], area)
        if last is None or last < version.first_month:
            return None
        counted = recorded_crime_by_month(
            self.store,
            area=area,
            crime_types=frozenset(version.source["crime_types"]),
            period=Period(version.first_month, last),
            at=at,
        )
        return SourcedFigures(counted.counts, counted.seen_in_doubt, counted.receipt, population(area, last.year))

    def _newest_month(self, data_set: str, area: Area) -> Month | None:
        # Other forces' files hold crimes of the area too, but only the area's own force says that a month is out.
        units = (unit.partition("~") for unit in self.store.units(data_set))
        return max((Month.parse(month) for slug, _, month in units if slug in area.force_slugs), default=None)


def area_of(partnership: Partnership) -> Area:
    """The whole partnership: by its CSP code, or else its only district.

    Raises ValueError when it has neither, and UnknownArea for a code that the reference tables do not have.
    """
    if partnership.csp_code:
        return find_area(partnership.csp_code)
    codes = list(partnership.areas.filter(to_date__isnull=True).values_list("code", flat=True)[:2])
    if len(codes) != 1:
        raise ValueError(f"{partnership} covers several districts: give its CSP code in its file.")
    return find_area(codes[0])
