"""Density surface: where it is most dense, as bands on the map and as a list of places that people know."""

from __future__ import annotations

import shapely

from saferplace.analysis.density import Window, density_surface_within_uniform, level_holding, outline, surface_at
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Band, Column, Level, ShownArea
from saferplace.intelligence.analyses.ground import Metres
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.patches import Patch, patches_of
from saferplace.intelligence.analyses.placed import PlacedPoints, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion, Setting
from saferplace.intelligence.analyses.smoothed import (
    KERNEL,
    SQUARE_M,
    Smoothing,
    beyond_in_words,
    check_enough,
    smoothing,
    watched,
)

_SMOOTHING = Setting(
    "smoothing",
    "Look at",
    (
        ("400", "Streets: smooth over 400 m"),
        ("800", "Neighbourhoods: smooth over 800 m"),
        ("found", "As the data bear out: distance found by trial"),
    ),
)
_BANDS = {"quarter": 0.25, "half": 0.5, "three-quarters": 0.75}
_LEVELS = (
    Level("quarter", "Densest, a quarter of all", "#bd0026"),
    Level("half", "With these, half of all", "#fd8d3c"),
    Level("three-quarters", "With these, three quarters", "#fed976"),
)
_COLUMNS = (
    Column("count", "Recorded", is_numeric=True),
    Column("share", "Share of all", is_numeric=True),
    Column("area_km2", "Ground, km²", is_numeric=True),
    Column("times_mean_at_peak", "Peak, times the average", is_numeric=True),
    Column("streets", "Points with most"),
)


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where there are too few events, or no outline of the area."""
    window = watched(question)
    placed = placed_points(question)
    inside = window.holds(placed.easting, placed.northing)
    total = int(placed.totals[inside].sum())
    check_enough(total)
    smooth = smoothing(question.settings["smoothing"], placed)
    where, weights = (placed.easting, placed.northing), placed.totals.astype(float)
    surface = density_surface_within_uniform(
        *where, window=window, kernel=KERNEL, bandwidth_m=smooth.bandwidth_m, weights=weights
    )
    grounds = {
        key: outline(surface, level_holding(surface, *where, weights, share_of_events=share))
        for key, share in _BANDS.items()
    }
    patches = patches_of(question.area, grounds["quarter"], *where, placed.names, placed.totals)
    times: Metres = surface_at(surface, *where) * (window.area_km2 / total)
    areas = tuple(_shown(number, one, placed, total, times) for number, one in enumerate(patches, start=1))
    bands = (
        Band("three-quarters", shapely.difference(grounds["three-quarters"], grounds["half"])),
        Band("half", shapely.difference(grounds["half"], grounds["quarter"])),
    )
    answer = _answer(question, placed, window, smooth, areas, total)
    return AreaLayer("Densest places, most recorded first", answer, _LEVELS, _COLUMNS, areas, bands)


def _shown(number: int, patch: Patch, placed: PlacedPoints, total: int, times_mean: Metres) -> ShownArea:
    """times_mean: the density at each point, in times the mean of the area."""
    count = int(placed.totals[patch.inside].sum())
    times = float(times_mean[patch.inside].max())
    return ShownArea(
        number=number,
        name=patch.name,
        outline=patch.outline,
        level="quarter",
        cells=(f"{count:,}", f"{count / total:.1%}", patch.area_in_words, f"{times:,.0f}", patch.streets),
        values={
            "count": count,
            "share": round(count / total, 4),
            "area_km2": round(patch.area_km2, 3),
            "times_mean_at_peak": round(times, 1),
            "streets": patch.streets,
        },
    )


def _answer(
    question: LayerQuestion,
    placed: PlacedPoints,
    window: Window,
    smooth: Smoothing,
    areas: tuple[ShownArea, ...],
    total: int,
) -> Answer:
    counts = [int(area.values["count"] or 0) for area in areas]
    ground = sum(float(area.values["area_km2"] or 0) for area in areas)
    places = "1 place" if len(areas) == 1 else f"{len(areas)} places"
    share = ground / window.area_km2
    finding = (
        f"About a quarter of {question.subject}, {question.period.in_words()}, {sum(counts):,} of {total:,}, was in "
        f"{places} on {share:.1%} of the ground. Most: {areas[0].name}, with {counts[0]:,}."
    )
    method = (
        f"Each one is spread over the ground within {smooth.bandwidth_m:,.0f} m of its point, less with distance "
        f"(quartic kernel, distance {smooth.said}), on squares of {SQUARE_M:,.0f} m and corrected at the boundary. The "
        "shaded ground is the densest, down to the levels that hold a quarter, a half and three quarters of them. The "
        "list counts the points themselves that lie in each place."
    )
    caveats = (
        "Dense is not risky: a town centre is dense because many people are there.",
        *beyond_in_words(window, placed),
        *placed.caveats,
    )
    result = {
        "total": total,
        "bandwidth_m": smooth.bandwidth_m,
        "ground_share": round(share, 4),
        "places": [[area.name, area.values["count"], area.values["area_km2"]] for area in areas[:10]],
    }
    return Answer(finding, method, caveats, receipted(placed.receipt, DENSITY.method, question.settings, result))


DENSITY = MapAnalysis(
    key="density-surface",
    title="Density: where it is most dense",
    says="The ground where most happens, whatever the ward or small area, with its streets.",
    method="map_density",
    in_words="Density surface (kernel density) with the ground that holds a quarter, a half and three quarters",
    draw=draw,
    settings=(_SMOOTHING,),
)
