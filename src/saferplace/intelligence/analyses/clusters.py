"""Clusters: which areas, with their neighbours, are hotter or colder than chance would make them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from saferplace.analysis.clusters import Clusters, Verdict
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Column, Level, ShownArea
from saferplace.intelligence.analyses.cluster_search import (
    ALIKE_AND_UNLIKE,
    FALSE_DISCOVERY_RATE,
    HOT_AND_COLD,
    SEED,
    SHUFFLES,
    Search,
)
from saferplace.intelligence.analyses.cluster_words import caveats_in_words, finding_in_words, method_in_words
from saferplace.intelligence.analyses.compared_ground import (
    SNAP_M,
    ComparedGround,
    hexagons_by_count,
    small_areas_by_count,
    small_areas_by_rate,
    squares_by_count,
)
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.question import LayerQuestion, Setting

_FEWEST_AREAS = 10
_FEWEST_RECORDED = 20

_COMPARED = Setting(
    "compare",
    "Compare",
    (
        ("squares", "Squares of 250 m by number recorded"),
        ("hexagons", "Hexagons of 300 m by number recorded"),
        ("rate", "Small areas by rate per 1,000 residents"),
        ("count", "Small areas by number recorded"),
    ),
)
_FIND = Setting(
    "find",
    "Look for",
    (("together", "Hot and cold spots"), ("outliers", "Places unlike their neighbours, too")),
)
_GROUNDS: dict[str, Callable[[LayerQuestion], ComparedGround]] = {
    "rate": small_areas_by_rate,
    "count": small_areas_by_count,
    "squares": squares_by_count,
    "hexagons": hexagons_by_count,
}
_SEARCHES = {"together": HOT_AND_COLD, "outliers": ALIKE_AND_UNLIKE}
_LEVELS = {
    Verdict.HOT: Level("hot", "Hot spot: more than chance would give", "#b2182b"),
    Verdict.HIGH_AMONG_LOW: Level("high-among-low", "High, and its neighbours low", "#ef8a62", is_dashed=True),
    Verdict.COLD: Level("cold", "Cold spot: less than chance would give", "#2166ac"),
    Verdict.LOW_AMONG_HIGH: Level("low-among-high", "Low, and its neighbours high", "#92c5de", is_dashed=True),
    Verdict.COULD_BE_CHANCE: Level("chance", "Could be chance", "#e0e0e0"),
    Verdict.NO_NEIGHBOURS: Level("alone", "No neighbours to compare with", "#ffffff", is_dashed=True),
}


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where outlines are not bundled, or areas or events are too few to tell clusters from chance."""
    ground = _GROUNDS[question.settings["compare"]](question)
    _refuse_too_few(question, ground)
    search = _SEARCHES[question.settings["find"]]
    clusters = search.find(ground)
    order = _most_important_first(ground, clusters)
    columns = (
        Column("count", "Recorded", is_numeric=True),
        *((Column("residents", "Residents", is_numeric=True),) if ground.is_rate else ()),
        *((Column("rate_per_1000", "Rate per 1,000", is_numeric=True),) if ground.is_rate else ()),
        *((Column("smoothed_rate_per_1000", "Rate, smoothed", is_numeric=True),) if ground.is_rate else ()),
        Column("neighbours_mean", f"Mean {'rate' if ground.is_rate else 'number'} of neighbours", is_numeric=True),
        Column("z", search.z_heading, is_numeric=True),
    )
    around = _around(ground)
    areas = tuple(
        _shown(number, place, ground, clusters, around[place], columns) for number, place in enumerate(order, start=1)
    )
    used = {area.level for area in areas}
    can_be = (*search.verdicts, *((Verdict.COULD_BE_CHANCE,) if ground.shows_all else ()))
    levels = tuple(
        level for verdict, level in _LEVELS.items() if verdict in can_be or level.key in used
    )  # fmt: skip
    title = f"{ground.many.capitalize()}, hot spots first"
    return AreaLayer(title, _answer(question, ground, search, clusters, areas), levels, columns, areas)


