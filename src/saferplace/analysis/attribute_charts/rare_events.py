"""Events so few that a monthly chart says nothing: chart the time from one to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt

from saferplace.analysis.attribute_charts.chart import kind_of
from saferplace.analysis.attribute_charts.shapes import Gap, RareEvents
from saferplace.analysis.xmr.limits import limits
from saferplace.analysis.xmr.rules import first_that_applies
from saferplace.analysis.xmr.shapes import LIMITS_NEED, Kind, Limits, Polarity

_NELSON = 3.6  # the root that makes exponential times nearly normal
_OPPOSITE = {Polarity.LOWER: Polarity.HIGHER, Polarity.HIGHER: Polarity.LOWER, Polarity.NEITHER: Polarity.NEITHER}


def days_between(days: Sequence[dt.date]) -> list[int]:
    """Whole days from each event to the next, whatever order they came in; two on a day are 0 apart.

    >>> days_between([dt.date(2024, 3, 1), dt.date(2024, 2, 28), dt.date(2024, 3, 1)])
    [2, 0]
    """
    return [(later - earlier).days for earlier, later in pairwise(sorted(days))]


def g_chart(gaps: Sequence[int], *, polarity: Polarity) -> RareEvents:
    """Gaps counted in whole steps (days, cases) between events that are as likely at any step.

    gaps: >= 0, in order of time. polarity: which way is good for the number of *events*.
    Benneyan (2001), Number-between g-type statistical quality control charts, *Health Care Management Science* 4,
    305-318: mean + 3 sqrt(mean (mean + 1)). Runs are counted about the median, 0.693 times the mean (Provost &
    Murray 2011, *The Health Care Data Guide*): half of such gaps are shorter than it, and far more than half are
    shorter than their mean. The lower limit is 0: a cluster of events shows as a run of short gaps.
    """
    if any(gap < 0 for gap in gaps):
        raise ValueError("The time between two events cannot be below zero: put the events in order first.")
    if len(gaps) < LIMITS_NEED or len(set(gaps)) == 1:
        return _without_limits(gaps, polarity)
    mean = sum(gaps) / len(gaps)
    sigma = sqrt(mean * (mean + 1))
    found = Limits(
        mean=log(2) * mean,
        lower=0.0,
        upper=mean + 3 * sigma,
        near_lower=0.0,
        near_upper=mean + 2 * sigma,
        average_moving_range=0.0,
    )
    return RareEvents(_judged(gaps, gaps, found, polarity), found.mean, found.lower, found.upper, polarity)


def t_chart(times: Sequence[float], *, polarity: Polarity) -> RareEvents:
    """Times of any fineness (> 0) between events, made nearly normal by their 3.6th root and charted as XmR.

    polarity: which way is good for the number of *events*.
    Raises ValueError for a time of 0: events known to the day only belong in ``g_chart``.
    Nelson (1994), A control chart for parts-per-million nonconforming items, *Journal of Quality Technology* 26,
    239-240; Montgomery, section 7.3.5.
    """
    if any(not time > 0 for time in times):
        raise ValueError("Two events at the same moment: chart whole days with a g-chart instead.")
    roots = [float(time) ** (1 / _NELSON) for time in times]
    found = limits([roots], lowest=0.0, highest=None) if len(times) >= LIMITS_NEED else None
    if found is None:
        return _without_limits(times, polarity)
    centre, lower, upper = (end**_NELSON for end in (found.mean, found.lower, found.upper))
    return RareEvents(_judged(times, roots, found, polarity), centre, lower, upper, polarity)


def _judged(times: Sequence[float], charted: Sequence[float], found: Limits, polarity: Polarity) -> tuple[Gap, ...]:
    long_is = _OPPOSITE[polarity]
    gaps = []
    for time, signal in zip(times, first_that_applies(charted, found), strict=True):
        if signal is None:
            gaps.append(Gap(time, Kind.COMMON))
        else:
            rule, mark = signal
            gaps.append(Gap(time, kind_of(mark > 0, long_is), rule, mark > 0))
    return tuple(gaps)


def _without_limits(times: Sequence[float], polarity: Polarity) -> RareEvents:
    is_flat = len(times) >= LIMITS_NEED and len(set(times)) == 1
    kind = Kind.COMMON if is_flat else Kind.NOT_JUDGED
    return RareEvents(tuple(Gap(time, kind) for time in times), None, None, None, polarity)
