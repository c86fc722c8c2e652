"""What became of the partnership's crimes: rates with their denominators, told by type and by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from saferplace.analysis.attribute_charts import RateChart, Tally, laney_p_chart, rate_chart_in_words
from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.proportion import Proportion
from saferplace.analysis.xmr import Polarity
from saferplace.core.charts import Bar, bars_chart
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import CrimeOutcomes, OutcomeRates, OutcomesReached, outcome_rates, outcomes_reached
from saferplace.evidence.queries.crime_outcomes import OUTCOME_GROUPS, open_outcomes
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.queries.map_page import months_to_choose


@dataclass(frozen=True)
class Line:
    """One type or one month. shares: outcome group to the share of crimes with one, in words, in the groups' order."""

    name: str
    crimes: int
    charged: int
    rate: Proportion | None
    with_outcome: int
    shares: tuple[str, ...]
    is_too_recent: bool

    @property
    def interval(self) -> str:
        return f"{self.rate.lower:.1f}% to {self.rate.upper:.1f}%" if self.rate else ""

    @property
    def percent(self) -> str:
        return f"{self.rate.percent:.1f}%" if self.rate else "Not calculable"


@dataclass(frozen=True)
class OutcomesPage:
    area: Area
    period: Period
    rates: OutcomeRates
    reached: OutcomesReached

    @cached_property
    def whole(self) -> Line:
        return _line("All of these crimes", self.rates.rows, self.rates)

    @cached_property
    def by_type(self) -> list[Line]:
        types = sorted({row.crime_type for row in self.rates.rows})
        return [_line(name, self.rates.of_type(name), self.rates) for name in types]

    @cached_property
    def by_month(self) -> list[Line]:
        """Newest first."""
        months = sorted({row.month for row in self.rates.rows}, reverse=True)
        return [
            _line(month.in_words(), [row for row in self.rates.rows if row.month == month], self.rates)
            for month in months
        ]

    @cached_property
    def months_judged(self) -> RateChart:
        """Each month's charge rate beside what is usual for so many crimes; months too recent to judge are left out."""
        tallies: dict[Month, Tally | Missing] = {}
        for month in sorted({row.month for row in self.rates.rows}):
            rows = [row for row in self.rates.rows if row.month == month]
            crimes = sum(row.crimes for row in rows)
            is_known = crimes and not any(row.is_too_recent for row in rows)
            charged = sum(row.charged for row in rows)
            tallies[month] = Tally(charged, crimes) if is_known else Missing.NOT_YET_AVAILABLE
        return laney_p_chart(tallies, polarity=Polarity.HIGHER)

    @property
    def months_in_words(self) -> str:
        return rate_chart_in_words(self.months_judged, per=100)

    @property
    def months_out_of_the_ordinary(self) -> list[str]:
        """A sentence for each month whose rate is not what months of so many crimes usually have."""
        return [
            f"{point.month.in_words()}: {point.value:.1%}, where {point.lower:.1%} to {point.upper:.1%} would be usual "
            f"({point.kind})"
            for point in self.months_judged.points
            if point.rule and point.value is not None and point.lower is not None and point.upper is not None
        ]

    @property
    def several(self) -> int:
        return sum(row.several for row in self.rates.rows)

    @property
    def without_id(self) -> int:
        return sum(row.without_id for row in self.rates.rows)

    @property
    def too_recent(self) -> list[Month]:
        return sorted({row.month for row in self.rates.rows if row.is_too_recent})

    @property
    def groups(self) -> tuple[str, ...]:
        """Only those that occur."""
        return _groups(self.rates)

    def chart(self) -> str:
        """Charge rates by type, highest first; types of fewer than 20 crimes are in the table alone."""
        shown = sorted(
            (line for line in self.by_type if line.crimes >= 20 and line.rate),
            key=lambda line: -(line.rate.percent if line.rate else 0),
        )
        bars = [
            Bar(line.name, line.rate.percent, line.percent, line.rate.lower, line.rate.upper)
            for line in shown
            if line.rate
        ]
        title = f"Share of crimes that led to a charge, {self.area.name}, {self.period.in_words()}"
        said = "; ".join(f"{line.name} {line.percent}" for line in shown)
        return bars_chart(bars, chart_id="charge-rates", title=title, description=said, unit="%")


def outcomes_page(
    store: EvidenceStore, area: Area, period: Period, crime_types: frozenset[str] | None, *, at: dt.datetime
) -> OutcomesPage:
    """Raises NothingLoaded when crimes or outcomes were never loaded."""
    rates = outcome_rates(store, area=area, crime_types=crime_types, period=period, at=at)
    return OutcomesPage(area, period, rates, outcomes_reached(store, area=area, period=period, at=at))


def months_with_outcomes(store: EvidenceStore, area: Area) -> tuple[Month, ...]:
    """Months of which crimes and outcomes are held by every force of the area. Raises NothingLoaded."""
    read = open_outcomes(store)
    held = frozenset.intersection(*(read.months_of(force) for force in area.force_slugs))
    return tuple(month for month in months_to_choose(store, area) if month in held)


def _groups(rates: OutcomeRates) -> tuple[str, ...]:
    return tuple(group for group in OUTCOME_GROUPS if any(row.by_group.get(group) for row in rates.rows))


def _line(name: str, rows: Iterable[CrimeOutcomes], rates: OutcomeRates) -> Line:
    listed = list(rows)
    crimes = sum(row.crimes for row in listed)
    return Line(
        name=name,
        crimes=crimes,
        charged=sum(row.charged for row in listed),
        rate=rates.charge_rate(listed),
        with_outcome=sum(row.with_outcome for row in listed),
        shares=tuple(_share(sum(row.by_group[group] for row in listed), crimes) for group in _groups(rates)),
        is_too_recent=any(row.is_too_recent for row in listed),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""
