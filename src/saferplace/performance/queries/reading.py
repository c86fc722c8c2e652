"""One measure read as a whole: its newest figure, its comparisons, its control chart, each with words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from saferplace.analysis.held_months import held_months
from saferplace.analysis.missing import Figure, Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.proportion import Proportion, proportion
from saferplace.analysis.rates import Rate, rate_per_1000
from saferplace.analysis.rolling import RollingTwelve, rolling_twelve
from saferplace.analysis.xmr import Break, Polarity, Xmr, reading_in_words, signal_in_words, xmr
from saferplace.analysis.year_to_date import YearToDate, year_to_date
from saferplace.performance.models import CollectionMethod, Frequency, Measure, MeasureVersion, Observation
from saferplace.performance.periods import is_period_of

NO_DATA = "No data yet"
NO_TARGET = "Tracker: no target set"


@dataclass(frozen=True)
class MeasureReading:
    """Everything a page may say of a measure, computed from the observations that this reader may see.

    observations: current ones in order of time. earlier_definition: keys of versions not comparable with this one.
    """

    measure: Measure
    version: MeasureVersion
    observations: Sequence[Observation]
    earlier_definition: frozenset[int]

    @property
    def decimals(self) -> int:
        return 1 if self.version.is_percentage else 0

    @property
    def suffix(self) -> str:
        return "%" if self.version.is_percentage else ""

    def written(self, value: float) -> str:
        return f"{value:,.{self.decimals}f}{self.suffix}"

    @cached_property
    def fitting(self) -> Sequence[Observation]:
        """Those whose period is one of this definition's: monthly figures cannot stand in a quarterly chart."""
        return [o for o in self.observations if is_period_of(self.version, o.period)]

    @property
    def left_out_in_words(self) -> str:
        left_out = len(self.observations) - len(self.fitting)
        if not left_out:
            return ""
        return f"{left_out} kept from before the periods of this measure changed; they cannot be shown together."

    @cached_property
    def figures(self) -> Mapping[Month, Figure]:
        """First month of each period to its figure, under any definition."""
        return {Month.of(o.period_first): o.figure for o in self.fitting}

    @cached_property
    def comparable_figures(self) -> Mapping[Month, Figure]:
        """Figures under this definition: the only ones that may be added up or compared."""
        return {Month.of(o.period_first): o.figure for o in self._comparable}

    @cached_property
    def _comparable(self) -> Sequence[Observation]:
        return [o for o in self.fitting if o.version_id not in self.earlier_definition]

    @cached_property
    def latest(self) -> Observation | None:
        """The newest observation with a figure under this definition."""
        known = [o for o in self._comparable if o.value is not None]
        return known[-1] if known else None

    @cached_property
    def latest_share(self) -> Proportion | None:
        newest = self.latest
        if newest is None or not newest.is_share or newest.numerator is None:
            return None
        return proportion(newest.numerator, newest.denominator)

    @property
    def latest_value(self) -> str:
        """The newest figure alone, as a headline prints it; blank when there is none."""
        return "" if self.latest is None or self.latest.value is None else self.written(self.latest.value)

    @property
    def latest_in_words(self) -> str:
        """The newest figure with its period, or that there is none yet."""
        if self.latest is None:
            return NO_DATA
        provisional = ", provisional" if self.latest.is_provisional else ""
        return f"{self.latest_value} in {self.latest.period.in_words()}{provisional}"

    @property
    def latest_share_in_words(self) -> str:
        """A margin of error only for a random sample: people who chose to reply are not one."""
        share, newest = self.latest_share, self.latest
        if share is None or newest is None:
            return ""
        counts = f"{share.numerator:,} of {share.denominator:,}"
        if newest.method == CollectionMethod.RANDOM_SAMPLE:
            return f"{share.in_words()}."
        if newest.method == CollectionMethod.SELF_SELECTED:
            return f"{counts} of those who replied. They chose to reply, so there is no margin of error."
        return f"{counts}."

    @property
    def after_latest_in_words(self) -> str:
        """Periods newer than the newest figure: an incomplete month is named, never shown as a fall."""
        since = self.latest.period_first if self.latest else None
        newer = [o for o in self.fitting if o.missing and (since is None or o.period_first > since)]
        return " ".join(f"{o.period.in_words()}: {Missing(o.missing).in_words}." for o in newer)

    @cached_property
    def breaks(self) -> list[Break]:
        earlier = [o for o in self.fitting if o.version_id in self.earlier_definition]
        if not earlier:
            return self.version.breaks
        spell = Period(earlier[0].period.first, earlier[-1].period.last)
        return [*self.version.breaks, Break(spell, "Counted under an earlier definition")]

    @cached_property
    def chart(self) -> Xmr:
        return xmr(
            self.figures,
            polarity=Polarity(self.version.polarity),
            target=self.version.target_value,
            breaks=self.breaks,
            rebases=self.version.rebases,
            printed={o.period.first: o.seen_in_doubt for o in self.fitting if o.seen_in_doubt is not None},
            highest=100 if self.version.is_percentage else None,
            months_apart=self.version.months_apart,
        )

    @property
    def chart_in_words(self) -> str:
        if self.latest is None:
            return f"{NO_DATA}."
        return reading_in_words(self.chart, decimals=self.decimals, unit=self.suffix)

    @cached_property
    def signals(self) -> Mapping[Month, str]:
        return {point.month: signal_in_words(point) for point in self.chart.points}

    @property
    def newest_in_a_line(self) -> str:
        """The newest figure and what the control chart says of it."""
        judged = self.chart.latest
        if self.latest is None or judged is None or judged.month != self.latest.period.first:
            return self.latest_in_words
        return f"{self.latest_in_words}, {self.signals[judged.month]}"

    @property
    def finding(self) -> str:
        """The heading of the chart: what is found, not what is drawn."""
        return f"{self.version.name}: {self.newest_in_a_line}"

    @property
    def _is_monthly_count(self) -> bool:
        return not self.version.is_percentage and self.version.frequency == Frequency.MONTHLY

    @cached_property
    def rolling(self) -> RollingTwelve | None:
        """None for percentages, for other frequencies, and before the first figure."""
        if not self._is_monthly_count or self.latest is None:
            return None
        return rolling_twelve(self.comparable_figures, self.latest.period.last)

    @cached_property
    def year_to_date(self) -> YearToDate | None:
        if not self._is_monthly_count or self.latest is None:
            return None
        return year_to_date(self.comparable_figures, self.latest.period.last)

    @cached_property
    def rate(self) -> Rate | None:
        """Per 1,000 residents: of the latest 12 months where all are known, else of the latest period alone."""
        count = self._rated_count
        if count is None or not self.version.is_per_resident or not self.measure.population_count:
            return None
        return rate_per_1000(count, self.measure.population_count)

    @property
    def rate_in_words(self) -> str:
        if self.rate is None or self.latest is None:
            return ""
        rolled = self.rolling
        period = rolled.period if rolled and rolled.total is not None else self.latest.period
        interval = f"{self.rate.level:.0%} interval {self.rate.lower:,.2f} to {self.rate.upper:,.2f}"
        residents = f"{self.rate.population:,} residents in {self.measure.population_year}"
        return (
            f"{self.rate.per_1000:,.2f} per 1,000 residents in {period.in_words()} ({interval}). "
            f"Taken as {residents}: {self.measure.population_source}."
        )

    @property
    def _rated_count(self) -> int | None:
        if self.rolling is not None and self.rolling.total is not None:
            return self.rolling.total
        if self.version.is_percentage or self.latest is None:
            return None
        return self.latest.numerator

    @property
    def target_in_words(self) -> str:
        value = self.version.target_value
        if value is None or self.version.target is None:
            return NO_TARGET
        return f"{self.written(value)} by {Month.parse(self.version.target['by']).in_words()}"

    @property
    def baseline_in_words(self) -> str:
        period = self.version.baseline_period
        if period is None or self.version.baseline is None:
            return "No baseline set"
        if "value" in self.version.baseline:
            return f"{self.written(self.version.baseline['value'])} in {period.in_words()}"
        if self.version.is_percentage:
            figure = self.comparable_figures.get(period.first, Missing.NOT_YET_AVAILABLE)
            said = figure.in_words if isinstance(figure, Missing) else self.written(figure.value)
            return f"{said}, {period.in_words()}"
        held = held_months(self.comparable_figures, period)
        if held.total is None:
            absent = f"{len(held.missing)} of the {len(period)} months"
            return f"Not calculable: {absent} of {period.in_words()} are not held"
        crossed = " (part of it is not comparable)" if any(_meets(b.period, period) for b in self.breaks) else ""
        return f"{held.total:,} in {period.in_words()}{crossed}"


def _meets(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
