"""What a manager is told about where next month: the finding, the method, and what it cannot say."""

from __future__ import annotations

from saferplace.analysis.held_months import name_months
from saferplace.analysis.prospective import Versus
from saferplace.intelligence.analyses.forecast_ground import CELL_M
from saferplace.intelligence.analyses.foresight import SEED, SIMPLE, Foresight, TriedMethod

_NOTHING_CAME = "Nothing was recorded in the months held back, so how good this is cannot be said."


def finding_in_words(found: Foresight) -> str:
    ground = len(found.chosen) * found.ground.lattice.cell_area_km2
    places = f"{len(found.chosen)} places of {CELL_M} m, {ground / found.area_km2:.1%} of {found.question.area.name},"
    what = f"{found.question.subject} in {found.month.in_words()}"
    return f"{places} are likeliest to hold most {what}. {_trial_in_brief(found)}"


def _trial_in_brief(found: Foresight) -> str:
    rate = found.used.accuracy.hit_rate
    if rate.estimate is None or rate.lower is None or rate.upper is None:
        return _NOTHING_CAME
    return (
        f"Places chosen in the same way before held {rate.estimate:.0%} of all that was recorded in the month after "
        f"(95% interval {rate.lower:.0%} to {rate.upper:.0%}, over {len(found.held_back)} months)."
    )


def trial_in_words(found: Foresight) -> str:
    """How the same way of choosing did on the held-back months, for somebody who decides by it."""
    used = found.used
    rate, pai = used.accuracy.hit_rate, used.accuracy.pai
    if rate.estimate is None or rate.lower is None or rate.upper is None or pai.estimate is None:
        return _NOTHING_CAME
    blindly = f"{pai.estimate:.0f} times what as much ground chosen blindly would hold"
    return (
        f"On {len(found.held_back)} earlier months, each forecast only from the months before it, places chosen in "
        f"this way held {used.caught:,.0f} of {used.total:,.0f} recorded ({rate.estimate:.0%}; 95% interval "
        f"{rate.lower:.0%} to {rate.upper:.0%}), {blindly}{_of_the_best(used)}."
    )


def _of_the_best(used: TriedMethod) -> str:
    best = used.accuracy.pei.estimate
    return "" if best is None else f", and {best:.0%} of what the best choice with hindsight would have held"


def choice_in_words(found: Foresight) -> str:
    """Whether anything did better than plain counting, and which way is used for that reason."""
    best = found.choice.of(found.choice.best)
    match best.verdict:
        case Versus.ITSELF:
            return f"No other way caught more than {SIMPLE}, so that is used."
        case Versus.BETTER:
            return (
                f"Used is {best.name}, which caught {best.hits:,.0f} where {SIMPLE} caught "
                f"{best.simple_hits:,.0f}: more than chance explains."
            )
        case _:
            return (
                f"The best of the others, {best.name}, caught {best.hits:,.0f} where {SIMPLE} caught "
                f"{best.simple_hits:,.0f}. The difference could be chance, so {SIMPLE} is used."
            )


def method_in_words(found: Foresight) -> str:
    return (
        f"The area is covered with hexagons of {CELL_M} m. {len(found.trials.names)} ways of forecasting were tried on "
        f"{name_months(found.held_back)}, each from the months before alone. {choice_in_words(found)} "
        f"Intervals come from drawing the held-back months again 2,000 times (seed {SEED}), and a way counts as better "
        "only beyond chance, allowing for how many were tried."
    )


def caveats_in_words(found: Foresight) -> tuple[str, ...]:
    unable = [f"Not tried: {name}. {why}" for name, why in not_tried(found)]
    return (
        "It foretells what will be recorded and where, not who will do it, and nothing about any person.",
        "More patrols find and record more. If this list sends them, and what they record makes the next list, places "
        "stay on it by themselves: look at calls from the public and other sources too.",
        "Ground where hardly anything is ever recorded, such as fields, makes “times” large for every way of choosing: "
        "compare the ways with each other.",
        "Most of it falls elsewhere: a place not listed is not safe, and a listed one may see nothing.",
        *(
            f"The publisher moved its map points between {each.last_month_before.in_words()} and "
            f"{each.first_month_after.in_words()}: what was counted before lies elsewhere now. Learn from later months."
            for each in found.ground.redrawn
        ),
        *unable,
        *found.ground.placed.caveats,
    )


def not_tried(found: Foresight) -> list[tuple[str, str]]:
    """Ways that could not be tried, and why: a period is a month here."""
    return [(name, why.replace("period", "month")) for name, why in found.unable.items()]


def method_line(tried: TriedMethod) -> dict[str, float | str | bool | None]:
    """A line of the table of methods for a receipt or a file: numbers as the page shows them."""
    told: dict[str, float | str | bool | None] = {
        "method": tried.name,
        "is_used": tried.is_used,
        "caught": round(tried.caught, 1),
        "recorded": round(tried.total),
        "beside_simple": tried.verdict,
    }
    for name, interval, digits in (
        ("hit_rate", tried.accuracy.hit_rate, 4),
        ("pai", tried.accuracy.pai, 2),
        ("pei", tried.accuracy.pei, 3),
    ):
        for end in ("estimate", "lower", "upper"):
            value = getattr(interval, end)
            told[name if end == "estimate" else f"{name}_{end}"] = None if value is None else round(value, digits)
    return told
