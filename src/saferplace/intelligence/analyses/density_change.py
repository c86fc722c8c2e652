"""Change in density: where it has really risen or fallen since the months it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import shapely

from saferplace.analysis.cells import Squares, squares_over
from saferplace.analysis.change import change
from saferplace.analysis.density import ChangeSurface, change_surface, dispersion_of, outline_above
from saferplace.analysis.months import Month, runs_in_words
from saferplace.analysis.rate_ratio import Verdict, rate_ratio
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Band, Column, Level, ShownArea
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.patches import Patch, patches_of
from saferplace.intelligence.analyses.placed import NoMonthHeld, PlacedPoints, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion, Setting
from saferplace.intelligence.analyses.smoothed import (
    KERNEL,
    SQUARE_M,
    as_events,
    beyond_in_words,
    check_enough,
    watched,
)

_AGAINST = Setting(
    "against",
    "Compare with",
    (("year", "The same months a year before"), ("before", "As many months just before")),
)
_OVER = Setting(
    "over",
    "Look at",
    (
        ("600", "Neighbourhoods: smooth over 600 m"),
        ("400", "Streets: smooth over 400 m"),
        ("1000", "Large parts: smooth over 1,000 m"),
    ),
)
_FALSE_DISCOVERY_RATE = 0.05
_AROUND = 0.5  # of the smoothing distance: beyond it an event weighs little (a quartic kernel has fallen by half)
_LEVELS = (
    Level("rise", "A real rise", "#b35806"),
    Level("fall", "A real fall", "#542788", is_dashed=True),
    Level("chance", "Enough to compare, and could be chance", "#969696"),
)
_COLUMNS = (
    Column("count", "Recorded", is_numeric=True),
    Column("count_before", "Before", is_numeric=True),
    Column("change", "Change"),
    Column("area_km2", "Ground, km²", is_numeric=True),
    Column("streets", "Points with most, both periods"),
)
_LEVEL_OF = {Verdict.REAL_RISE: "rise", Verdict.REAL_FALL: "fall"}


class _Both(NamedTuple):
    """The period's points and those of the months it is compared with: as many months of each."""

    now: PlacedPoints
    before: PlacedPoints


