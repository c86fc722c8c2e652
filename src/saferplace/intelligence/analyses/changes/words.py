"""What is said of a change: what was found, how, and what it cannot tell."""

from __future__ import annotations

from math import isfinite
from typing import Any

from saferplace.analysis.held_months import name_months
from saferplace.analysis.many_changes import FALSE_SHARE, AmongMany
from saferplace.analysis.months import Month, runs_in_words
from saferplace.evidence.queries import WardTypeMonths
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.changes.question import Against, By, ChangeQuestion
from saferplace.intelligence.analyses.changes.shapes import ChangedRow
from saferplace.intelligence.analyses.known_breaks import breaks_of, used_in_words

METHOD = "change_between_periods"
_DAYS_MATTER = 0.01  # periods whose lengths differ by more than this are compared by the day
_NAMED = 3


def exposure_of(now: tuple[Month, ...], before: tuple[Month, ...]) -> float:
    """Days of the one over days of the other, where that makes a difference: February is a tenth shorter than March."""
    days = [sum(((m + 1).first_day - m.first_day).days for m in months) for months in (now, before)]
    ratio = days[0] / days[1]
    return ratio if abs(ratio - 1) > _DAYS_MATTER else 1.0


def answer_of(
    question: ChangeQuestion,
    panel: WardTypeMonths,
    now: tuple[Month, ...],
    before: tuple[Month, ...],
    whole: ChangedRow,
    rows: tuple[ChangedRow, ...],
    not_comparable: list[str],
) -> Answer:
    result = {
        "months_compared": [str(m) for m in now],
        "compared_with": [str(m) for m in before],
        "whole": _as_json(whole),
        "lines": [_as_json(row) for row in rows],
    }
    receipt = receipted(panel.receipt, METHOD, question.settings, result)
    return Answer(
        _finding(question, now, before, whole, rows), _method(now, before, whole, rows),
        _caveats(question, panel, now, not_comparable), receipt,
    )  # fmt: skip


def _finding(
    question: ChangeQuestion, now: tuple[Month, ...], before: tuple[Month, ...], whole: ChangedRow,
    rows: tuple[ChangedRow, ...],
) -> str:  # fmt: skip
    said = (
        f"{question.subject} in {question.place}: {whole.change.in_words()}, {runs_in_words(now)} against "
        f"{runs_in_words(before)}: {whole.found.verdict}."
    )
    what = ("type of crime", "types of crime") if question.by is By.TYPE else ("ward", "wards")
    up = [row for row in rows if row.found.verdict is AmongMany.RISE]
    down = [row for row in reversed(rows) if row.found.verdict is AmongMany.FALL]
    if not (up or down):
        none = what[0] if len(rows) == 1 else what[1]
        return f"{said} Of {len(rows)} {none}, none changed by more than chance explains."
    told = [f"{len(some)} {verb} ({_names(some)})" for some, verb in ((up, "rose"), (down, "fell")) if some]
    many = what[0] if len(rows) == 1 else what[1]
    return f"{said} Of {len(rows)} {many}, {' and '.join(told)} by more than chance explains."


def _names(rows: list[ChangedRow]) -> str:
    named = [row.name for row in rows[:_NAMED]]
    return ", ".join(named) + (f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else "")


def _method(now: tuple[Month, ...], before: tuple[Month, ...], whole: ChangedRow, rows: tuple[ChangedRow, ...]) -> str:
    people = whole.residents
    residents = f" Rates are per 1,000 residents ({people.source}), over the months compared." if people else ""
    by_day = "" if exposure_of(now, before) == 1.0 else " The periods differ in days, so ratios are by the day."
    return (
        "Each ratio is the count over the count before, with the range that chance leaves open 95 times in 100 (mid-p "
        f"interval of two Poisson counts).{by_day} Of many compared, some look real by luck alone: a change is called "
        f"real only where it still stands after allowing for all {len(rows)} (Benjamini-Hochberg, at most "
        f"{FALSE_SHARE:.0%} false). Too few to tell: both half as many and twice as many are possible.{residents}"
    )


def _caveats(
    question: ChangeQuestion, panel: WardTypeMonths, now: tuple[Month, ...], not_comparable: list[str]
) -> tuple[str, ...]:
    said = ["Crimes come in clusters (one person, many offences), so the truth is at least this uncertain."]
    if question.against is Against.PERIOD_BEFORE:
        said.append("Crime has seasons: part of a change from the period just before is the time of year.")
    apart = question.before.first - question.period.first
    for b in breaks_of(question.pandemic):
        if any(m in b.period or m + apart in b.period for m in question.period):
            said.append(f"Left out: {b.period.in_words()} ({b.reason}).")
    said += used_in_words(question.pandemic, [*now, *(month + apart for month in now)])
    breaks = breaks_of(question.pandemic)
    skipped = [
        m for m in question.period
        if m not in now and not any(m in b.period or m + apart in b.period for b in breaks)
    ]  # fmt: skip
    if skipped:
        said.append(f"Left out of both, since one side is not held complete: {name_months(skipped)}.")
    if not_comparable:
        said.append(
            f"Not compared, because small areas were redrawn between the two: {', '.join(sorted(not_comparable))}."
        )
    elif question.by is By.WARD and _is_uncertain(panel, now):
        said.append("In these months some small areas reached over ward boundaries; their crimes are in no ward here.")
    if question.by is By.WARD:
        said.append("A rate by residents misleads where many people pass and few live, such as a town centre.")
    return tuple(said)


def _is_uncertain(panel: WardTypeMonths, months: tuple[Month, ...]) -> bool:
    return bool(panel.not_certain[:, [panel.months.index(month) for month in months]].any())


def _as_json(row: ChangedRow) -> list[Any]:
    ratio = row.change.ratio
    return [
        row.code or row.name,
        row.change.count,
        row.change.count_before,
        [_finite(end) for end in (ratio.ratio, ratio.lower, ratio.upper)],
        row.found.verdict.value,
        row.since_in_words,
    ]


def _finite(value: float | None) -> float | None:
    return round(value, 3) if value is not None and isfinite(value) else None
