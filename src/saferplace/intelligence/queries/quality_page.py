"""The quality of every data set that a partnership holds, as its people may see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.months import Month, runs_in_words
from saferplace.evidence.areas import Area
from saferplace.evidence.queries.data_set_quality import DataSetQuality, ProviderQuality, data_set_quality
from saferplace.evidence.queries.unit_profiles import UnitProfile
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.withholding import is_small
from saferplace.intelligence.queries.data_sets import periods_in_words, provider_name

_SMALL = "1 to 4"


@dataclass(frozen=True)
class ShownQuality:
    """One provider's part of a data set, in words. is_withheld: small counts and what categories do are not shown."""

    source: Source
    quality: ProviderQuality
    is_withheld: bool
    today: dt.date

    @property
    def name(self) -> str:
        return provider_name(self.quality.provider)

    @property
    def held(self) -> str:
        return periods_in_words([profile.unit.period for profile in self.quality.profiles])

    @property
    def missing(self) -> str:
        return runs_in_words(self.quality.missing)

    @property
    def completeness(self) -> str:
        return _percent(self.quality.completeness)

    @property
    def location_rate(self) -> str:
        return _percent(self.quality.location_rate)

    @property
    def lag(self) -> str:
        days = self.quality.rhythm.usual_days
        if days is None:
            return ""
        return f"{days:,} days after the month ends" if self.quality.rhythm.expected else "Gathered long afterwards"

    @property
    def expected(self) -> str:
        """When the next month should come, and whether it is late."""
        rhythm = self.quality.rhythm
        if rhythm.next_month is None or rhythm.expected is None:
            return ""
        day = f"{rhythm.expected.day} {rhythm.expected:%B %Y}"
        is_late = rhythm.is_late(self.today)
        return f"{rhythm.next_month.in_words()}, {'late since' if is_late else 'expected by'} {day}"

    @property
    def odd(self) -> list[str]:
        """Months that leap, a sentence each; the numbers of small months are never among them, being under 50."""
        return [f"{month.in_words()}: {odd.in_words}." for month, odd in sorted(self.quality.odd.items())]

    @property
    def changes(self) -> list[str]:
        return [] if self.is_withheld else [change.in_words for change in self.quality.changes]

    @property
    def repeated(self) -> str:
        return self._number(self.quality.repeated)

    @property
    def certainties(self) -> list[str]:
        return list(self.quality.certainty)

    @property
    def periods(self) -> list[ShownPeriod]:
        """Newest first."""
        return [self._period(profile) for profile in reversed(self.quality.profiles)]

    @property
    def blanks(self) -> list[tuple[str, str, str]]:
        """Column, how many rows lack it, and what share: only columns that some row lacks."""
        rows = self.quality.rows
        return [
            (name.replace("_", " "), self._number(blank), f"{blank / rows:.0%}")
            for name, blank in self.quality.blanks.items()
            if blank and rows
        ]

    def _period(self, profile: UnitProfile) -> ShownPeriod:
        arrival = self.quality.arrived.get(profile.unit.period)
        month = _month(profile.unit.period)
        odd = self.quality.odd.get(month) if month else None
        return ShownPeriod(
            period=month.in_words() if month else profile.unit.period,
            rows=self._number(profile.rows),
            number=self._number(profile.number),
            certainty=[self._number(profile.certainty.get(one, 0)) for one in self.certainties],
            repeated=self._number(profile.repeated),
            lsoa_edition=profile.lsoa_edition if profile.editions else "",
            arrived=arrival.on if arrival else None,
            odd=odd.leap.value.capitalize() if odd else "No",
        )

    def _number(self, count: int) -> str:
        return _SMALL if self.is_withheld and is_small(count) else f"{count:,}"


@dataclass(frozen=True)
class ShownPeriod:
    """A line of the table of periods: numbers in words, since small ones may be withheld."""

    period: str
    rows: str
    number: str
    certainty: list[str]
    repeated: str
    lsoa_edition: str
    arrived: dt.date | None
    odd: str


def quality_of(
    store: EvidenceStore, source: Source, area: Area | None, *, may_see_sensitive: bool, today: dt.date
) -> list[ShownQuality]:
    """A data set provider by provider. Of police files only the area's forces: the others are in the matrix."""
    providers = frozenset(area.force_slugs) if area and source.kind is SourceKind.POLICE else None
    found: DataSetQuality = data_set_quality(store, source, providers=providers)
    is_withheld = source.is_sensitive and not may_see_sensitive
    return [ShownQuality(source, provider, is_withheld, today) for provider in found.providers]


def held_sources(open_store: EvidenceStore, partners: EvidenceStore) -> list[tuple[Source, EvidenceStore]]:
    """Data sets of which anything was ever loaded, with the store that holds them, in the catalogue's order."""
    stores = [(source, open_store if source.is_open else partners) for source in SOURCES]
    return [(source, store) for source, store in stores if store.version(source.data_set) is not None]


def _percent(share: float | None) -> str:
    """Never 100% while anything lacks.

    >>> _percent(0.9999), _percent(1.0), _percent(None)
    ('99.9%', '100%', '')
    """
    if share is None:
        return ""
    return "100%" if share == 1 else f"{min(share * 100, 99.9):.1f}%"


def _month(period: str) -> Month | None:
    try:
        return Month.parse(period)
    except ValueError:
        return None