def _refuse_too_few(question: LayerQuestion, ground: ComparedGround) -> None:
    total = int(ground.counts.sum())
    if total < _FEWEST_RECORDED:
        raise ValueError(
            f"Only {total} of {question.subject} can be placed, {question.period.in_words()}: too few to tell clusters "
            f"from chance, which takes at least {_FEWEST_RECORDED}. Choose more months or kinds."
        )
    if len(ground.names) < _FEWEST_AREAS:
        raise ValueError(
            f"{question.area.name} has {len(ground.names)} {ground.many} to compare: too few to tell clusters from "
            f"chance, which takes at least {_FEWEST_AREAS}. Choose a larger area{', or squares' * ground.shows_all}."
        )


def _most_important_first(ground: ComparedGround, clusters: Clusters) -> list[int]:
    """By verdict, each most unusual first; those that could be chance by what is compared."""
    untold = (Verdict.COULD_BE_CHANCE, Verdict.NO_NEIGHBOURS)
    found = [place for verdict in _LEVELS if verdict not in untold for place in clusters.which(verdict)]
    if not ground.shows_all:
        return found
    rest = np.flatnonzero([verdict in untold for verdict in clusters.verdicts])
    return [*found, *rest[np.argsort(-ground.values[rest], kind="stable")]]


def _around(ground: ComparedGround) -> np.ndarray:
    """Mean of the neighbours' compared values; NaN where there are none."""
    around = ground.weights.row_standardised().lag(ground.values)
    around[ground.weights.islands] = np.nan
    return around


def _shown(
    number: int, place: int, ground: ComparedGround, clusters: Clusters, around: float, columns: tuple[Column, ...]
) -> ShownArea:
    values: dict[str, float | int | None] = {
        "count": int(ground.counts[place]),
        "neighbours_mean": round(float(around), 1) if np.isfinite(around) else None,
        "z": round(float(clusters.z[place]), 2),
        "p_value": round(float(clusters.p_values[place]), 5) if np.isfinite(clusters.p_values[place]) else None,
    }
    if ground.is_rate and ground.residents is not None:
        values |= {
            "residents": int(ground.residents[place]),
            "rate_per_1000": round(float(ground.counts[place] / ground.residents[place] * 1000), 1),
            "smoothed_rate_per_1000": round(float(ground.values[place]), 1),
        }
    return ShownArea(
        number=number,
        name=ground.names[place],
        outline=ground.outlines[place],
        level=_LEVELS[clusters.verdicts[place]].key,
        cells=tuple(_said(values[column.name]) for column in columns),
        values={**ground.extra[place], **values},
    )


def _said(value: float | int | None) -> str:
    if value is None:
        return "Not known"
    return f"{value:,}"


def _answer(
    question: LayerQuestion, ground: ComparedGround, search: Search, clusters: Clusters, areas: tuple[ShownArea, ...]
) -> Answer:
    result = {
        "compared": len(ground.names),
        "total": int(ground.counts.sum()),
        "verdicts": {str(verdict): clusters.count(verdict) for verdict in Verdict if clusters.count(verdict)},
        "first": [[area.name, area.values["count"], area.values["z"], area.level] for area in areas[:20]],
    }
    fixed = {"shuffles": SHUFFLES, "seed": SEED, "false_discovery_rate": FALSE_DISCOVERY_RATE, "snap_m": SNAP_M}
    receipt = receipted(ground.receipt, CLUSTERS.method, {**question.settings, **fixed}, result)
    finding = finding_in_words(question, ground, clusters)
    return Answer(finding, method_in_words(ground, search), caveats_in_words(question, ground, search), receipt)


CLUSTERS = MapAnalysis(
    key="clusters",
    title="Clusters: hot and cold spots",
    says="Which small areas, squares or hexagons have more, or less, than chance would give them.",
    method="map_clusters",
    in_words="Hot and cold spots and outliers (Getis-Ord Gi* or local Moran, against values dealt at random)",
    draw=draw,
    settings=(_COMPARED, _FIND),
)
