"""Charts of rates and of rare events in words."""

from __future__ import annotations

from saferplace.analysis.attribute_charts.shapes import RareEvents, RateChart
from saferplace.analysis.xmr.shapes import FULL_LIMITS_NEED, Kind, Rule

_NOTABLY_MORE_THAN_CHANCE = 1.2


def rate_chart_in_words(chart: RateChart, *, per: float = 1000, decimals: int = 1) -> str:
    """The latest judged point, what is usual for it, and how far to trust the limits. per: 1,000 people, 100 for %."""
    latest = chart.latest
    if latest is None or latest.value is None or latest.tally is None:
        return "There are too few figures to say what is usual."
    value = f"{latest.value * per:,.{decimals}f} in {per:,.0f} ({latest.tally.events:,} of {latest.tally.out_of:,.0f})"
    if latest.lower is None or latest.upper is None or chart.centre is None:
        return f"{latest.month.in_words()}: {value}. The figure has not varied, so there are no limits to judge it by."
    usual = f"usual range {latest.lower * per:,.{decimals}f} to {latest.upper * per:,.{decimals}f} for this month"
    standing = _standing(latest.rule, latest.rises)
    said = [f"{latest.month.in_words()}: {value}, {standing} ({usual}).", _means(latest.kind)]
    if chart.dispersion > _NOTABLY_MORE_THAN_CHANCE:
        said.append(
            f"Months vary {chart.dispersion:.1f} times as much as chance alone would make them, "
            "and the limits allow for that."
        )
    if chart.is_trial:
        said.append(_trial(chart.points_used, "points"))
    return " ".join(part for part in said if part)


def rare_events_in_words(chart: RareEvents, *, unit: str = "days", since_the_last: float | None = None) -> str:
    """What is usual between two events, how the latest gap stands, and the wait since the last event so far."""
    if not chart.gaps:
        return "There are too few events to say how far apart they usually are."
    latest = chart.gaps[-1]
    if chart.centre is None or chart.upper is None:
        return f"{len(chart.gaps) + 1} events: too few, or too even, to say what gap would be unusual."
    said = [
        f"Half of the gaps between events are longer than about {chart.centre:,.0f} {unit}; more than "
        f"{chart.upper:,.0f} would be unusual. The latest was {latest.between:,.0f} {unit}, "
        f"{_standing(latest.rule, latest.rises)}.",
        _means(latest.kind),
    ]
    if since_the_last is not None:
        already = " already an unusually long time" if since_the_last > chart.upper else " which is not unusual"
        said.append(f"It is {since_the_last:,.0f} {unit} since the last event,{already}.")
    if chart.is_trial:
        said.append(_trial(len(chart.gaps), "gaps"))
    return " ".join(part for part in said if part)


def _standing(rule: Rule | None, rises: bool | None) -> str:
    match rule:
        case None:
            return "within usual variation"
        case Rule.OUTSIDE:
            return "above the usual range" if rises else "below the usual range"
        case Rule.TREND:
            return f"one of seven or more in a row {'rising' if rises else 'falling'}"
        case Rule.TWO_IN_THREE:
            return f"one of two in three close to the {'upper' if rises else 'lower'} limit"
        case _:
            return f"one of seven or more in a row {'above' if rises else 'below'} the middle"


def _means(kind: Kind) -> str:
    match kind:
        case Kind.IMPROVEMENT:
            return "This is unlikely to be chance, and is an improvement."
        case Kind.CONCERN:
            return "This is unlikely to be chance, and is a concern."
        case Kind.NEUTRAL:
            return "This is unlikely to be chance."
        case _:
            return ""


def _trial(used: int, what: str) -> str:
    return (
        f"The limits are trial limits: they rest on {used} {what}, and {FULL_LIMITS_NEED} are needed to rely on them."
    )
