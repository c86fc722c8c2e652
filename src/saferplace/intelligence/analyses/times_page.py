"""Hours of the week in words, a chart and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saferplace.analysis.months import Period
from saferplace.analysis.time_profiles import WEEKDAYS
from saferplace.core.charts import week_chart
from saferplace.intelligence.analyses.times import TimesAnswer, warnings_of

LINES = (
    "data_set",
    "period",
    "weekday",
    "hour",
    "exact",
    "between_two_times",
    "total",
    "in_busiest",
    "status",
    "receipt",
)
_SPELLS = 8


@dataclass(frozen=True)
class HourCell:
    """said: expected records, then how many of them at an exact time."""

    total: str
    exact: str
    is_busiest: bool


@dataclass(frozen=True, eq=False)
class TimesPage:
    found: TimesAnswer
    subject: str
    period: Period

    @property
    def warnings(self) -> list[str]:
        return warnings_of(self.found.profile)

    @property
    def weekdays(self) -> tuple[str, ...]:
        return WEEKDAYS

    @property
    def has_spread(self) -> bool:
        return bool(self.found.profile.spread.any())

    @property
    def spells(self) -> list[tuple[str, str]]:
        """The busiest hours that follow one another, the fullest first, with their share of all."""
        return [(spell.in_words(), f"{spell.share:.1%}") for spell in self.found.peak.spells[:_SPELLS]]

    @property
    def other_spells(self) -> int:
        return len(self.found.peak.spells) - len(self.spells)

    @property
    def by_day(self) -> list[tuple[str, str, str, str, str]]:
        """Weekday, records, share, and of them exact and between two times."""
        profile = self.found.profile
        total = float(profile.weight.sum())
        return [
            (
                name,
                _said(float(profile.weight[day].sum())),
                f"{profile.weight[day].sum() / total:.0%}",
                _said(float(profile.exact[day].sum())),
                _said(float(profile.spread[day].sum())),
            )
            for day, name in enumerate(WEEKDAYS)
        ]

    @property
    def hours(self) -> list[tuple[str, list[HourCell]]]:
        profile, busiest = self.found.profile, set(self.found.peak.cells)
        return [
            (
                f"{hour:02d}:00",
                [
                    HourCell(
                        _said(float(profile.weight[day, hour])),
                        f"{profile.exact[day, hour]:,.0f}",
                        day * 24 + hour in busiest,
                    )
                    for day in range(len(WEEKDAYS))
                ],
            )
            for hour in range(24)
        ]

    def chart(self) -> str:
        spells = "; ".join(said for said, _ in self.spells[:3])
        return week_chart(
            self.found.profile.weight.tolist(),
            frozenset(self.found.peak.cells),
            chart_id="week",
            title=f"{self.subject[:1].upper()}{self.subject[1:]} by hour and weekday, {self.period.in_words()}",
            description=(
                f"{self.found.answer.finding} The fullest of the busiest hours: {spells}. "
                "The table below has every number."
            ),
        )

    def lines(self, data_set: str) -> Iterator[tuple[object, ...]]:
        """Each hour of the week, from Monday."""
        profile, busiest = self.found.profile, set(self.found.peak.cells)
        digest = self.found.answer.receipt.digest
        for day, name in enumerate(WEEKDAYS):
            for hour in range(24):
                exact, spread = float(profile.exact[day, hour]), float(profile.spread[day, hour])
                in_busiest = "yes" if day * 24 + hour in busiest else "no"
                numbers = (round(exact), round(spread, 3), round(exact + spread, 3))
                yield (data_set, self.period, name, hour, *numbers, in_busiest, "known", digest)


def _said(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or abs(value - round(value)) < 0.05 else f"{value:.1f}"
