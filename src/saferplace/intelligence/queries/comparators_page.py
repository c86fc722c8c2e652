"""How a partnership's area compares: the table of figures, the rates, and what may be said of the newest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.missing import Figure, Known
from saferplace.evidence.areas import Area
from saferplace.evidence.compare import ComparedArea, Comparison, answer_comparison, periods_held
from saferplace.evidence.peers import Peers, neighbours, similar_lists
from saferplace.evidence.published.comparing import COMPARED, Comparing
from saferplace.evidence.published.periods import months_of
from saferplace.evidence.queries import names_without_code
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.among_areas import AmongAreas, among_areas

PERIODS_SHOWN = 12  # more columns cannot be read; the CSV has them all
_WHOLE_FROM = 1000  # estimates of whole regions come with decimals that nobody counted


@dataclass(frozen=True)
class Line:
    """One area as the page shows it. figures and rates: one cell a period, in words."""

    area: ComparedArea
    figures: list[str]
    rates: list[str]
    rank: str


@dataclass(frozen=True)
class ComparatorsPage:
    """summary: the area's newest figure in a sentence. nameless: names of the file that no area of today bears.

    among: whether the areas differ by more than chance; None where they have no rates.
    """

    source: Source
    comparison: Comparison
    lines: list[Line]
    summary: list[str]
    notes: list[str]
    nameless: list[str]
    older_periods: int
    among: AmongAreas | None

    @property
    def receipts(self) -> list[Receipt]:
        return [self.comparison.asked.receipt, *([self.among.answer.receipt] if self.among else [])]

    @property
    def has_rates(self) -> bool:
        return any(row.rates for row in self.comparison.rows)


def comparable_held(store: EvidenceStore) -> list[tuple[Comparing, Source]]:
    """The data sets that hold something and whose areas are compared."""
    return [(one, source_of(one.data_set)) for one in COMPARED if store.version(one.data_set) is not None]


def peers_to_choose(lists: EvidenceStore, area: Area, rules: Comparing) -> list[Peers]:
    """The neighbours first; then the lists of similar areas in the partnership's own store."""
    return [neighbours(area, rules.areas), *similar_lists(lists, area, rules.areas)]


def comparators_page(
    store: EvidenceStore, rules: Comparing, indicator: str, peers: Peers, *, every_period: bool = False, at: dt.datetime
) -> ComparatorsPage:
    """Raises NothingLoaded when nothing of the data set is held."""
    held = periods_held(store, rules.data_set)
    shown = held if every_period else held[-PERIODS_SHOWN:]
    comparison = answer_comparison(
        store, data_set=rules.data_set, indicator=indicator, peers=peers, periods=shown, at=at
    )
    ranked = comparison.newest_ranked
    places = comparison.ranks(ranked) if ranked else {}
    return ComparatorsPage(
        source=source_of(rules.data_set),
        comparison=comparison,
        lines=[
            Line(
                row,
                [figure_in_words(row.figures[period]) for period in shown],
                [f"{row.rates[period].per_1000:,.2f}" if period in row.rates else "not given" for period in shown],
                places[row.code].briefly() if row.code in places else "not ranked",
            )
            for row in comparison.rows
        ],
        summary=[_summary(comparison, row) for row in comparison.rows if row.is_own],
        notes=_notes(comparison),
        nameless=[f"{name} ({rows:,} rows)" for name, rows in names_without_code(store, rules.data_set).items()],
        older_periods=len(held) - len(shown),
        among=among_areas(comparison),
    )


def figure_in_words(figure: Figure) -> str:
    if not isinstance(figure, Known):
        return figure.in_words
    is_whole = float(figure.value).is_integer() or abs(figure.value) >= _WHOLE_FROM
    return f"{figure.value:,.0f}" if is_whole else f"{figure.value:,.2f}"


def period_in_words(period: str) -> str:
    months = months_of(period)
    return months.in_words() if months else period


def _summary(comparison: Comparison, row: ComparedArea) -> str:
    """The newest period with a rate, or else with a figure, in a sentence."""
    period = next((one for one in reversed(comparison.periods) if one in row.rates), None)
    if period is None:
        known = [one for one in comparison.periods if isinstance(row.figures[one], Known)]
        if not known:
            return f"{row.name}: there is no figure in any of these periods."
        return f"{row.name}: {figure_in_words(row.figures[known[-1]])} in {period_in_words(known[-1])}."
    figure, rate = figure_in_words(row.figures[period]), row.rates[period]
    said = f"{row.name}: {figure} in {period_in_words(period)}, {rate.in_words()}"
    place = comparison.ranks(period).get(row.code)
    said += f"; {place.in_words()}." if place else "."
    middle = comparison.median_rate(period)
    if middle is not None:
        said += f" The median of the others is {middle:,.2f}."
    england = next((other for other in comparison.rows if not other.is_peer and period in other.rates), None)
    return said + (f" England: {england.rates[period].per_1000:,.2f}." if england else "")


def _notes(comparison: Comparison) -> list[str]:
    names = {row.code: row.name for row in comparison.rows}
    return [
        f"{names[area]}, {', '.join(periods)}: {note}."
        for area, said in comparison.asked.notes.items()
        for note, periods in said.items()
        if area in names
    ]
