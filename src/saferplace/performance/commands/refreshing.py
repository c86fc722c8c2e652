"""Compute a measure's figures from its evidence and store them, so that pages only read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month
from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import keep
from saferplace.evidence.areas import Denominator
from saferplace.partnership.models import Partnership
from saferplace.performance.models import Measure, MeasureVersion, Observation, Publication, Release
from saferplace.performance.sources import MeasureSource, SourcedFigures, source_of


@dataclass(frozen=True)
class Refreshed:
    """How many months of a measure were new, restated (the old figure kept) or as before."""

    key: str
    added: int = 0
    restated: int = 0
    unchanged: int = 0


def refresh_all(partnership: Partnership, *, by: Actor, at: dt.datetime) -> list[Refreshed]:
    """Refresh every measure of the partnership that has a source to compute from."""
    done = []
    for measure in Measure.objects.filter(partnership=partnership).live().prefetch_related("versions"):
        version = next(v for v in measure.versions.all() if v.ended_at is None)
        source = source_of(version.source["kind"])
        if source is not None:
            done.append(refresh_from_evidence(measure, by=by, source=source, at=at))
    return done


def refresh_from_evidence(measure: Measure, *, by: Actor, source: MeasureSource, at: dt.datetime) -> Refreshed:
    """Bring the stored figures of one measure up to what its source says now.

    A month whose figure and definition are as before keeps its observation and receipt. A restated month gets a new
    observation and the one before is kept, superseded. The same evidence again changes nothing.
    Needs ``performance.record``.
    """
    access.require(by, "performance.record", measure.partnership)
    version = measure.versions.get(ended_at__isnull=True)
    sourced = source.figures(measure, version, at=at)
    if sourced is None:
        return Refreshed(measure.key)
    current = measure.observations.filter(superseded_at__isnull=True).select_related("version")
    held = {Month.of(o.period_first): o for o in current}
    since = version.comparable_since
    seen = sourced.seen_in_doubt
    fresh = {
        m: f for m, f in sourced.figures.items() if _is_news(f, seen.get(m), sourced.shares.get(m), held.get(m), since)
    }
    unchanged = sum(month in held and month not in fresh for month in sourced.figures)
    _note_residents(measure, sourced.residents)
    if measure.publication == Publication.PUBLIC and sourced.is_open:
        _open_to_the_public(current, at)
    if not fresh:
        return Refreshed(measure.key, unchanged=unchanged)
    restated = [held[month] for month in fresh if month in held]
    found = Refreshed(measure.key, len(fresh) - len(restated), len(restated), unchanged)
    detail = {"added": found.added, "restated": found.restated, "receipt": sourced.receipt.digest}
    with audited(by=by, action="measure refreshed", subject=measure, partnership=measure.partnership, detail=detail):
        _store(measure, version, sourced, fresh, restated, by=by, at=at)
    return found


def _is_news(
    figure: Figure,
    seen: int | None,
    share: tuple[int, int] | None,
    held: Observation | None,
    comparable_since: int,
) -> bool:
    if held is None:
        # Nothing is stored for a month that nobody has published: absence already says so.
        return figure is not Missing.NOT_YET_AVAILABLE
    if share is not None and share != (held.numerator, held.denominator):
        return True
    return (held.figure, held.seen_in_doubt) != (figure, seen) or held.version.number < comparable_since


def _store(
    measure: Measure,
    version: MeasureVersion,
    sourced: SourcedFigures,
    fresh: dict[Month, Figure],
    restated: Iterable[Observation],
    *,
    by: Actor,
    at: dt.datetime,
) -> None:
    receipt = keep(sourced.receipt, measure.partnership)
    # What partners shared among themselves becomes public only when a person publishes it.
    is_public = measure.publication == Publication.PUBLIC and sourced.is_open
    if is_public and not receipt.is_public:
        StoredReceipt.objects.filter(pk=receipt.pk).update(is_public=True)
    before = {Month.of(o.period_first): o for o in restated}
    # The old ones step aside first: only one observation of a month may be current.
    Observation.objects.filter(pk__in=[o.pk for o in before.values()]).update(superseded_at=at)
    made = Observation.objects.bulk_create(
        _observation(
            measure,
            version,
            month,
            figure,
            sourced.seen_in_doubt.get(month),
            sourced.shares.get(month),
            receipt,
            is_public=is_public,
            by=by,
            at=at,
        )
        for month, figure in fresh.items()
    )
    replaced = []
    for observation in made:
        old = before.get(Month.of(observation.period_first))
        if old is not None:
            old.superseded_at, old.superseded_by = at, observation
            replaced.append(old)
    Observation.objects.bulk_update(replaced, ["superseded_at", "superseded_by"])


def _observation(
    measure: Measure,
    version: MeasureVersion,
    month: Month,
    figure: Figure,
    seen: int | None,
    share: tuple[int, int] | None,
    receipt: StoredReceipt,
    *,
    is_public: bool,
    by: Actor,
    at: dt.datetime,
) -> Observation:
    is_known = isinstance(figure, Known)
    return Observation(
        measure=measure,
        version=version,
        period_first=month.first_day,
        period_last=(month + (version.months_apart - 1)).first_day,
        is_share=version.is_percentage,
        numerator=_numerator(figure, share),
        denominator=share[1] if share and is_known else None,
        value=figure.value if isinstance(figure, Known) else None,
        missing="" if is_known else str(figure),
        seen_in_doubt=seen if figure is Missing.DOUBTFUL else None,
        is_provisional=isinstance(figure, Known) and figure.is_provisional,
        # What open data says of a public measure is public already.
        release=Release.PUBLISHED if is_public else Release.PARTNER_ONLY,
        published_at=at if is_public else None,
        receipt=receipt,
        recorded_by_id=by.user.pk if by.user else None,
        recorded_by_label=by.label,
        recorded_at=at,
    )


def _numerator(figure: Figure, share: tuple[int, int] | None) -> int | None:
    """A count is its own numerator."""
    if not isinstance(figure, Known):
        return None
    return share[0] if share else int(figure.value)


def _open_to_the_public(current: QuerySet[Observation], at: dt.datetime) -> None:
    """A measure that has become public takes its computed figures with it: they rest on open data."""
    closed = current.filter(release=Release.PARTNER_ONLY, receipt__isnull=False)
    StoredReceipt.objects.filter(observations__in=closed).update(is_public=True)
    closed.update(release=Release.PUBLISHED, published_at=at)


def _note_residents(measure: Measure, residents: Denominator | None) -> None:
    if residents is None:
        return
    said = (residents.value, residents.year, residents.source)
    if said != (measure.population_count, measure.population_year, measure.population_source):
        Measure.objects.filter(pk=measure.pk).update(
            population_count=said[0], population_year=said[1], population_source=said[2]
        )
