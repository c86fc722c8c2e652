"""The quality of any data set, provider by provider: what periods lack, how soon they come, what leaps or changes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from saferplace.analysis.months import Month
from saferplace.evidence.category_changes import CategoryChange, category_changes
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.ledger import held_imports
from saferplace.evidence.odd_months import OddMonth, odd_months
from saferplace.evidence.quality import gaps
from saferplace.evidence.queries.unit_profiles import CERTAINTIES, UnitProfile, unit_profiles
from saferplace.evidence.sources.source import UNIT_COLUMN, Source, SourceKind
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.timeliness import Arrival, Rhythm, arrivals, rhythm

_CATEGORY_COLUMNS = ("category", "crime_type", "outcome_group", "object", "indicator")


@dataclass(frozen=True)
class ProviderQuality:
    """Everything about one provider's periods, in their order.

    odd: of months, those whose number leaps. missing: months between the first and last held. arrived: period to its
    first import. edition_switches: months from which codes are of another LSOA edition.
    """

    provider: str
    profiles: tuple[UnitProfile, ...]
    odd: Mapping[Month, OddMonth]
    missing: tuple[Month, ...]
    rhythm: Rhythm
    arrived: Mapping[str, Arrival]
    changes: tuple[CategoryChange, ...]
    edition_switches: tuple[Month, ...]

    @property
    def rows(self) -> int:
        return sum(profile.rows for profile in self.profiles)

    @property
    def repeated(self) -> int:
        return sum(profile.repeated for profile in self.profiles)

    @property
    def blanks(self) -> dict[str, int]:
        """Column to rows without it, over all periods; most first."""
        total: Counter[str] = Counter()
        for profile in self.profiles:
            total.update(profile.blanks)
        return dict(sorted(total.items(), key=lambda one: (-one[1], one[0])))

    @property
    def certainty(self) -> dict[str, int]:
        """How sure the place of a row is, to rows; empty for figures."""
        total: Counter[str] = Counter()
        for profile in self.profiles:
            total.update(profile.certainty)
        return {one: total[one] for one in CERTAINTIES if one in total}

    @property
    def completeness(self) -> float | None:
        """Share of cells that are filled, 0 to 1; None without a row."""
        asked = sum(profile.rows * len(profile.blanks) for profile in self.profiles)
        return 1 - sum(self.blanks.values()) / asked if asked else None

    @property
    def location_rate(self) -> float | None:
        """Share of rows whose place is certain or approximate, 0 to 1; None without rows, and for figures."""
        rows = sum(self.certainty.values())
        return (self.certainty.get("certain", 0) + self.certainty.get("approximate", 0)) / rows if rows else None


@dataclass(frozen=True)
class DataSetQuality:
    source: Source
    version: int | None
    providers: tuple[ProviderQuality, ...]


def data_set_quality(
    store: EvidenceStore,
    source: Source,
    *,
    providers: frozenset[str] | None = None,
    version: int | None = None,
    engine: Engine = CHOSEN,
) -> DataSetQuality:
    """Quality of all that is held of a data set by these providers (None: all); none of them when nothing is held."""
    read = store.version(source.data_set) if version is None else version
    if read is None:
        return DataSetQuality(source, None, ())
    profiles = unit_profiles(store, source, providers=providers, version=read, engine=engine)
    files = store.files(source.data_set, read, [profile.unit.key for profile in profiles])
    categories = _categories(source, files, engine)
    came = arrivals(held_imports(store, source.data_set))
    names = sorted({profile.unit.provider for profile in profiles})
    return DataSetQuality(source, read, tuple(_provider(name, source, profiles, categories, came) for name in names))


def _provider(
    name: str,
    source: Source,
    profiles: tuple[UnitProfile, ...],
    categories: Mapping[str, Mapping[Month, Mapping[str, int]]],
    came: Mapping[str, Arrival],
) -> ProviderQuality:
    ours = tuple(profile for profile in profiles if profile.unit.provider == name)
    by_month = {month: profile for profile in ours if (month := _month(profile.unit.period))}
    days: dict[Month, dt.date] = {
        month: came[profile.unit.key].was_out_on for month, profile in by_month.items() if profile.unit.key in came
    }
    single = source.kind is not SourceKind.FIGURES
    counts = {month: categories.get(name, {}).get(month, {}) for month in by_month}
    return ProviderQuality(
        provider=name,
        profiles=ours,
        odd=odd_months({month: profile.number for month, profile in by_month.items()}) if single else {},
        missing=gaps(by_month),
        rhythm=rhythm(days),
        arrived={profile.unit.period: came[profile.unit.key] for profile in ours if profile.unit.key in came},
        changes=category_changes(counts) if single else (),
        edition_switches=_switches(by_month),
    )


def _month(period: str) -> Month | None:
    try:
        return Month.parse(period)
    except ValueError:
        return None


def _switches(by_month: Mapping[Month, UnitProfile]) -> tuple[Month, ...]:
    told = [(month, by_month[month].lsoa_edition) for month in sorted(by_month)]
    said = [(month, edition) for month, edition in told if edition in ("2011", "2021")]
    return tuple(month for (_, before), (month, now) in pairwise(said) if now != before)


def _categories(source: Source, files: list[str], engine: Engine) -> dict[str, dict[Month, dict[str, int]]]:
    """Provider to month to category to number."""
    column = next((name for name in _CATEGORY_COLUMNS if name in source.stored.names), None)
    if column is None or not files:
        return {}
    rows = engine.table(files)
    number: Any = rows.number.sum() if "number" in source.stored.names else rows.count()
    found: dict[str, dict[Month, dict[str, int]]] = {}
    for row in engine.run(rows.group_by(UNIT_COLUMN, category=rows[column].fill_null("blank")).aggregate(n=number)):
        provider, _, period = row[UNIT_COLUMN].partition("~")
        if month := _month(period):
            found.setdefault(provider, {}).setdefault(month, {})[row["category"]] = int(row["n"] or 0)
    return found
