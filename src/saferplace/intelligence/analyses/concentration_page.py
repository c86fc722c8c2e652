"""The page of concentration in words: a chart, its table, and each type of crime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from saferplace.analysis.concentration import Concentration, Holders, Measured, Verdict
from saferplace.core.charts.lorenz_chart import lorenz_chart
from saferplace.intelligence.analyses.answer import Answer
from saferplace.intelligence.analyses.concentration import ConcentrationFound

LINES = (
    "crime_type",
    "crimes",
    "map_points",
    "measure",
    "points",
    "value",
    "lower_95",
    "upper_95",
    "if_random",
    "if_random_lower",
    "if_random_upper",
    "status",
    "receipt",
)


@dataclass(frozen=True)
class ShareLine:
    """A line of the first table: 'the 16 points with most (1%)', what they hold, and what chance would give them."""

    what: str
    held: str
    interval: str
    by_chance: str


@dataclass(frozen=True)
class TypeLine:
    name: str
    crimes: int
    half: str
    by_chance: str
    verdict: str


@dataclass(frozen=True)
class ConcentrationPage:
    """subject: what was asked, as the form says it."""

    found: ConcentrationFound
    subject: str

    @property
    def answer(self) -> Answer:
        return self.found.answer

    @property
    def chart(self) -> SafeString:
        whole, half = self.found.whole, self._half
        return lorenz_chart(
            whole.lorenz,
            whole.lorenz_by_chance,
            half_at=half.share_of_places.value,
            chart_id="lorenz",
            title=f"Half of {self.subject} was at {half.share_of_places.value:.1%} of map points",
            description=(
                f"Points with most come first. The line reaches half at {half.places:,} of {whole.places:,} points; "
                f"spread at random it would take about {_points(half.share_of_places.by_chance, whole):,}. The table "
                "that follows has the figures."
            ),
            places="map points",
            events="crimes",
        )

    @property
    def shares(self) -> list[ShareLine]:
        whole = self.found.whole
        tops = [
            ShareLine(
                f"The {top.places:,} point{'s' * (top.places != 1)} with most ({top.asked:.0%} of points) held",
                f"{top.events:,} crimes ({top.share_of_events.value:.1%})",
                _interval(top.share_of_events),
                f"{top.share_of_events.by_chance:.1%}",
            )
            for top in whole.tops
        ]
        holders = [
            ShareLine(
                f"{'A quarter' if one.share_of_events == 0.25 else 'Half'} of crimes was at",
                f"{one.places:,} points ({one.share_of_places.value:.1%})",
                _interval(one.share_of_places),
                f"{_points(one.share_of_places.by_chance, whole):,} points ({one.share_of_places.by_chance:.1%})",
            )
            for one in whole.holders
        ]
        return tops + holders

    @property
    def beside_other_cities(self) -> str:
        """The law of concentration beside it. A reading, not a test: points are not street segments."""
        band = self._half.band
        if band is None:
            return ""
        return (
            f"In eight cities studied street by street, half of a year’s crime was on {band.lowest:.1%} to "
            f"{band.highest:.0%} of street segments (Weisburd 2015). Here only points with any crime are counted as "
            "places, and quiet streets are not, so a higher figure is to be expected."
        )

    @property
    def types(self) -> list[TypeLine]:
        return [
            TypeLine(
                name,
                one.events,
                f"{half.places:,} ({half.share_of_places.value:.1%})",
                f"{_points(half.share_of_places.by_chance, one):,} ({half.share_of_places.by_chance:.1%})",
                _short(one.verdict),
            )
            for name, one in self.found.by_type.items()
            if (half := _half_of(one))
        ]

    def lines(self) -> Iterator[tuple[object, ...]]:
        """For the file: every measure of what was asked, then of each type."""
        yield from self._lines_of(self.subject, self.found.whole)
        for name, one in self.found.by_type.items():
            yield from self._lines_of(name, one)

    def _lines_of(self, name: str, one: Concentration) -> Iterator[tuple[object, ...]]:
        measures = [
            ("generalised_gini", "", one.generalised_gini),
            *((f"share_of_crimes_in_top_{top.asked:.0%}", top.places, top.share_of_events) for top in one.tops),
            *(
                (f"share_of_points_with_{held.share_of_events:.0%}", held.places, held.share_of_places)
                for held in one.holders
            ),
        ]
        status = "too few to tell" if one.verdict is Verdict.TOO_FEW else "counted"
        for measure, points, found in measures:
            figures = (
                found.value,
                found.lower,
                found.upper,
                found.by_chance,
                found.by_chance_lower,
                found.by_chance_upper,
            )
            rounded = (round(figure, 4) for figure in figures)
            digest = self.answer.receipt.digest
            yield (name, one.events, one.places, measure, points, *rounded, status, digest)

    @property
    def _half(self) -> Holders:
        return _half_of(self.found.whole)


def _half_of(one: Concentration) -> Holders:
    return next(holders for holders in one.holders if holders.share_of_events == 0.5)


def _points(share: float, one: Concentration) -> int:
    return round(share * one.places)


def _interval(one: Measured) -> str:
    return f"{one.lower:.1%} to {one.upper:.1%}"


def _short(verdict: Verdict) -> str:
    return {
        Verdict.MORE: "More than chance",
        Verdict.NO_MORE: "No more than chance",
        Verdict.TOO_FEW: "Too few to tell",
    }[verdict]
