"""Partners' records as layers of the map: points for those who may see them, wards of whole quarters for others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.months import Month, Period, runs_in_words
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.queries import (
    RecordPlaces,
    RecordPoints,
    WithheldWards,
    records_at_points,
    records_by_ward,
    records_withheld_by_ward,
)
from saferplace.evidence.queries.record_table import open_records
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.as_it_stood import AsItStood
from saferplace.intelligence.queries.data_sets import provider_name


@dataclass(frozen=True)
class Symbol:
    """How a layer is drawn: a shape, which the legend names, and a colour, which says nothing alone."""

    shape: str
    colour: str


POLICE = Symbol("circle", "#d4351c")
_SYMBOLS = (
    Symbol("square", "#12436d"),
    Symbol("triangle", "#28a197"),
    Symbol("diamond", "#801650"),
    Symbol("cross", "#3d3d3d"),
)


@dataclass(frozen=True)
class LayerAsked:
    """A partners' data set on the map. categories: None for all."""

    source: Source
    categories: frozenset[str] | None = None


@dataclass(frozen=True)
class MapLayer:
    """One partners' data set as this person may see it: either `points` (and `by_ward`), or `withheld`.

    by_ward: None when one ward was asked for.
    """

    source: Source
    symbol: Symbol
    categories: frozenset[str] | None
    points: RecordPoints | None
    by_ward: RecordPlaces | None
    withheld: WithheldWards | None

    @property
    def title(self) -> str:
        return self.source.title[:1].upper() + self.source.title[1:]

    @property
    def not_held(self) -> list[str]:
        """Who has not sent which months, a sentence each."""
        by_sender: dict[str, list[Month]] = {}
        for month, senders in (self.points.months.not_held if self.points else {}).items():
            for sender in senders:
                by_sender.setdefault(sender, []).append(month)
        return [f"{provider_name(sender)}: {runs_in_words(months)}" for sender, months in sorted(by_sender.items())]

    @property
    def doubtful(self) -> str:
        return runs_in_words(self.points.months.spoilt(self.categories)) if self.points else ""

    @property
    def too_high(self) -> str:
        return runs_in_words(self.points.months.too_high(self.categories)) if self.points else ""

    @property
    def certainty_in_words(self) -> str:
        """How sure the places of the records at points are: '30 certain, 5 approximate'."""
        found = self.points.by_certainty if self.points else {}
        return ", ".join(f"{count:,} {certainty}" for certainty, count in found.items())

    @property
    def quarters_in_words(self) -> str:
        return "; ".join(quarter.in_words() for quarter in self.withheld.quarters) if self.withheld else ""


def layers_to_choose(store: EvidenceStore) -> list[Source]:
    """The data sets of records that the partnership holds, in the catalogue's order."""
    records = (source for source in SOURCES if source.kind is SourceKind.RECORDS and not source.is_open)
    return [source for source in records if store.version(source.data_set) is not None]


def months_of_layers(store: EvidenceStore, sources: list[Source]) -> frozenset[Month]:
    """Every month that anybody has sent of these data sets."""
    return frozenset(month for source in sources for _, month in open_records(store, source).units)


def map_layers(
    store: EvidenceStore,
    area: Area,
    asked: tuple[LayerAsked, ...],
    period: Period,
    *,
    ward_code: str,
    may_see_sensitive: bool,
    stood: AsItStood | None = None,
    at: dt.datetime,
) -> tuple[MapLayer, ...]:
    """store: the partnership's own. Sensitive data sets ignore the ward and the categories for those who may not see
    rows: an answer to less than the whole could be subtracted from it. For the same reason those are shown as they
    are now, whatever ``stood`` asks: one past could be subtracted from another.
    """
    return tuple(
        _withheld(store, area, one, symbol, period, at)
        if one.source.is_sensitive and not may_see_sensitive
        else _shown(store, area, one, symbol, period, ward_code, stood, at)
        for one, symbol in zip(asked, _SYMBOLS * (len(asked) // len(_SYMBOLS) + 1), strict=False)
    )


def _shown(
    store: EvidenceStore,
    area: Area,
    asked: LayerAsked,
    symbol: Symbol,
    period: Period,
    ward_code: str,
    stood: AsItStood | None,
    at: dt.datetime,
) -> MapLayer:
    asked_for = stood.standing(store, asked.source.data_set) if stood else None
    # One state for both questions, though an import may end between them.
    version = open_records(store, asked.source, asked_for).opened.standing
    shown = find_area(ward_code) if ward_code else area
    points = records_at_points(
        store,
        source=asked.source,
        area=shown,
        categories=asked.categories,
        period=period,
        version=version,
        at=at,
    )
    by_ward = None
    if not ward_code:
        by_ward = records_by_ward(
            store,
            source=asked.source,
            area=area,
            categories=asked.categories,
            period=period,
            version=version,
            at=at,
        )
    return MapLayer(asked.source, symbol, asked.categories, points, by_ward, None)


def _withheld(
    store: EvidenceStore, area: Area, asked: LayerAsked, symbol: Symbol, period: Period, at: dt.datetime
) -> MapLayer:
    wards = records_withheld_by_ward(store, source=asked.source, area=area, period=period, at=at)
    return MapLayer(asked.source, symbol, None, None, None, wards)
