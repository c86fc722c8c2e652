"""The page "Where next month": what it asks, and everything that it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month
from saferplace.analysis.prospective import Interval
from saferplace.core.charts import Bar, bars_chart
from saferplace.evidence.areas import Area
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.foresight import PLACES, Foresight, TriedMethod, foresee
from saferplace.intelligence.analyses.next_month import NEXT_MONTH, layer_of
from saferplace.intelligence.analyses.next_month_words import choice_in_words, method_line, not_tried, trial_in_words
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.page_form import PageFilter
from saferplace.intelligence.analyses.question import LayerQuestion

_MOST_MONTHS = 36  # older streets and map points are not those of today


class NextMonthFilter(PageFilter):
    """Before anybody chooses: the newest three years, as far as they are held."""

    places = forms.ChoiceField(
        label=PLACES.label,
        choices=PLACES.choices,
        error_messages={"invalid_choice": "Choose how many places from the list."},
    )

    def __init__(self, asked: QueryDict, months: Sequence[Month], area: Area) -> None:
        asked = asked.copy()
        oldest = next(month for month in months if months[-1] - month < _MOST_MONTHS)
        asked.setdefault("first", str(oldest))
        asked.setdefault("places", PLACES.default)
        super().__init__(asked, months, area)

    def question(self, store: EvidenceStore, at: dt.datetime) -> LayerQuestion:
        return replace(super().question(store, at), settings={PLACES.name: self.cleaned_data["places"]})

    def of_the_map(self) -> str:
        """The same question as the map's address asks it, which takes nothing for all."""
        asked = QueryDict(mutable=True)
        for name, value in self.completed.items():
            if value:
                asked[name] = str(value)
        asked["analysis"] = NEXT_MONTH.key
        return asked.urlencode()


@dataclass(frozen=True)
class MethodInWords:
    """One line of the table of methods."""

    name: str
    is_used: bool
    caught: str
    share: str
    times: str
    of_best: str
    verdict: str


@dataclass(frozen=True, eq=False)
class NextMonthPage:
    found: Foresight
    layer: AreaLayer

    @property
    def month(self) -> str:
        return self.found.month.in_words()

    @property
    def source_words(self) -> str:
        return source_in_words(self.layer.answer.receipt)

    @property
    def trial(self) -> str:
        return trial_in_words(self.found)

    @property
    def choice(self) -> str:
        return choice_in_words(self.found)

    @property
    def methods(self) -> list[MethodInWords]:
        return [_in_words(tried) for tried in self.found.tried]

    @property
    def not_tried(self) -> list[tuple[str, str]]:
        return not_tried(self.found)

    def chart(self) -> str:
        """Share caught by each method. Blank where nothing was recorded in the months held back."""
        bars = [bar for tried in self.found.tried if (bar := _bar(tried))]
        return bars_chart(
            bars,
            chart_id="methods",
            title="Share of what was recorded in the months held back that each way caught",
            description=f"{self.trial} {self.choice} The table below has every figure.",
            unit="%",
        )

    def method_lines(self) -> tuple[tuple[str, ...], list[list[object]]]:
        """The table of methods for a file: those not tried too, and why."""
        told = [method_line(tried) for tried in self.found.tried]
        columns = tuple(name for name in told[0] if name != "is_used")
        digest = self.layer.answer.receipt.digest
        lines: list[list[object]] = [
            [*(line[name] for name in columns), "used" if line["is_used"] else "tried", digest] for line in told
        ]
        for name, why in self.not_tried:
            lines.append([name, *[None] * (len(columns) - 1), f"not tried: {why}", digest])
        return (*columns, "status", "receipt"), lines

    def place_lines(self) -> tuple[list[str], list[list[object]]]:
        """The list of places for a file."""
        columns, lines = self.layer.as_table()
        told: list[list[object]] = [[*line[:-1], "forecast", line[-1]] for line in lines]
        return [*columns[:-1], "status", columns[-1]], told


def next_month_page(question: LayerQuestion) -> NextMonthPage:
    """Raises NothingLoaded, and ValueError where there is too little to forecast from."""
    found = foresee(question)
    return NextMonthPage(found, layer_of(found))


def _in_words(tried: TriedMethod) -> MethodInWords:
    return MethodInWords(
        name=tried.name[0].upper() + tried.name[1:],
        is_used=tried.is_used,
        caught=f"{tried.caught:,.0f} of {tried.total:,.0f}",
        share=_percent(tried.accuracy.hit_rate),
        times=_ends(tried.accuracy.pai, 1),
        of_best=_percent(tried.accuracy.pei),
        verdict=tried.verdict,
    )


def _percent(interval: Interval) -> str:
    if interval.estimate is None or interval.lower is None or interval.upper is None:
        return "not calculable"
    return f"{interval.estimate:.1%} ({interval.lower:.1%} to {interval.upper:.1%})"


def _ends(interval: Interval, decimals: int) -> str:
    if interval.estimate is None or interval.lower is None or interval.upper is None:
        return "not calculable"
    return f"{interval.estimate:.{decimals}f} ({interval.lower:.{decimals}f} to {interval.upper:.{decimals}f})"


def _bar(tried: TriedMethod) -> Bar | None:
    rate = tried.accuracy.hit_rate
    if rate.estimate is None or rate.lower is None or rate.upper is None:
        return None
    return Bar(tried.name, rate.estimate * 100, f"{rate.estimate:.1%}", rate.lower * 100, rate.upper * 100)


def _as_the_map(store: EvidenceStore, receipt: Receipt) -> NoReturn:
    raise LookupError(f"“{receipt.method}” is no method of this page: its receipts are those of the map.")


NEXT_MONTH_PAGE = PageAnalysis(
    text="Where next month",
    address="intelligence:next-month",
    asks="Which places will most likely hold most crime next month, and how far can such a forecast be trusted?",
    methods={},
    again=_as_the_map,
)
