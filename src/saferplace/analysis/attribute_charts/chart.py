"""Events out of something that varies, drawn with limits for each month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise
from math import sqrt

from saferplace.analysis.attribute_charts.shapes import RateChart, RatePoint, Tally
from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr.rules import RULES, Mark
from saferplace.analysis.xmr.shapes import LIMITS_NEED, Break, Kind, Limits, Polarity, Rule

Tallies = Mapping[Month, Tally | Missing]
_Sigma = Callable[[float, float], float]  # of the centre and what a month is out of

_RANGE_TO_SIGMA = 1.128  # d2 for ranges of two
_STANDARD = Limits(mean=0, lower=-3, upper=3, near_lower=-2, near_upper=2, average_moving_range=_RANGE_TO_SIGMA)


def u_chart(tallies: Tallies, *, polarity: Polarity, breaks: Sequence[Break] = ()) -> RateChart:
    """Events that can be many to each one (crimes of residents). Limits as if every event came by itself (Poisson).

    tallies: month to events and what they are out of (> 0); months left out are not yet available and, like missing
    months and those in a break, are gaps: they set no limits and no run continues through them.
    Raises ValueError for a tally that cannot be.
    Montgomery, *Introduction to Statistical Quality Control*, section 7.3.2. Crimes come in clusters: with large
    denominators these limits are too narrow, and ``laney_u_chart`` is the one to read.
    """
    return _drawn(tallies, _poisson, None, polarity, breaks)


def laney_u_chart(tallies: Tallies, *, polarity: Polarity, breaks: Sequence[Break] = ()) -> RateChart:
    """The u' chart: limits of the u-chart times how much the months really vary from one to the next.

    Laney (2002), Improved control charts for attributes, *Quality Engineering* 14(4), 531-537.
    """
    return _drawn(tallies, _poisson, None, polarity, breaks, sigma_z=_sigma_z)


def p_chart(tallies: Tallies, *, polarity: Polarity, breaks: Sequence[Break] = ()) -> RateChart:
    """Events that happen once at most to each one (charged, of all crimes). Limits from the binomial; never past 1.

    As ``u_chart`` otherwise. Montgomery, section 7.2.
    """
    return _drawn(tallies, _binomial, 1.0, polarity, breaks)


def laney_p_chart(tallies: Tallies, *, polarity: Polarity, breaks: Sequence[Break] = ()) -> RateChart:
    """The p' chart of Laney (2002): the p-chart for large denominators, whose limits are otherwise too narrow."""
    return _drawn(tallies, _binomial, 1.0, polarity, breaks, sigma_z=_sigma_z)


def _poisson(centre: float, out_of: float) -> float:
    return sqrt(centre / out_of)


def _binomial(centre: float, out_of: float) -> float:
    return sqrt(centre * (1 - centre) / out_of)


def _no_more_than_chance(stretches: Sequence[Sequence[float]]) -> float:
    return 1.0


def _sigma_z(stretches: Sequence[Sequence[float]]) -> float:
    ranges = [abs(b - a) for stretch in stretches for a, b in pairwise(stretch)]
    sigma = sum(ranges) / len(ranges) / _RANGE_TO_SIGMA if ranges else 0.0
    # Equal rates differ from their own centre in the last binary place; that is not variation.
    return sigma if sigma > 1e-9 else 0.0


