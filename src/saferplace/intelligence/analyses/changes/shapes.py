"""What the page of changes is made of, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from saferplace.analysis.change import Change
from saferplace.analysis.many_changes import AmongMany, ChangeAmongMany
from saferplace.analysis.months import Month, runs_in_words
from saferplace.analysis.since_when import SinceWhen
from saferplace.evidence.areas import Denominator
from saferplace.intelligence.analyses.answer import Answer
from saferplace.intelligence.analyses.changes.question import ChangeQuestion, Order


@dataclass(frozen=True)
class ChangedRow:
    """One type or ward. rate: per 1,000 residents over the months compared; None where residents are not known."""

    name: str
    code: str
    found: ChangeAmongMany
    residents: Denominator | None
    rate: float | None
    rate_before: float | None
    since: SinceWhen | None

    @property
    def change(self) -> Change:
        return self.found.change

    @property
    def percent_in_words(self) -> str:
        percent = self.change.percent
        return "not calculable" if percent is None else f"{round(percent) + 0.0:+,.0f}%"

    @property
    def rates_in_words(self) -> str:
        if self.rate is None or self.rate_before is None:
            return "not known"
        return f"{self.rate_before:,.1f} to {self.rate:,.1f}"

    @property
    def ratio_in_words(self) -> str:
        ratio = self.change.ratio
        if ratio.ratio is None or not isfinite(ratio.ratio):
            return "not calculable"
        return f"{ratio.ratio:.2f} ({ratio.lower:.2f} to {ratio.upper:.2f})"

    @property
    def since_in_words(self) -> str:
        return self.since.briefly() if self.since else ""


_Sort = Callable[[ChangedRow], tuple[Any, ...]]
_SEVERITY = {AmongMany.RISE: 0, AmongMany.CHANCE_AMONG_SO_MANY: 1, AmongMany.COULD_BE_CHANCE: 1, AmongMany.TOO_FEW: 2}


def _worst(row: ChangedRow) -> tuple[Any, ...]:
    """Real rises by how large they are at the least, then what could be chance, what is too few, and real falls."""
    ratio = row.change.ratio
    least = ratio.upper if row.found.verdict is AmongMany.FALL else ratio.lower
    return (_SEVERITY.get(row.found.verdict, 3), -least, -row.change.count, row.name)


def _best(row: ChangedRow) -> tuple[Any, ...]:
    return (row.found.verdict is not AmongMany.FALL, row.change.ratio.upper, row.name)


ORDERS: Mapping[Order, _Sort] = {
    Order.WORST: _worst,
    Order.BEST: _best,
    Order.MOST: lambda row: (-row.change.count, row.name),
    Order.NAME: lambda row: (row.name,),
}


@dataclass(frozen=True)
class ChangePage:
    """whole: of the place and the types together, judged alone. rows: worst first, judged together.

    compared: the months of the period whose twins can be counted too.
    """

    asked: ChangeQuestion
    compared: tuple[Month, ...]
    compared_before: tuple[Month, ...]
    whole: ChangedRow
    rows: tuple[ChangedRow, ...]
    answer: Answer

    def in_order(self, order: Order) -> tuple[ChangedRow, ...]:
        return tuple(sorted(self.rows, key=ORDERS[order]))

    @property
    def now_in_words(self) -> str:
        return runs_in_words(self.compared)

    @property
    def before_in_words(self) -> str:
        return runs_in_words(self.compared_before)
