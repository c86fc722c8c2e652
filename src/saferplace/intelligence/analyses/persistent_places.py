"""Persistent places: where it is hot month after month, where that is new, and where it is over."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Period
from saferplace.analysis.persistence import Histories, History, Rules, histories
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Column, Level, ShownArea, Value
from saferplace.intelligence.analyses.hot_months import HOT, SEED, SHUFFLES, HotMonths, hot_months
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.places_over_time import PLACES, PlacesOverTime, places_over_time
from saferplace.intelligence.analyses.question import LayerQuestion, Setting

_RECENT = 3
_FEWEST_MONTHS = 6  # twice what counts as lately, so that there is a before
_MOST_YEARS = 5  # columns that a table can bear

_MOSTLY = Setting(
    "mostly",
    "Persistent means hot in",
    (("75", "At least three in four months"), ("90", "At least nine in ten months")),
)
_LEVELS = (
    Level(History.INTENSIFYING, "Intensifying: hot in most months, and rising", "#67000d"),
    Level(History.PERSISTENT, "Persistent: hot in most months", "#cb181d"),
    Level(History.NEW, "New: hot only lately", "#ff7f00"),
    Level(History.SPORADIC, "Sporadic: hot now and then, lately too", "#fed976"),
    Level(History.DIMINISHING, "Diminishing: hot in most months, but falling", "#6baed6"),
    Level(History.HISTORICAL, "Historical: hot once, not lately", "#d9d9d9", is_dashed=True),
)
_LASTING = (History.INTENSIFYING, History.PERSISTENT, History.DIMINISHING)


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where fewer than six months are held, or outlines are not bundled."""
    held = places_over_time(question)
    if len(held.months) < _FEWEST_MONTHS:
        raise ValueError(
            f"Only {len(held.months)} of these months can be counted. Choose at least {_FEWEST_MONTHS}, so that what "
            "lasts can be told from what is new."
        )
    months = hot_months(held, question.settings["hot"])
    rules = Rules(mostly=int(question.settings["mostly"]) / 100, recent=_RECENT)
    found = histories(months.hot, months.intensity, rules)
    order = _most_important_first(found, held)
    years = sorted({month.year for month in held.months})[-_MOST_YEARS:]
    areas = tuple(
        _shown(held, found, place, number, outline, years)
        for number, (place, outline) in enumerate(
            ((place, outline) for place, outline in zip(order, held.outlines(order), strict=True) if outline), start=1
        )
    )
    columns = (
        Column("months_hot", f"Months hot, of {found.periods}", is_numeric=True),
        Column("longest_run", "Longest run of hot months", is_numeric=True),
        Column("last_hot", "Last hot"),
        Column("trend", months.trend_of),
        *(Column(f"count_{year}", _year_in_words(held, year), is_numeric=True) for year in years),
    )
    answer = _answer(question, held, months, found, rules, areas)
    return AreaLayer("Places over time, lasting ones first", answer, _LEVELS, columns, areas)


def _most_important_first(found: Histories, held: PlacesOverTime) -> npt.NDArray[np.int64]:
    rank = {history: position for position, history in enumerate(History)}
    places = np.flatnonzero(found.history != History.NEVER_HOT)
    keys = [
        (rank[found.history[place]], -found.periods_hot[place], -held.counts[place].sum(), held.codes[place])
        for place in places
    ]
    return places[sorted(range(len(places)), key=keys.__getitem__)]


def _shown(
    held: PlacesOverTime, found: Histories, place: int, number: int, outline: object, years: list[int]
) -> ShownArea:
    by_year = {
        year: int(held.counts[place, [month.year == year for month in held.months]].sum())
        for year in sorted({month.year for month in held.months})
    }
    trend = _trend(found, place)
    last = held.months[found.last_hot[place]]
    values: dict[str, Value] = {
        "code": held.codes[place],
        "history": str(found.history[place]),
        "months_hot": int(found.periods_hot[place]),
        "months_held": found.periods,
        "longest_run": int(found.longest_run[place]),
        "last_hot": str(last),
        "trend": trend,
        "count": int(held.counts[place].sum()),
        **{f"count_{year}": count for year, count in by_year.items()},
    }
    cells = (
        f"{values['months_hot']:,}",
        f"{values['longest_run']:,}",
        last.in_words(),
        trend,
        *(f"{by_year[year]:,}" for year in years),
    )
    return ShownArea(number, held.names[place], outline, str(found.history[place]), cells, values)


def _trend(found: Histories, place: int) -> str:
    if found.trends.p[place] >= 0.05:
        return "None beyond chance"
    return "Rising" if found.trends.score[place] > 0 else "Falling"


def _year_in_words(held: PlacesOverTime, year: int) -> str:
    months = sum(month.year == year for month in held.months)
    return f"{year}" if months == 12 else f"{year} ({months} month{'s' * (months != 1)})"


def _were(number: int, of: str = "") -> str:
    said = f"{number:,}" if number else "none"
    return f"{said} {of} {'was' if number == 1 else 'were'}".replace("  ", " ")


def _answer(
    question: LayerQuestion,
    held: PlacesOverTime,
    hot: HotMonths,
    found: Histories,
    rules: Rules,
    areas: tuple[ShownArea, ...],
) -> Answer:
    lasting = np.isin(found.history, _LASTING)
    needed = int(np.ceil(rules.mostly * found.periods - 1e-9))
    total, inside = int(held.counts.sum()), int(held.counts[lasting].sum())
    months = f"at least {needed} of the {found.periods} months held"
    if lasting.any():
        first = next(area.name for area in areas if area.level in _LASTING)
        of_all = f"of {len(held.codes):,} {held.several}"
        said = (
            f"{_were(int(lasting.sum()), of_all)} hot in {months}, with {inside:,} of "
            f"{total:,} ({inside / total:.0%}) of {question.subject}; first: {first}."
        )
    else:
        said = f"No {held.one} of {len(held.codes):,} was hot in {months} ({question.subject})."
    numbers = found.numbers()
    others = (
        f" Of the others, {_were(numbers[History.NEW])} hot only in the last {_RECENT} of those months, "
        f"{_were(numbers[History.SPORADIC])} hot now and then, and {_were(numbers[History.HISTORICAL])} hot before but "
        f"not in the last {_RECENT}."
    )
    lately = Period(held.months[-_RECENT], held.months[-1])
    method = (
        f"{hot.said}. Lately means the last {_RECENT} months held ({lately.in_words()}). Rising and falling: "
        "Mann-Kendall test over all months, 5%. Classes adapted from Esri's emerging hot spot analysis."
    )
    caveats = (
        "Months that are not held are left out, so a run of hot months can reach over a gap.",
        "About one place in 20 seems to rise or fall by chance alone.",
        *held.caveats,
    )
    result = {
        "places": len(held.codes),
        "months": found.periods,
        "total": total,
        "histories": {str(history): n for history, n in numbers.items()},
        "first": [[area.name, area.level, area.values["months_hot"], area.values["count"]] for area in areas[:10]],
    }
    settings = {**question.settings, "recent_months": _RECENT, "level": rules.level, "shuffles": SHUFFLES, "seed": SEED}
    return Answer(said + others, method, caveats, receipted(held.receipt, PERSISTENT_PLACES.method, settings, result))


PERSISTENT_PLACES = MapAnalysis(
    key="persistent-places",
    title="Persistent places",
    says="Which places stay hot month after month, which are new, and which are over.",
    method="map_persistent_places",
    in_words="Places by how often they were hot over the months held",
    draw=draw,
    settings=(PLACES, HOT, _MOSTLY),
)
