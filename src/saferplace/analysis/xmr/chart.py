"""Figures to an XmR chart: which points set limits, which are judged, what the limits say of a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr.limits import limits
from saferplace.analysis.xmr.rules import Mark, first_that_applies
from saferplace.analysis.xmr.shapes import (
    LIMITS_NEED,
    Assurance,
    Break,
    Kind,
    Limits,
    Point,
    Polarity,
    Rebase,
    Rule,
    Segment,
    Xmr,
)

_Signal = tuple[Rule, Mark]


def xmr(
    figures: Mapping[Month, Figure],
    *,
    polarity: Polarity,
    target: float | None = None,
    breaks: Sequence[Break] = (),
    rebases: Sequence[Rebase] = (),
    baseline: int | None = None,
    printed: Mapping[Month, float] | None = None,
    lowest: float | None = 0.0,
    highest: float | None = None,
    months_apart: int = 1,
) -> Xmr:
    """Draw up the XmR chart of a series.

    figures: month to figure, from the first to the last month of the mapping; months left out are not yet available.
    A month that is missing, doubtful or inside a break is **a gap**: it sets no limits, no moving range is taken
    across it, and no run continues through it (a run that it interrupts starts again at one). Doubtful months are
    drawn, at the value in ``printed`` (what the source printed for them), but never judged: an incomplete month is
    not a fall.
    rebases: months at which a person began new limits, each with a reason; each segment is judged by itself.
    baseline: the first so many usable points (6 or more) set the limits, which later points are then judged by; None
    uses all. A rebase starts a segment with a ``baseline`` of its own.
    lowest, highest: what the measure can be at all (counts: 0 and None; percentages: 0 and 100).
    months_apart: 1 monthly, 3 quarterly, 12 yearly; keys are the first month of each period.
    A target equal to a limit counts as *sometimes met*: only a target strictly beyond a limit is certain.
    """
    if not figures:
        return Xmr((), (), tuple(breaks), polarity, target, Assurance.CANNOT_SAY, months_apart)
    months = _every_month(min(figures), max(figures), months_apart)
    unknown = sorted(set(figures) - set(months))
    if unknown:
        raise ValueError(f"{unknown[0]} does not fit a series of every {months_apart} months from {months[0]}.")
    usable = {m: f.value for m in months if isinstance(f := figures.get(m), Known) and not _broken(m, breaks)}
    segments: list[Segment] = []
    signals: dict[Month, _Signal | None] = {}
    for spell, reason, first_points in _spells(months, rebases, baseline):
        stretches = list(_stretches(spell, usable))
        setting = _first_points(stretches, first_points)
        values = [usable[m] for run in setting for m in run]
        found = None
        if len(values) >= LIMITS_NEED:
            found = limits([[usable[m] for m in run] for run in setting], lowest=lowest, highest=highest)
        mean = sum(values) / len(values) if values else None
        segments.append(Segment(Period(spell[0], spell[-1]), len(values), found, mean, reason))
        is_flat = len(values) >= LIMITS_NEED and len({usable[m] for run in stretches for m in run}) == 1
        for run in stretches:
            signals |= _judged(run, usable, found, is_flat=is_flat)
    points = tuple(_point(m, figures.get(m), (printed or {}).get(m), signals, polarity) for m in months)
    return Xmr(
        points, tuple(segments), tuple(breaks), polarity, target, _assurance(segments, target, polarity), months_apart
    )


def _every_month(first: Month, last: Month, apart: int) -> list[Month]:
    return [first + i for i in range(0, last - first + 1, apart)]


def _broken(month: Month, breaks: Sequence[Break]) -> bool:
    return any(month in b.period for b in breaks)


def _spells(
    months: Sequence[Month], rebases: Sequence[Rebase], baseline: int | None
) -> Iterator[tuple[list[Month], str | None, int | None]]:
    """Split the months at each rebase that falls inside them, with its reason and baseline."""
    inside = sorted((r for r in rebases if months[0] < r.first <= months[-1]), key=lambda r: r.first)
    starts = [months[0], *(r.first for r in inside)]
    ends = [*(r.first for r in inside), months[-1] + 1]
    reasons = [None, *(r.reason for r in inside)]
    baselines = [baseline, *(r.baseline for r in inside)]
    for start, end, reason, first_points in zip(starts, ends, reasons, baselines, strict=True):
        spell = [m for m in months if start <= m < end]
        if spell:
            yield spell, reason, first_points


def _first_points(stretches: Sequence[Sequence[Month]], baseline: int | None) -> list[Sequence[Month]]:
    """The stretches cut off after ``baseline`` points."""
    if baseline is None:
        return list(stretches)
    if baseline < LIMITS_NEED:
        raise ValueError(f"A baseline of {baseline} points is too short: limits need {LIMITS_NEED} or more.")
    left, kept = baseline, []
    for run in stretches:
        kept.append(run[:left])
        left -= len(kept[-1])
    return [run for run in kept if run]


def _stretches(months: Sequence[Month], usable: Mapping[Month, float]) -> Iterator[list[Month]]:
    for is_usable, run in groupby(months, key=lambda m: m in usable):
        if is_usable:
            yield list(run)


def _judged(
    run: Sequence[Month], usable: Mapping[Month, float], found: Limits | None, *, is_flat: bool
) -> dict[Month, _Signal | None]:
    if found is not None:
        return dict(zip(run, first_that_applies([usable[m] for m in run], found), strict=True))
    # All values equal: nothing is unusual. Too short to measure variation: nothing can be said.
    return dict.fromkeys(run) if is_flat else {}


def _point(
    month: Month,
    figure: Figure | None,
    printed: float | None,
    signals: Mapping[Month, _Signal | None],
    polarity: Polarity,
) -> Point:
    if isinstance(figure, Known):
        signal = signals.get(month)
        if signal is None:
            kind = Kind.COMMON if month in signals else Kind.NOT_JUDGED
            return Point(month, figure.value, None, figure.is_provisional, kind)
        rule, mark = signal
        return Point(month, figure.value, None, figure.is_provisional, _kind(mark, polarity), rule, mark > 0)
    missing = Missing.NOT_YET_AVAILABLE if figure is None else figure
    if missing is Missing.DOUBTFUL and printed is not None:
        return Point(month, printed, missing, False, Kind.NOT_JUDGED)
    return Point(month, None, missing, False, Kind.MISSING)


def _kind(mark: Mark, polarity: Polarity) -> Kind:
    if polarity is Polarity.NEITHER:
        return Kind.NEUTRAL
    return Kind.IMPROVEMENT if (mark > 0) == (polarity is Polarity.HIGHER) else Kind.CONCERN


def _assurance(segments: Sequence[Segment], target: float | None, polarity: Polarity) -> Assurance:
    """Judge the target by the newest segment: earlier limits describe a system that is gone."""
    newest = segments[-1].limits
    if newest is None or target is None or polarity is Polarity.NEITHER:
        return Assurance.CANNOT_SAY
    if newest.lower <= target <= newest.upper:
        return Assurance.HIT_OR_MISS
    is_above = target > newest.upper
    return Assurance.PASSES if is_above == (polarity is Polarity.LOWER) else Assurance.FAILS
