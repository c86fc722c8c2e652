"""Harm by offence as a page shows it: what carries it, how sure it is, and whether it has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saferplace.analysis.harm import OffenceHarm
from saferplace.core.charts.bars import Bar, bars_chart
from saferplace.intelligence.analyses.harm import HarmOfYear

_BARS = 10


@dataclass(frozen=True)
class Line:
    """One offence in words."""

    offence: str
    count: str
    weight: str
    harm: str
    share_of_harm: str
    share_of_count: str


@dataclass(frozen=True)
class HarmPage:
    found: HarmOfYear

    @property
    def unit(self) -> str:
        return self.found.harm.scheme.unit

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Number and what it is."""
        harm = self.found.harm
        said = [
            (
                f"{harm.total:,.0f}",
                f"{self.unit}; by chance alone anything from {_ends(harm.sum.lower, harm.sum.upper)}",
            ),
        ]
        if self.found.per_1000 is not None:
            said.append((_few(self.found.per_1000), f"{self.unit} per 1,000 residents"))
        if self.found.harm.proactive:
            apart = f"{self.unit} of what police find by looking, kept apart"
            said.append((f"{harm.proactive_total:,.0f}", apart))
        return said

    @property
    def change_in_words(self) -> str:
        """Compared with the year before; blank where it is not held."""
        change = self.found.change
        return f"Compared with the year before: {change.in_words()}." if change else ""

    @property
    def offences(self) -> list[Line]:
        return [_line(one) for one in self.found.harm.offences if one.count]

    @property
    def found_by_police(self) -> list[Line]:
        return [_line(one) for one in self.found.harm.proactive if one.count]

    @property
    def unweighted(self) -> Sequence[tuple[str, int]]:
        return self.found.harm.unweighted

    def chart(self) -> str:
        """The ten heaviest by share of harm; blank where nothing was recorded."""
        top = [one for one in self.found.harm.offences if one.harm][:_BARS]
        bars = [
            Bar(
                one.offence,
                one.share_of_harm * 100,
                f"{one.share_of_harm:.0%} ({_percent(one.share_of_count)})",
            )
            for one in top
        ]
        said = "; ".join(f"{one.offence} {one.share_of_harm:.0%}" for one in top)
        title = f"Share of all harm, and of the count in brackets, {self.found.year.in_words}"
        return bars_chart(bars, chart_id="harm", title=title, description=f"Share of harm: {said}.", unit="%")

    def lines(self) -> list[tuple[object, ...]]:
        """Every offence for a file."""
        harm, digest = self.found.harm, self.found.answer.receipt.digest
        beside = (str(harm.scheme), harm.edition, self.found.year.key, digest)
        rows = [("weighed", harm.offences), ("found by police, not in the total", harm.proactive)]
        lines: list[tuple[object, ...]] = [
            (
                self.found.code_of(one),
                one.offence,
                one.count,
                one.weight,
                round(one.harm, 3),
                round(one.share_of_harm, 5) if status == "weighed" else None,
                round(one.share_of_count, 5) if status == "weighed" else None,
                status,
                *beside,
            )
            for status, offences in rows
            for one in offences
        ]
        lines += [
            (self.found.codes[name], name, count, None, None, None, None, "no weight in this edition", *beside)
            for name, count in harm.unweighted
        ]
        return lines


LINES = (
    "offence_code", "offence", "count", "weight", "harm", "share_of_harm", "share_of_count", "status", "scheme",
    "edition", "year_to_quarter", "receipt",
)  # fmt: skip


def _line(one: OffenceHarm) -> Line:
    weight = f"{one.weight:,.0f}" if float(one.weight).is_integer() else f"{one.weight:,.1f}"
    return Line(
        one.offence,
        f"{one.count:,}",
        weight,
        f"{one.harm:,.0f}",
        _percent(one.share_of_harm),
        _percent(one.share_of_count),
    )


def _few(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:,.1f}"


def _percent(share: float) -> str:
    if 0 < share < 0.0005:
        return "under 0.1%"
    return f"{share:.0%}" if share >= 0.095 or share == 0 else f"{share:.1%}"


def _ends(lower: float, upper: float) -> str:
    return f"{lower:,.0f} to {upper:,.0f}"
