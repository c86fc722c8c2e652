"""Measures counted from the evidence store: recorded crime, partners' records, and figures that partners send."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area, population
from saferplace.evidence.queries import (
    NothingLoaded,
    ReportedFigure,
    figures_of,
    recorded_crime_by_month,
    records_by_month,
)
from saferplace.evidence.queries.record_table import open_records
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership
from saferplace.performance.models import Measure, MeasureVersion
from saferplace.performance.sources import SourcedFigures

SENT = "sent"  # counts everything that was sent, placed or not; otherwise only what is placed in the area


@dataclass(frozen=True)
class EvidenceSource:
    """The source of measures with ``source.kind`` "evidence". store: of open data; partners' data stand under it."""

    store: EvidenceStore

    def figures(self, measure: Measure, version: MeasureVersion, *, at: dt.datetime) -> SourcedFigures | None:
        """From the start of the series to the newest period that was released.

        Raises UnknownArea for a partnership whose area the reference tables cannot draw, and ValueError for a data set
        that is not in the catalogue, each in a sentence.
        """
        try:
            source = source_of(version.source["data_set"])
        except LookupError as unknown:
            raise ValueError(f"The measure {measure.key}: {unknown}") from unknown
        if source.kind is SourceKind.POLICE:
            return self._of_recorded_crime(measure, version, at)
        store = self.store if source.is_open else self.store.of_partnership(measure.partnership.slug)
        try:
            if source.kind is SourceKind.RECORDS:
                return _of_records(store, source, measure, version, at)
            return _of_figures(store, source, measure, version, at)
        except NothingLoaded:
            return None

    def _of_recorded_crime(self, measure: Measure, version: MeasureVersion, at: dt.datetime) -> SourcedFigures | None:
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


def _of_records(
    store: EvidenceStore, source: Source, measure: Measure, version: MeasureVersion, at: dt.datetime
) -> SourcedFigures | None:
    said, area = version.source, area_of(measure.partnership)
    providers = frozenset(said["providers"]) if "providers" in said else None
    units = open_records(store, source).units
    last = max((month for sender, month in units if providers is None or sender in providers), default=None)
    if last is None or last < version.first_month:
        return None
    counted = records_by_month(
        store,
        source=source,
        area=None if said.get("counts") == SENT else area,
        categories=frozenset(said["categories"]) if "categories" in said else None,
        providers=providers,
        period=Period(version.first_month, last),
        at=at,
    )
    residents = population(area, last.year)
    return SourcedFigures(counted.counts, counted.seen_in_doubt, counted.receipt, residents, is_open=source.is_open)


def _of_figures(
    store: EvidenceStore, source: Source, measure: Measure, version: MeasureVersion, at: dt.datetime
) -> SourcedFigures | None:
    """Periods of the measure's own length only: a year's figure cannot stand among quarters."""
    said = version.source
    sent = figures_of(
        store,
        source=source,
        indicator=said["indicator"],
        area_code=said.get("area") or _district_of(measure.partnership),
        breakdown=said.get("breakdown"),
        months=Period(version.first_month, Month.of(at.date())),
        at=at,
    )
    fitting = [one for one in sent.figures if len(one.months) == version.months_apart]
    if not fitting:
        return None
    shares = {one.months.first: share for one in fitting if (share := _share(one))}
    figures = {one.months.first: _figure(one, version) for one in fitting}
    return SourcedFigures(figures, {}, sent.receipt, None, is_open=source.is_open, shares=shares)


def _figure(sent: ReportedFigure, version: MeasureVersion) -> Figure:
    """A percentage that came without its two numbers says nothing: what was left blank is its base."""
    if version.is_percentage and isinstance(sent.figure, Known) and _share(sent) is None:
        return Missing.BLANK
    return sent.figure


def _share(sent: ReportedFigure) -> tuple[int, int] | None:
    if not isinstance(sent.figure, Known) or sent.numerator is None or not sent.denominator:
        return None
    return int(sent.numerator), int(sent.denominator)


def _district_of(partnership: Partnership) -> str:
    """Partners' returns name districts; a partnership of several is asked for by its own code."""
    districts = area_of(partnership).lad_codes
    return next(iter(districts)) if len(districts) == 1 else partnership.csp_code


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
