"""The chart in words: what a person who cannot see it needs, and what one who can should take away."""

from __future__ import annotations

from saferplace.analysis.xmr.shapes import FULL_LIMITS_NEED, Assurance, Kind, Point, Polarity, Rule, Segment, Xmr

_RARE = 5  # below about five a period, limits from moving ranges mislead


def reading_in_words(chart: Xmr, *, decimals: int = 0, unit: str = "") -> str:
    """Two to four sentences: the latest judged point, what is usual, the target, and how far to trust the limits.

    decimals: how many to print. unit: follows a number without a space, for example ``%``.
    """
    latest, segment = chart.latest, chart.newest_segment
    if latest is None or latest.value is None or segment is None:
        return "There are too few figures to say what is usual."
    said = [_latest(chart, latest, segment, decimals, unit)]
    if chart.target is not None and chart.assurance is not Assurance.CANNOT_SAY:
        said.append(f"As things are, the target of {chart.target:,.{decimals}f}{unit} will be {chart.assurance}.")
    said += _cautions(chart, segment)
    return " ".join(said)


def _latest(chart: Xmr, latest: Point, segment: Segment, decimals: int, unit: str) -> str:
    when, value = chart.period_of(latest.month).in_words(), f"{latest.value:,.{decimals}f}{unit}"
    if segment.limits is None:
        return f"{when}: {value}. The figure has not varied, so there are no limits to judge it by."
    low, high = (f"{end:,.{decimals}f}{unit}" for end in (segment.limits.lower, segment.limits.upper))
    average = f"average {segment.limits.mean:,.{decimals}f}{unit}"
    usual = f"usual range {low} to {high}, {average}"
    if latest.rule is Rule.OUTSIDE:
        usual = f"{low} to {high}, {average}"
    if latest.rule is None:
        return f"{when}: {value}, within usual variation ({usual})."
    return f"{when}: {value}, {_special(latest)} ({usual}). {_meaning(latest.kind, chart.polarity)}"


def signal_in_words(point: Point) -> str:
    """What a table says of a point: ``within usual variation``, or which rule it breaks and what that means."""
    return f"{_special(point)} ({point.kind})" if point.rule else str(point.kind)


def _special(point: Point) -> str:
    match point.rule:
        case Rule.OUTSIDE:
            return "above the usual range" if point.rises else "below the usual range"
        case Rule.TREND:
            return f"one of seven or more in a row {'rising' if point.rises else 'falling'}"
        case Rule.TWO_IN_THREE:
            return f"one of two in three close to the {'upper' if point.rises else 'lower'} limit"
        case _:
            return f"one of seven or more in a row {'above' if point.rises else 'below'} the average"


def _meaning(kind: Kind, polarity: Polarity) -> str:
    match kind:
        case Kind.IMPROVEMENT:
            return f"This is unlikely to be chance, and is an improvement: {polarity} is better."
        case Kind.CONCERN:
            return f"This is unlikely to be chance, and is a concern: {polarity} is better."
        case _:
            return "This is unlikely to be chance."


def _cautions(chart: Xmr, segment: Segment) -> list[str]:
    said = []
    if segment.limits and segment.is_trial:
        said.append(
            f"The limits are trial limits: they rest on {segment.points_used} points, "
            f"and {FULL_LIMITS_NEED} are needed to rely on them."
        )
    if segment.limits and segment.limits.mean < _RARE and chart.polarity is not Polarity.HIGHER:
        said.append("Numbers this small move by chance alone; look at the time between events as well.")
    if segment.reason:
        said.append(f"Limits start again at {segment.period.first.in_words()}: {segment.reason.rstrip('.')}.")
    return said
