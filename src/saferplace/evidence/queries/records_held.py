"""Which months of a partners' data set can be counted: sent by everybody who sends it, and not in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.odd_months import NEIGHBOUR_MONTHS, Leap, OddMonth, odd_months
from saferplace.evidence.quality import Doubt
from saferplace.evidence.queries.record_table import Categories, Providers, RecordTable


@dataclass(frozen=True)
class RecordMonths:
    """held: sent by every provider asked about. not_held: the other months of the period, and who has not sent them.

    doubts: of a held month, why it cannot be counted. spikes: of a held month, why it looks too high; it is counted,
    since what is too high may have happened, and the page says so.
    """

    held: tuple[Month, ...]
    not_held: Mapping[Month, tuple[str, ...]]
    doubts: Mapping[Month, tuple[Doubt, ...]]
    spikes: Mapping[Month, tuple[Doubt, ...]]

    def figure(self, month: Month, count: int, categories: Categories) -> Figure:
        """What may be said of a month: its count, or why there is none. Not sent is never zero."""
        if month not in self.held:
            return Missing.NOT_YET_AVAILABLE
        if any(doubt.spoils(categories) for doubt in self.doubts.get(month, ())):
            return Missing.DOUBTFUL
        return Known(count)

    def spoilt(self, categories: Categories) -> dict[Month, tuple[Doubt, ...]]:
        """The months whose count of these categories is in doubt, with the doubts that matter to them."""
        return _that_matter(self.doubts, categories)

    def too_high(self, categories: Categories) -> dict[Month, tuple[Doubt, ...]]:
        return _that_matter(self.spikes, categories)

    def left_out_as_json(self) -> dict[str, Any]:
        """For a receipt: the months that its counts leave out; nothing when they leave none out."""
        out = {str(month): Missing.NOT_YET_AVAILABLE.value for month in self.not_held}
        return {"missing": out} if out else {}


def record_months(
    table: RecordTable, period: Period, *, providers: Providers = None, engine: Engine = CHOSEN
) -> RecordMonths:
    """Months of the period by who sent them. providers: who must have; None: everybody who ever sent this data set.

    A provider that joins late leaves the months before it not held, since a total would then leap by its joining.
    """
    asked = sorted(providers) if providers is not None else list(table.providers)
    absent = {month: tuple(one for one in asked if (one, month) not in table.units) for month in period}
    held = tuple(month for month in period if asked and not absent[month])
    around = Period(period.first + -NEIGHBOUR_MONTHS, period.last + NEIGHBOUR_MONTHS)
    doubts: dict[Month, tuple[Doubt, ...]] = {}
    spikes: dict[Month, tuple[Doubt, ...]] = {}
    for provider in asked:
        for month, odd, category in odd_months_of(table, provider, around, engine=engine):
            if month in held:
                told = doubts if odd.leap is Leap.DROP else spikes
                told[month] = (*told.get(month, ()), Doubt(odd.in_words, affects=category))
    return RecordMonths(held, {month: who for month, who in absent.items() if month not in held}, doubts, spikes)


def odd_months_of(
    table: RecordTable, provider: str, period: Period, *, engine: Engine = CHOSEN
) -> list[tuple[Month, OddMonth, str | None]]:
    """Odd months of one provider's whole data set, and of single categories (named) where the whole is not odd."""
    months = sorted(month for month in table.months_of(provider) if month in period)
    files = tuple(table.files(months, [provider]))
    counts = dict(_counts(files, engine)) if files else {}
    whole = odd_months({month: sum(counts.get((str(month), each), 0) for each in _all(counts)) for month in months})
    found: list[tuple[Month, OddMonth, str | None]] = [(month, odd, None) for month, odd in whole.items()]
    for category in _all(counts):
        apart = odd_months({month: counts.get((str(month), category), 0) for month in months})
        found += [(month, odd, category) for month, odd in apart.items() if month not in whole]
    return sorted(found, key=lambda one: (one[0], one[2] or ""))


def _all(counts: Mapping[tuple[str, str], int]) -> list[str]:
    return sorted({category for _, category in counts})


@lru_cache(maxsize=128)  # a file of evidence never changes, so its list is as good as its content
def _counts(files: tuple[str, ...], engine: Engine) -> tuple[tuple[tuple[str, str], int], ...]:
    rows = engine.table(files)
    summed = rows.group_by("month", "category").aggregate(n=rows.number.sum())
    return tuple(((row["month"], row["category"] or ""), int(row["n"] or 0)) for row in engine.run(summed))


def _that_matter(told: Mapping[Month, tuple[Doubt, ...]], categories: Categories) -> dict[Month, tuple[Doubt, ...]]:
    matter = {month: tuple(doubt for doubt in why if doubt.spoils(categories)) for month, why in told.items()}
    return {month: why for month, why in matter.items() if why}
