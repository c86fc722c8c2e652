"""One answer to "how do we compare?", for the command line, the web and exports alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.rank_simulation import simulated_ranks
from saferplace.analysis.ranking import Rank
from saferplace.analysis.rates import Rate, rate_per_1000
from saferplace.evidence.areas import Denominator
from saferplace.evidence.count import middle_year
from saferplace.evidence.peers import Peers
from saferplace.evidence.published.comparing import comparing
from saferplace.evidence.published.periods import months_of
from saferplace.evidence.queries.comparators import FiguresCompared, figures_compared
from saferplace.evidence.residents import ENGLAND, residents
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

_MID_YEAR = re.compile(r"mid-(\d{4})")
_FEWEST_RANKED = 3  # a place among two says nothing
SEED_OF_RANKS = 2005
"""So that a place's range is the same on every page and when it is computed again."""


def ranks_of(rates: Mapping[str, Rate]) -> dict[str, Rank]:
    """The place of each area, with the range that chance leaves open."""
    return simulated_ranks(rates, seed=SEED_OF_RANKS)


@dataclass(frozen=True)
class ComparedArea:
    """figures, rates: by period. rates holds only those that can be reckoned. is_peer: whether it is ranked; England
    is shown beside the others and not among them.
    """

    code: str
    name: str
    is_own: bool
    is_peer: bool
    figures: Mapping[str, Figure]
    rates: Mapping[str, Rate]


@dataclass(frozen=True)
class Comparison:
    """rows: the area's own first, then its peers by name, then England where the data set has it.

    denominators: period to the source of its residents; empty where there are no rates.
    """

    data_set: str
    indicator: str
    peers: Peers
    periods: tuple[str, ...]
    rows: tuple[ComparedArea, ...]
    denominators: Mapping[str, str]
    asked: FiguresCompared

    def ranks(self, period: str) -> Mapping[str, Rank]:
        """Code to rank by rate among the peers; empty unless at least three of them have a rate."""
        rates = self._ranked(period)
        return ranks_of(rates) if len(rates) >= _FEWEST_RANKED else {}

    def _ranked(self, period: str) -> dict[str, Rate]:
        return {row.code: row.rates[period] for row in self.rows if row.is_peer and period in row.rates}

    def median_rate(self, period: str) -> float | None:
        """Of the peers with a rate, the area itself left out; None without any."""
        others = [
            row.rates[period].per_1000 for row in self.rows if row.is_peer and not row.is_own and period in row.rates
        ]
        return median(others) if others else None

    @property
    def residents_in_words(self) -> str:
        """The sources of the denominators, those that differ by year only as one; blank without rates."""
        years: dict[str, list[str]] = {}
        for source in dict.fromkeys(self.denominators.values()):
            found = _MID_YEAR.search(source)
            named = source.replace(found[1], "{}", 1) if found else source
            years.setdefault(named, []).extend([found[1]] if found else [])
        return "; ".join(
            source.format(f"{of[0]} to mid-{of[-1]}" if len(of) > 1 else of[0]) if of else source
            for source, of in years.items()
        )

    @property
    def newest_ranked(self) -> str | None:
        """The newest period for which there is a ranking."""
        return next((period for period in reversed(self.periods) if len(self._ranked(period)) >= _FEWEST_RANKED), None)

    @property
    def missing(self) -> tuple[tuple[str, str, Missing], ...]:
        """Area name, period and why, for every figure that is not there."""
        return tuple(
            (row.name, period, figure)
            for row in self.rows
            for period, figure in row.figures.items()
            if isinstance(figure, Missing)
        )


def periods_held(store: EvidenceStore, data_set: str, version: int | None = None) -> tuple[str, ...]:
    """The periods of any provider, oldest first."""
    held = {Unit.parse(key).period for key in store.units(data_set, version)}
    return tuple(sorted(held, key=lambda period: (_last(period), period)))


def _last(period: str) -> str:
    months = months_of(period)
    return str(months.last) if months else period


def answer_comparison(
    store: EvidenceStore,
    *,
    data_set: str,
    indicator: str,
    peers: Peers,
    periods: Sequence[str],
    version: int | None = None,
    at: dt.datetime,
) -> Comparison:
    """Figures, rates per 1,000 residents where they say something, and places in the ranking.

    Raises NothingLoaded when nothing of the data set is held, LookupError when its areas are not compared.
    """
    rules = comparing(data_set)
    codes = [*peers.own, *(code for code in peers.areas if code not in peers.own), ENGLAND]
    asked = figures_compared(
        store, data_set=data_set, indicator=indicator, areas=codes, periods=periods, version=version, at=at
    )
    per = _residents(store, codes, periods) if rules.has_rate(indicator) else {}
    shown = [code for code in codes if code != ENGLAND or code in asked.names]
    rows = tuple(
        ComparedArea(
            code=code,
            name="England" if code == ENGLAND else peers.areas.get(code) or asked.names.get(code, code),
            is_own=code in peers.own,
            is_peer=code != ENGLAND,
            figures=asked.figures[code],
            rates={
                period: rate_per_1000(round(figure.value), per[code, period].value)
                for period, figure in asked.figures[code].items()
                if isinstance(figure, Known) and figure.value >= 0 and (code, period) in per
            },
        )
        for code in shown
    )
    named = {period: denominator.source for (_, period), denominator in per.items()}
    return Comparison(data_set, indicator, peers, tuple(periods), rows, named, asked)


def _residents(
    store: EvidenceStore, codes: Sequence[str], periods: Sequence[str]
) -> Mapping[tuple[str, str], Denominator]:
    """Area and period to the residents of the mid-year that stands nearest to it."""
    years = {period: middle_year(months) for period in periods if (months := months_of(period))}
    found = residents(store, codes, sorted(set(years.values())))
    return {
        (code, period): found[code, of_year]
        for code in codes
        for period, of_year in years.items()
        if (code, of_year) in found and found[code, of_year].value
    }
