"""Is a difference between areas more than chance? A funnel of their rates, and the range of each one's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.funnel import Funnel, FunnelPlace, additive_poisson_funnel
from saferplace.analysis.missing import Known
from saferplace.analysis.rank_simulation import DRAWS
from saferplace.analysis.ranking import Rank
from saferplace.analysis.rates import Rate, rate_per_1000
from saferplace.analysis.similar_areas import among_similar, rank_in_words
from saferplace.evidence.compare import SEED_OF_RANKS, Comparison, ranks_of
from saferplace.evidence.queries import figures_compared
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis

_METHOD = "funnel_of_areas"


@dataclass(frozen=True)
class AreaJudged:
    """One area in the funnel and in the ranking."""

    code: str
    is_own: bool
    rate: Rate
    place: FunnelPlace
    rank: Rank

    @property
    def limits_in_words(self) -> str:
        """The rates per 1,000 that one in 500 areas of this size would be outside of by chance."""
        return f"{self.place.limits.lower_998 * 1000:,.2f} to {self.place.limits.upper_998 * 1000:,.2f}"


@dataclass(frozen=True)
class AmongAreas:
    """areas: highest rate first."""

    period: str
    funnel: Funnel
    areas: tuple[AreaJudged, ...]
    answer: Answer

    @property
    def own(self) -> list[str]:
        return [area.place.name for area in self.areas if area.is_own]


def among_areas(comparison: Comparison) -> AmongAreas | None:
    """Of the newest period in which three areas or more have a rate; None where there is none."""
    period = comparison.newest_ranked
    if period is None:
        return None
    rows = [row for row in comparison.rows if row.is_peer and period in row.rates]
    settings = {
        "period": period,
        "own": [row.code for row in rows if row.is_own],
        "names": {row.code: row.name for row in rows},
        "residents": {row.code: row.rates[period].population for row in rows},
        "draws": DRAWS,
        "seed": SEED_OF_RANKS,
    }
    counts = {row.code: row.rates[period].count for row in rows}
    return _judged(comparison.asked.receipt, settings, counts)


def _judged(counted: Receipt, settings: Mapping[str, Any], counts: Mapping[str, int]) -> AmongAreas:
    names, own = settings["names"], settings["own"]
    rates = {code: rate_per_1000(count, settings["residents"][code]) for code, count in counts.items()}
    funnel = additive_poisson_funnel({code: (rate.count, float(rate.population)) for code, rate in rates.items()})
    ranks = ranks_of(rates)
    named = [
        FunnelPlace(names[place.name], place.events, place.out_of, place.rate, place.limits, place.standing)
        for place in funnel.places
    ]
    shown = Funnel(tuple(named), funnel.centre, funnel.lines, funnel.dispersion, funnel.allows_for_dispersion)
    areas = tuple(
        AreaJudged(code, code in own, rate, place, ranks[code])
        for (code, rate), place in sorted(
            zip(rates.items(), named, strict=True), key=lambda one: (-one[1].rate, one[1].name)
        )
    )
    result = {
        "rate_of_all": round(funnel.centre * 1000, 4),
        "phi": round(funnel.dispersion.phi, 3),
        "tau": round(funnel.dispersion.tau, 5),
        "areas": [
            [
                area.code,
                area.rate.count,
                area.place.standing.value,
                area.rank.place,
                area.rank.highest,
                area.rank.lowest,
            ]
            for area in areas
        ],
    }
    receipt = receipted(counted, _METHOD, settings, result)
    return AmongAreas(settings["period"], shown, areas, Answer(_finding(shown, areas, rates), _HOW, _CAVEATS, receipt))


def _finding(funnel: Funnel, areas: tuple[AreaJudged, ...], rates: Mapping[str, Rate]) -> str:
    said = []
    for area in areas:
        if area.is_own:
            middle = among_similar(area.code, rates, seed=SEED_OF_RANKS)
            rank = rank_in_words(area.rank)
            said.append(
                f"{area.place.name} is {area.place.standing}. It is {middle.against_median} "
                f"({middle.median_per_1000:,.2f} per 1,000). {rank[0].upper()}{rank[1:]}"
            )
    return " ".join([*said, funnel.in_words()])


_HOW = (
    "Each area is drawn by its residents and its rate. The limits around the rate of all areas together are those that "
    "chance would cross once in 20 (95%) and once in 500 (99.8%); they also allow for the spread that areas have of "
    "their own (funnel plot with additive over-dispersion, Spiegelhalter 2005). The range of a place in the ranking is "
    f"where it lies in 95 of 100 when all rates are drawn again {DRAWS:,} times from what their counts leave open "
    f"(Goldstein and Spiegelhalter 1996; seed {SEED_OF_RANKS})."
)
_CAVEATS = (
    "Events come in clusters, so the true range of places is at least as wide as the one shown.",
    "Areas differ in how they record, and in who passes through. Standing out is a reason to ask, not a verdict.",
)


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    asked, settings = receipt.parameters, receipt.parameters["settings"]
    found = figures_compared(
        store,
        data_set=asked["data_set"],
        indicator=asked["indicator"],
        areas=asked["areas"],
        periods=asked["periods"],
        version=receipt.version,
        at=receipt.computed_at,
    )
    figures = {code: found.figures[code][settings["period"]] for code in settings["names"]}
    counts = {code: round(figure.value) for code, figure in figures.items() if isinstance(figure, Known)}
    return _judged(found.receipt, settings, counts).answer.receipt


AMONG_AREAS = PageAnalysis(
    text="Other areas",
    address="intelligence:comparators",
    asks="Is our rate out of line with other areas, or could chance explain it?",
    methods={_METHOD: "Rates of several areas in a funnel plot, and the range of each one's place in their ranking"},
    again=_again,
)