def _drawn(
    tallies: Tallies,
    sigma: _Sigma,
    highest: float | None,
    polarity: Polarity,
    breaks: Sequence[Break],
    sigma_z: Callable[[Sequence[Sequence[float]]], float] = _no_more_than_chance,
) -> RateChart:
    months = list(Period(min(tallies), max(tallies))) if tallies else []
    known = {m: _possible(t, m, highest) for m in months if isinstance(t := tallies.get(m), Tally)}
    usable = {m: t for m, t in known.items() if not any(m in b.period for b in breaks)}
    centre = sum(t.events for t in usable.values()) / sum(t.out_of for t in usable.values()) if usable else 0.0
    if len(usable) < LIMITS_NEED:
        points = [_unjudged(m, tallies.get(m), Kind.NOT_JUDGED) for m in months]
        return RateChart(tuple(points), None, 1.0, len(usable), tuple(breaks), polarity)
    by_chance = {m: sigma(centre, t.out_of) for m, t in usable.items()}
    runs = [list(run) for is_usable, run in groupby(months, key=lambda m: m in usable) if is_usable]
    dispersion = 0.0
    if all(by_chance.values()):
        dispersion = sigma_z([[(usable[m].rate - centre) / by_chance[m] for m in run] for run in runs])
    if not dispersion:
        is_flat = len({t.rate for t in usable.values()}) == 1
        kind = Kind.COMMON if is_flat else Kind.NOT_JUDGED
        points = [_unjudged(m, tallies.get(m), kind if m in usable else Kind.NOT_JUDGED) for m in months]
        return RateChart(tuple(points), None, 1.0, len(usable), tuple(breaks), polarity)
    spread = {m: by_chance[m] * dispersion for m in usable}
    signals: dict[Month, tuple[Rule, Mark]] = {}
    for run in runs:
        signals |= _signals(run, usable, centre, spread)
    points = [
        _judged(m, usable[m], centre, spread[m], highest, signals.get(m), polarity)
        if m in usable
        else _unjudged(m, tallies.get(m), Kind.NOT_JUDGED)
        for m in months
    ]
    return RateChart(tuple(points), centre, dispersion, len(usable), tuple(breaks), polarity)


def _possible(tally: Tally, month: Month, highest: float | None) -> Tally:
    if not tally.out_of > 0:
        raise ValueError(f"{month.in_words()}: a rate needs something to be out of, and {tally.out_of:g} is not.")
    if tally.events < 0:
        raise ValueError(f"{month.in_words()}: a count cannot be below zero: {tally.events}.")
    if highest is not None and tally.events > tally.out_of * highest:
        raise ValueError(f"{month.in_words()}: {tally.events} of {tally.out_of:g} is not a share.")
    return tally


def _signals(
    run: Sequence[Month], usable: Mapping[Month, Tally], centre: float, spread: Mapping[Month, float]
) -> dict[Month, tuple[Rule, Mark]]:
    """Rules on what each month is in its own spreads from the centre; a trend is one of the rates themselves."""
    rates = [usable[m].rate for m in run]
    standard = [(rate - centre) / spread[m] for rate, m in zip(rates, run, strict=True)]
    found: dict[Month, tuple[Rule, Mark]] = {}
    for rule, marks_of in RULES:
        marks = marks_of(rates if rule is Rule.TREND else standard, _STANDARD)
        for month, mark in zip(run, marks, strict=True):
            if mark:
                found.setdefault(month, (rule, mark))
    return found


def _judged(
    month: Month,
    tally: Tally,
    centre: float,
    spread: float,
    highest: float | None,
    signal: tuple[Rule, Mark] | None,
    polarity: Polarity,
) -> RatePoint:
    lower, upper = max(0.0, centre - 3 * spread), centre + 3 * spread
    if highest is not None:
        upper = min(highest, upper)
    if signal is None:
        return RatePoint(month, tally, None, Kind.COMMON, lower, upper)
    rule, mark = signal
    return RatePoint(month, tally, None, kind_of(mark > 0, polarity), lower, upper, rule, mark > 0)


def _unjudged(month: Month, tally: Tally | Missing | None, kind: Kind) -> RatePoint:
    if isinstance(tally, Tally):
        return RatePoint(month, tally, None, kind, None, None)
    return RatePoint(month, None, tally or Missing.NOT_YET_AVAILABLE, Kind.MISSING, None, None)


def kind_of(is_high: bool, polarity: Polarity) -> Kind:
    """What a special point means where ``polarity`` is good."""
    if polarity is Polarity.NEITHER:
        return Kind.NEUTRAL
    return Kind.IMPROVEMENT if is_high == (polarity is Polarity.HIGHER) else Kind.CONCERN