@dataclass(frozen=True)
class _Changed:
    verdict: Verdict
    patch: Patch
    count: int
    count_before: int


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where the months before are not held, or where there are too few events."""
    window = watched(question)
    both = _compared(question)
    totals = [int(placed.totals.sum()) for placed in both]
    check_enough(sum(totals))
    bandwidth = float(question.settings["over"])
    blocks = squares_over(window.boundary.bounds, bandwidth)
    dispersion = round(float(np.mean([_dispersion(blocks, placed) for placed in both])), 3)
    surface = change_surface(
        as_events(both.now),
        as_events(both.before),
        window=window,
        kernel=KERNEL,
        bandwidth_m=bandwidth,
        dispersion=dispersion,
        false_discovery_rate=_FALSE_DISCOVERY_RATE,
    )
    changed = [one for verdict in _LEVEL_OF for one in _patches(question.area, surface, verdict, both)]
    changed.sort(key=lambda one: -abs(one.count - one.count_before))
    areas = tuple(_shown(number, one) for number, one in enumerate(changed, start=1))
    bands = (Band("chance", _ground(surface, Verdict.COULD_BE_CHANCE)),)
    answer = _answer(question, both, surface, areas)
    return AreaLayer("Places that really changed, largest change first", answer, _LEVELS, _COLUMNS, areas, bands)


def _compared(question: LayerQuestion) -> _Both:
    """Months of which both periods have one: a month that is not held on one side is left out on the other."""
    back = 12 if question.settings["against"] == "year" else len(question.period)
    earlier = question.period.shifted(-back)
    if question.period.first <= earlier.last:
        raise ValueError(
            "A period of more than twelve months overlaps with the same months a year before: choose at most twelve "
            "months, or compare with as many months just before."
        )
    now = placed_points(question)
    try:
        before = placed_points(question.over(earlier))
    except (NothingLoaded, NoMonthHeld):
        before = None
    pairs = [month for month in now.months if before is not None and month + -back in before.months]
    if before is None or not pairs:
        raise ValueError(
            f"There is nothing to compare {question.period.in_words()} with: no month of {earlier.in_words()} is held "
            "beside its counterpart. Choose other months, or another comparison."
        )
    return _Both(_only(now, pairs), _only(before, [month + -back for month in pairs]))


def _only(placed: PlacedPoints, months: list[Month]) -> PlacedPoints:
    columns = [placed.months.index(month) for month in months]
    return replace(placed, months=tuple(months), counts=placed.counts[:, columns])


def _dispersion(blocks: Squares, placed: PlacedPoints) -> float:
    counts = np.zeros((blocks.count, len(placed.months)), dtype=np.int64)
    block = blocks.cell_of(placed.easting, placed.northing)
    np.add.at(counts, block[block >= 0], placed.counts[block >= 0])
    return dispersion_of(counts)


def _ground(surface: ChangeSurface, verdict: Verdict) -> shapely.Geometry:
    """Its squares as one outline with its corners cut, up to the boundary."""
    ground = outline_above(surface.window.squares, surface.where(verdict).astype(float), 0.5)
    return shapely.intersection(ground, surface.window.boundary)


def _patches(area: Area, surface: ChangeSurface, verdict: Verdict, both: _Both) -> list[_Changed]:
    """With the ground around whose events decided, and only where its own counts say the same."""
    now, before = both
    east, north = (np.concatenate(pair) for pair in ((now.easting, before.easting), (now.northing, before.northing)))
    counts = np.concatenate((now.totals, before.totals))
    around = _ground(surface, verdict).buffer(surface.bandwidth_m * _AROUND).intersection(surface.window.boundary)
    parts = patches_of(area, around, east, north, (*now.names, *before.names), counts)
    of_now = np.arange(len(counts)) < len(now.totals)
    found = [
        _Changed(verdict, part, int(counts[part.inside & of_now].sum()), int(counts[part.inside & ~of_now].sum()))
        for part in parts
    ]
    return [one for one in found if rate_ratio(one.count, one.count_before).verdict is verdict]


def _shown(number: int, one: _Changed) -> ShownArea:
    difference = change(one.count, one.count_before)
    percent = difference.percent
    return ShownArea(
        number=number,
        name=one.patch.name,
        outline=one.patch.outline,
        level=_LEVEL_OF[one.verdict],
        cells=(
            f"{one.count:,}",
            f"{one.count_before:,}",
            difference.in_words(),
            one.patch.area_in_words,
            one.patch.streets,
        ),
        values={
            "count": one.count,
            "count_before": one.count_before,
            "change_percent": None if percent is None else round(percent, 1),
            "area_km2": round(one.patch.area_km2, 3),
            "streets": one.patch.streets,
        },
    )


def _answer(question: LayerQuestion, both: _Both, surface: ChangeSurface, areas: tuple[ShownArea, ...]) -> Answer:
    now, before = both
    whole = change(int(now.totals.sum()), int(before.totals.sum()))
    rises, falls = (sum(area.level == level for area in areas) for level in ("rise", "fall"))
    said, said_before = runs_in_words(now.months), runs_in_words(before.months)
    finding = (
        f"{question.subject[:1].upper()}{question.subject[1:]}, {said} against {said_before}: {whole.in_words()}, "
        f"{whole.verdict} over the whole area. {_places(rises, falls)}"
    )
    per_place = f" Counts here vary {surface.dispersion:.1f} times as much as unconnected events would (" \
        "sprees, repeats), and the test allows for that." if surface.dispersion > 1 else ""  # fmt: skip
    method = (
        f"Both periods smoothed over {surface.bandwidth_m:,.0f} m (quartic kernel) on squares of {SQUARE_M:,.0f} m. In "
        "each square the two are compared by the exact test for two counts, and of the squares called real at most "
        f"about {surface.false_discovery_rate:.0%} are expected to be chance (false discovery rate).{per_place} A "
        f"place reaches {surface.bandwidth_m * _AROUND:,.0f} m around such squares, since the events there decided. "
        "The list counts the points themselves that lie in it, and has only places whose own counts say the same."
    )
    season = () if question.settings["against"] == "year" else (
        "The months before are of another season, which alone can make a difference.",
    )  # fmt: skip
    caveats = (
        "White ground has too few to tell. A place was picked because it changed, so that its figures are likely to "
        "overstate the change.",
        *season,
        *_left_out(question, now),
        *dict.fromkeys((*beyond_in_words(surface.window, now), *now.caveats, *before.caveats)),
    )
    result = {
        "compared_with": said_before,
        "total": whole.count,
        "total_before": whole.count_before,
        "dispersion": surface.dispersion,
        "places": [[area.name, area.level, area.values["count"], area.values["count_before"]] for area in areas[:20]],
    }
    receipt = receipted(now.receipt, DENSITY_CHANGE.method, question.settings, result)
    return Answer(finding, method, caveats, receipt)


def _places(rises: int, falls: int) -> str:
    if not rises and not falls:
        return "In no single place is the change large enough to be sure that it is not chance."
    told = [f"really {verb} in {_number(n)}" for n, verb in ((rises, "rose"), (falls, "fell")) if n]
    return f"It {' and '.join(told)}. Elsewhere it could be chance, or there are too few to tell."


def _number(places: int) -> str:
    return "1 place" if places == 1 else f"{places} places"


def _left_out(question: LayerQuestion, now: PlacedPoints) -> tuple[str, ...]:
    left_out = [month for month in question.period if month not in now.months]
    if not left_out:
        return ()
    return (f"Left out, since they or their counterpart are not held: {runs_in_words(left_out)}.",)


DENSITY_CHANGE = MapAnalysis(
    key="density-change",
    title="Change in density: where it really rose or fell",
    says="The places where a rise or fall since a year before, or since the months before, is unlikely to be chance.",
    method="map_density_change",
    in_words="Change between two density surfaces, with the places where it is unlikely to be chance",
    draw=draw,
    settings=(_AGAINST, _OVER),
)
