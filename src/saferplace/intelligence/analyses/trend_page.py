"""Trend and forecast in words, a chart and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saferplace.analysis.forecast import Expected, Method
from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month
from saferplace.core.charts import forecast_chart
from saferplace.core.charts.forecast_chart import Ahead, Kept
from saferplace.intelligence.analyses.trend import TrendAnswer

LINES = (
    "area_code",
    "subject",
    "month",
    "kind",
    "count",
    "status",
    "level",
    "expected",
    "lower_80",
    "upper_80",
    "lower_95",
    "upper_95",
    "receipt",
)
_SHOWN = 60  # months on the page; the file has all
_CALENDAR = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class MethodTried:
    """A line of the table of methods, as text."""

    name: str
    is_used: bool
    missed_by: str
    against_last_year: str
    held_80: str
    held_95: str


@dataclass(frozen=True, eq=False)
class TrendPage:
    """found: the answer. subject: what is counted; area_name, area_code: where."""

    found: TrendAnswer
    subject: str
    area_name: str
    area_code: str

    @property
    def shown(self) -> list[Month]:
        """The latest five years, from the first month with a figure."""
        months = sorted(month for month in self.found.counts if month <= self.found.series.last)[-_SHOWN:]
        first = next(n for n, month in enumerate(months) if self._used(month) is not None)
        return months[first:]

    @property
    def months(self) -> list[tuple[str, str, str]]:
        """Newest first: month, count or why there is none, and the level it belongs to."""
        return [(month.in_words(), *self._said(month)) for month in reversed(self.shown)]

    @property
    def coming(self) -> list[Expected]:
        return list(self.found.forecast.months)

    @property
    def changes(self) -> list[str]:
        """Newest first, in words."""
        return [change.in_words() for change in reversed(self.found.changes.changes)]

    @property
    def season(self) -> list[tuple[str, str, str]]:
        """Month of the year, against the average month, and its interval; empty where no season is clear."""
        pattern = self.found.season
        if not pattern.is_clear:
            return []
        return [
            (name, _against(index), f"{_against(low)} to {_against(high)}")
            for name, index, low, high in zip(_CALENDAR, pattern.index, pattern.lower, pattern.upper, strict=True)
        ]

    @property
    def methods(self) -> list[MethodTried]:
        """Those tried on the past, the best first."""
        race = self.found.forecast.race
        naive = next((one.mean_error for one in race.scores if one.method is Method.SEASONAL_NAIVE), None)
        return [
            MethodTried(
                one.method.value[:1].upper() + one.method.value[1:],
                one.method is race.best,
                f"{one.mean_error:,.1f}",
                "–" if not naive else f"{one.mean_error / naive:.2f}",
                f"{one.held_80:.0%}",
                f"{one.held_95:.0%}",
            )
            for one in race.scores
        ]

    @property
    def trials(self) -> int:
        return self.found.forecast.race.scores[0].trials if self.found.forecast.race.scores else 0

    def chart(self) -> str:
        coming = self.coming
        expected = f"{coming[0].mean:,.0f} in {coming[0].month.in_words()}" if coming else "no month"
        return forecast_chart(
            [(month, self._used(month)) for month in self.shown],
            [Kept(level.period, level.mean) for level in self.found.changes.levels],
            [Ahead(o.month, o.mean, o.lower_80, o.upper_80, o.lower_95, o.upper_95) for o in coming],
            chart_id="trend",
            title=f"{self.subject[:1].upper()}{self.subject[1:]} in {self.area_name}, month by month",
            description=(
                f"{self.found.changes.in_words()} {self.found.direction_in_words} Expected next: {expected}. "
                "The tables below have every number."
            ),
            axis_name="A month",
        )

    def lines(self) -> Iterator[tuple[object, ...]]:
        """Every month with its count or why there is none, then the months to come."""
        digest = self.found.answer.receipt.digest
        for month in sorted(self.found.counts):
            used = self._used(month)
            level = self._level(month)
            count = None if used is None else int(used)
            status = "known" if used is not None else self._why_not(month)
            said = None if level is None or used is None else round(level, 1)
            yield (self.area_code, self.subject, month, "counted", count, status, said, *[None] * 5, digest)
        for one in self.coming:
            ends = (one.lower_80, one.upper_80, one.lower_95, one.upper_95)
            yield (
                self.area_code, self.subject, one.month, "to come", None, "forecast", None, round(one.mean, 1), *ends,
                digest,
            )  # fmt: skip

    def _used(self, month: Month) -> float | None:
        value = self.found.series.at(month)
        return value if value == value else None  # NaN is no number of any month

    def _level(self, month: Month) -> float | None:
        return next((level.mean for level in self.found.changes.levels if month in level.period), None)

    def _why_not(self, month: Month) -> str:
        figure = self.found.counts.get(month, Missing.NOT_YET_AVAILABLE)
        reason = self.found.series.left_out.get(month)
        if reason is None:
            reason = "not used" if isinstance(figure, Known) else figure.in_words
        return reason

    def _said(self, month: Month) -> tuple[str, str]:
        used, level = self._used(month), self._level(month)
        if used is None:
            return self._why_not(month).capitalize(), "–"
        return f"{used:,.0f}", "–" if level is None else f"{level:,.0f}" if level >= 10 else f"{level:.1f}"


def _against(index: float) -> str:
    percent = round((index - 1) * 100)
    return f"{percent:+d}%" if percent else "0%"
