"""Figures that people return: a survey, a partner's count. Refused with a sentence when they cannot be right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.performance.models import CollectionMethod, Measure, MeasureVersion, Observation, Release
from saferplace.performance.periods import is_period_of


@dataclass(frozen=True)
class NewFigure:
    """What a person says of one period.

    numerator: the count, or for a percentage those who said yes. denominator: those who answered.
    missing: why there is no figure, in place of the numbers. source_note: where it comes from, always.
    revision_reason: why a figure that is already there changes.
    """

    period: Period
    numerator: int | None
    denominator: int | None
    missing: Missing | None
    method: CollectionMethod | None
    source_note: str
    is_provisional: bool = False
    revision_reason: str = ""

    def value(self, version: MeasureVersion) -> float | None:
        if self.numerator is None or self.missing is not None:
            return None
        if not version.is_percentage:
            return float(self.numerator)
        return self.numerator / self.denominator * 100 if self.denominator else None


class RefusedFigure(ValueError):
    """field: which answer to correct. The message is a sentence for the person who gave it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def check_figure(measure: Measure, figure: NewFigure, *, today: dt.date) -> MeasureVersion:
    """Raise `RefusedFigure` for a figure that cannot be recorded; return the definition it falls under."""
    version = measure.versions.get(ended_at__isnull=True)
    if not version.is_recorded_by_hand:
        raise RefusedFigure("period", f"{version.name} is computed from evidence and cannot be typed in.")
    _check_period(version, figure.period, today)
    _check_numbers(version, figure)
    if not figure.source_note.strip():
        raise RefusedFigure("source_note", "Enter where the figure comes from, for example the report and its date.")
    held = _held(measure, figure.period)
    if held is not None and not figure.revision_reason.strip():
        raise RefusedFigure(
            "revision_reason", f"There is a figure for {figure.period.in_words()} already. Enter why it changes."
        )
    return version


def record_observation(
    measure: Measure, figure: NewFigure, *, by: Actor, today: dt.date, at: dt.datetime
) -> Observation:
    """Store a figure, provisional until somebody publishes it. A figure already there is kept, superseded.

    Needs ``performance.record``; to change a published figure, ``performance.publish`` as well.
    Raises `RefusedFigure`.
    """
    partnership = measure.partnership
    access.require(by, "performance.record", partnership)
    detail = {"measure": measure.key, "period": str(figure.period)}
    with audited(by=by, action="figure recorded", partnership=partnership, detail=detail) as draft:
        # Two people at once queue here, so that the second meets the figure of the first.
        Measure.objects.select_for_update().get(pk=measure.pk)
        version = check_figure(measure, figure, today=today)
        held = _held(measure, figure.period)
        if held is not None:
            if held.release == Release.PUBLISHED:
                access.require(by, "performance.publish", partnership)
            draft.detail["supersedes"] = held.pk
            Observation.objects.filter(pk=held.pk).update(superseded_at=at)
        draft.subject = made = Observation.objects.create(
            measure=measure,
            version=version,
            period_first=figure.period.first.first_day,
            period_last=figure.period.last.first_day,
            is_share=version.is_percentage,
            numerator=None if figure.missing else figure.numerator,
            denominator=None if figure.missing else figure.denominator,
            value=figure.value(version),
            missing=figure.missing or "",
            is_provisional=figure.is_provisional,
            release=Release.PROVISIONAL,
            source_note=figure.source_note.strip(),
            method=figure.method or "",
            recorded_by_id=by.user.pk if by.user else None,
            recorded_by_label=by.label,
            recorded_at=at,
            revision_reason=figure.revision_reason.strip(),
        )
        if held is not None:
            Observation.objects.filter(pk=held.pk).update(superseded_by=made)
    return made


def _held(measure: Measure, period: Period) -> Observation | None:
    return measure.observations.filter(superseded_at__isnull=True, period_first=period.first.first_day).first()


def _check_period(version: MeasureVersion, period: Period, today: dt.date) -> None:
    if not is_period_of(version, period):
        often = version.get_frequency_display().lower()
        raise RefusedFigure("period", f"{version.name} is {often}: {period.in_words()} is not one of its periods.")
    if period.last >= Month.of(today):
        raise RefusedFigure("period", f"{period.in_words()} has not ended yet. Enter a period that is over.")
    if period.first < version.first_month:
        raise RefusedFigure("period", f"{version.name} begins in {version.first_month.in_words()}, after that period.")


def _check_numbers(version: MeasureVersion, figure: NewFigure) -> None:
    numerator, denominator = figure.numerator, figure.denominator
    if figure.missing is not None:
        if numerator is not None or denominator is not None:
            raise RefusedFigure("numerator", "Give either a figure or the reason why there is none, not both.")
        return
    if numerator is None:
        raise RefusedFigure("numerator", "Enter the number, or say why there is none. Nothing happened is 0.")
    if numerator < 0:
        raise RefusedFigure("numerator", "The number cannot be below 0.")
    if version.is_percentage:
        _check_share(version, numerator, denominator)
    elif denominator is not None:
        raise RefusedFigure("denominator", f"{version.name} is a count: leave the number out of which empty.")
    if version.needs_sample_size and figure.method is None:
        raise RefusedFigure("method", "Say how the answers were gathered: it decides what may be said about them.")


def _check_share(version: MeasureVersion, numerator: int, denominator: int | None) -> None:
    of_whom = version.denominator or "people who answered"
    if denominator is None:
        raise RefusedFigure("denominator", f"{numerator:,} of how many? Enter the number of {of_whom}.")
    if denominator <= 0:
        raise RefusedFigure(
            "denominator", f"With no {of_whom} the percentage is not calculable. Say that it was not collected instead."
        )
    if numerator > denominator:
        raise RefusedFigure(
            "numerator", f"{numerator:,} of {denominator:,} is more than 100%. Check which number is which."
        )
