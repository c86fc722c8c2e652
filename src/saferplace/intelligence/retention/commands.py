"""Writes about retention: rules, holds, and the three steps of a run."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.evidence.importing import AnotherImportIsRunning
from saferplace.evidence.retention.carry_out import NotCarriedOut, carry_out
from saferplace.evidence.retention.plan import RetentionPlan, plan_retention
from saferplace.evidence.retention.rules import Hold, Rule
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.intelligence.opening import evidence_store, store_of
from saferplace.intelligence.retention.models import LegalHold, RetentionRule, RetentionRun
from saferplace.partnership.access import current_roles
from saferplace.partnership.models import Partnership, Role, User


class RetentionRefused(ValueError):
    """The message is the sentence to show."""


def require_retain(by: Actor, partnership: Partnership | None) -> None:
    """Whoever may remove this data: ``evidence.retain`` in the partnership whose it is. Open data belongs to the
    installation, so an administrator, of whichever partnership, answers for it."""
    if partnership is not None:
        access.require(by, "evidence.retain", partnership)
    elif not (isinstance(by.user, User) and current_roles(by.user).filter(role=Role.ADMINISTRATOR).exists()):
        raise access.NotAllowed("evidence.retain")


def set_rule(
    partnership: Partnership | None, data_set: str, rule: Rule, reason: str, *, by: Actor, at: dt.datetime
) -> RetentionRule:
    """Put a rule in force; one of the same kind for the same data set ends. partnership: None for open data."""
    require_retain(by, partnership)
    source = _source_of(data_set, partnership)
    detail = {"data set": source.data_set, "rule": rule.in_words}
    with audited(by=by, action="retention rule set", partnership=partnership, detail=detail) as draft:
        before = RetentionRule.objects.filter(partnership=partnership, data_set=data_set, kind=rule.kind.value)
        before.filter(ended_at__isnull=True).update(ended_at=at)
        draft.subject = made = RetentionRule.objects.create(
            partnership=partnership,
            data_set=source.data_set,
            kind=rule.kind.value,
            number=rule.number,
            reason=reason,
            written_by=by.label,
            written_at=at,
        )
    return made


def end_rule(rule: RetentionRule, *, by: Actor, at: dt.datetime) -> None:
    """Nothing more is removed under it."""
    require_retain(by, rule.partnership)
    with audited(by=by, action="retention rule ended", subject=rule, partnership=rule.partnership):
        RetentionRule.objects.filter(pk=rule.pk, ended_at__isnull=True).update(ended_at=at)


def place_hold(
    partnership: Partnership, reference: str, data_set: str, unit: str, reason: str, *, by: Actor, at: dt.datetime
) -> LegalHold:
    """Keep a data set, or one unit of it, from every removal. Needs ``evidence.hold``; also for open data."""
    access.require(by, "evidence.hold", partnership)
    detail = {"reference": reference, "data set": data_set, "unit": unit}
    try:
        with audited(by=by, action="legal hold placed", partnership=partnership, detail=detail) as draft:
            draft.subject = hold = LegalHold.objects.create(
                partnership=partnership,
                reference=reference,
                data_set=data_set,
                unit=unit,
                reason=reason,
                placed_by=by.label,
                placed_at=at,
            )
    except IntegrityError:
        raise RetentionRefused(f"The hold {reference} already covers {unit or data_set}.") from None
    return hold


def lift_hold(hold: LegalHold, reason: str, *, by: Actor, at: dt.datetime) -> None:
    """Let what it covers be removed again. Needs ``evidence.hold`` and a reason."""
    access.require(by, "evidence.hold", hold.partnership)
    if not reason.strip():
        raise RetentionRefused("Say why the hold is lifted.")
    with audited(by=by, action="legal hold lifted", subject=hold, partnership=hold.partnership):
        LegalHold.objects.filter(pk=hold.pk, lifted_at__isnull=True).update(
            lifted_at=at, lifted_by=by.label, lifted_reason=reason
        )


def plan_under(rule: RetentionRule, *, day: dt.date) -> RetentionPlan:
    """What the rule would remove on that day. Nothing is touched."""
    source = _source_of(rule.data_set, rule.partnership)
    store = evidence_store() if rule.partnership is None else store_of(source, rule.partnership)
    return plan_retention(store, source, rule.as_rule(), day=day, holds=_holds_on(source, rule.partnership))


def propose_removal(rule: RetentionRule, *, by: Actor, day: dt.date, at: dt.datetime) -> RetentionRun:
    """Propose what the rule would remove on that day. Raises `RetentionRefused` when that is nothing."""
    require_retain(by, rule.partnership)
    user = _person(by)
    if rule.ended_at is not None:
        raise RetentionRefused("This rule has ended.")
    if any(run.is_open for run in rule.runs.all()):
        raise RetentionRefused("A removal under this rule is already proposed. Decide on that one first.")
    plan = plan_under(rule, day=day)
    if plan.removes_nothing:
        raise RetentionRefused("There is nothing to remove under this rule.")
    detail = {"rule": rule.pk, "plan": plan.digest, "versions": plan.versions, "units": sorted(plan.units)}
    with audited(by=by, action="retention proposed", partnership=rule.partnership, detail=detail) as draft:
        draft.subject = run = RetentionRun.objects.create(
            rule=rule,
            plan=plan.as_json(),
            plan_digest=plan.digest,
            planned_on=day,
            proposed_by=user,
            proposed_at=at,
        )
    return run


def approve_removal(run: RetentionRun, *, by: Actor, at: dt.datetime) -> None:
    """Approve it, as a second person. Raises `RetentionRefused` for the one who proposed it."""
    require_retain(by, run.rule.partnership)
    user = _person(by)
    if user.pk == run.proposed_by_id:
        raise RetentionRefused("Who proposes a removal cannot approve it: a second person must.")
    waiting = RetentionRun.objects.filter(pk=run.pk, approved_at__isnull=True, refused_at__isnull=True)
    detail = {"plan": run.plan_digest}
    with audited(by=by, action="retention approved", subject=run, partnership=run.rule.partnership, detail=detail):
        if not waiting.update(approved_by=user, approved_at=at):
            raise RetentionRefused("This removal does not wait for approval any more.")


def refuse_removal(run: RetentionRun, *, by: Actor, at: dt.datetime) -> None:
    """Decide against it; who proposed it may also take it back."""
    require_retain(by, run.rule.partnership)
    waiting = RetentionRun.objects.filter(pk=run.pk, carried_out_at__isnull=True, refused_at__isnull=True)
    with audited(by=by, action="retention refused", subject=run, partnership=run.rule.partnership):
        if not waiting.update(refused_by=by.label, refused_at=at):
            raise RetentionRefused("This removal has been decided on already.")


def carry_out_removal(run: RetentionRun, *, by: Actor, at: dt.datetime) -> RetentionRun:
    """Remove what was approved, for good. One that was cut off is gone on with.

    Raises `RetentionRefused` when the evidence or the holds are no longer as they were when it was proposed.
    """
    require_retain(by, run.rule.partnership)
    run.refresh_from_db()
    if run.approved_by is None or not run.is_open:
        raise RetentionRefused("Only a removal that is approved, and not carried out yet, can be carried out.")
    rule = run.rule
    source = _source_of(rule.data_set, rule.partnership)
    try:
        done = carry_out(
            evidence_store() if rule.partnership is None else store_of(source, rule.partnership),
            source,
            rule.as_rule(),
            day=run.planned_on,
            approved_plan=run.plan_digest,
            run=run.name,
            reason=rule.reason,
            proposed_by=_named(run.proposed_by),
            approved_by=_named(run.approved_by),
            holds=_holds_on(source, rule.partnership),
            at=at,
        )
    except (NotCarriedOut, AnotherImportIsRunning) as refused:
        raise RetentionRefused(str(refused)) from refused
    detail = {"certificate": done.digest, "rows": done.rows, "files": len(done.files), "bytes": done.bytes}
    with audited(by=by, action="retention carried out", subject=run, partnership=rule.partnership, detail=detail):
        run.certificate, run.certificate_digest, run.carried_out_at = done.as_json(), done.digest, at
        run.save(update_fields=["certificate", "certificate_digest", "carried_out_at"])
    return run


def _source_of(data_set: str, partnership: Partnership | None) -> Source:
    source = source_of(data_set)
    if source.is_open and partnership is not None:
        raise RetentionRefused("Open data is held for every partnership. Its retention is settled at the command line.")
    if not source.is_open and partnership is None:
        raise RetentionRefused(f"{data_set} belongs to a partnership. Say which.")
    return source


def _holds_on(source: Source, partnership: Partnership | None) -> list[Hold]:
    """A partnership's holds on its own data; on open data those of all, since each may need it."""
    holds = LegalHold.objects.filter(lifted_at__isnull=True, data_set=source.data_set)
    return [hold.as_hold() for hold in (holds if partnership is None else holds.filter(partnership=partnership))]


def _person(by: Actor) -> User:
    if not isinstance(by.user, User):
        raise RetentionRefused("Two named people must stand behind a removal. Say who you are.")
    return by.user


def _named(user: User) -> str:
    return f"{user.name} (person {user.pk})"
