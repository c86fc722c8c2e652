"""Counting the plan's printed figures again, and keeping the receipts that pages cite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from saferplace.analysis.missing import Missing
from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import keep_all
from saferplace.evidence.areas import find_area
from saferplace.evidence.queries import NothingLoaded, recorded_crime_by_month, rows_without_location
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.models import Recount
from saferplace.partnership.models import Partnership
from saferplace.plan.models import EvidenceCheck
from saferplace.plan.queries import key_findings


def recount_findings(partnership: Partnership, store: EvidenceStore, *, by: Actor, at: dt.datetime) -> int:
    """Count every check of the current plan's key findings. Returns how many recounts are new or came out differently.

    Needs ``performance.record``. The counts come from open data, so their receipts are public.
    """
    access.require(by, "performance.record", partnership)
    findings = key_findings(partnership)
    checks = [check for finding in findings.findings for check in finding.evidence_checks.all()] if findings else []
    return sum(_recount(check, partnership, store, by=by, at=at) for check in checks)


def cite(receipts: Iterable[Receipt], partnership: Partnership) -> None:
    """Keep the receipts that a page shows. A page opened again writes nothing: reading must not wait for a lock."""
    wanted = {receipt.digest: receipt for receipt in receipts}
    known = set(StoredReceipt.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if new := [receipt for digest, receipt in wanted.items() if digest not in known]:
        keep_all(new, partnership)


def cite_for_everybody(receipts: Iterable[Receipt], partnership: Partnership) -> None:
    """As `cite`, of figures that are published: anybody may open these receipts. They must hold nothing withheld."""
    wanted = {receipt.digest: receipt for receipt in receipts}
    known = set(StoredReceipt.objects.filter(pk__in=wanted, is_public=True).values_list("pk", flat=True))
    if new := [receipt for digest, receipt in wanted.items() if digest not in known]:
        kept = keep_all(new, partnership)
        StoredReceipt.objects.filter(pk__in=kept).update(is_public=True)


def _recount(
    check: EvidenceCheck, partnership: Partnership, store: EvidenceStore, *, by: Actor, at: dt.datetime
) -> bool:
    area, types = find_area(check.area), frozenset(check.crime_types)
    try:
        counted = recorded_crime_by_month(store, area=area, crime_types=types, period=check.period, at=at)
        nowhere = rows_without_location(store, area=area, crime_types=types, period=check.period, at=at)
    except NothingLoaded:
        return False
    before = Recount.objects.filter(check_of=check).first()
    if before and (before.receipt_id, before.without_location_receipt_id) == (
        counted.receipt.digest,
        nowhere.receipt.digest,
    ):
        return False
    with audited(by=by, action="finding recounted", subject=check, partnership=partnership) as draft:
        kept = keep_all([counted.receipt, nowhere.receipt], partnership)
        StoredReceipt.objects.filter(pk__in=kept).update(is_public=True)
        unknown = sum(isinstance(figure, Missing) for figure in counted.counts.values())
        Recount.objects.update_or_create(
            check_of=check,
            defaults={
                "count": counted.total,
                "months_unknown": unknown,
                "without_location": nowhere.total,
                "receipt": kept[counted.receipt.digest],
                "without_location_receipt": kept[nowhere.receipt.digest],
                "counted_at": at,
            },
        )
        draft.detail["receipt"] = counted.receipt.digest
    return True
