"""The audit log: one entry for every change, and for every reading of anything protected."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from saferplace.core.actors import Actor
from saferplace.core.models import AuditEntry, AuditHead

__all__ = ["Actor", "ChainBroken", "Draft", "audited", "record_read", "record_security", "verify_chain"]


@dataclass
class Draft:
    """What the entry will say about the change under way; the change may add to it before it ends."""

    subject: Model | None
    detail: dict[str, Any] = field(default_factory=dict)


@contextlib.contextmanager
def audited(
    *,
    by: Actor,
    action: str,
    subject: Model | None = None,
    partnership: Model | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[Draft]:
    """One transaction around a change and its audit entry: both happen or neither.

    A record that the change creates is named through the draft: ``draft.subject = plan``.
    """
    with transaction.atomic():
        draft = Draft(subject, dict(detail or {}))
        yield draft
        _append(AuditEntry.Kind.WRITE, by, action, draft.subject, partnership, draft.detail)


def record_read(
    *,
    by: Actor,
    action: str,
    subject: Model | None = None,
    partnership: Model | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Note that somebody read something protected."""
    _append(AuditEntry.Kind.READ, by, action, subject, partnership, detail or {})


def record_security(*, by: Actor, action: str, detail: Mapping[str, Any] | None = None) -> None:
    """Note a sign-in, a failed one, a sign-out or a change of password or permission."""
    _append(AuditEntry.Kind.SECURITY, by, action, by.user, None, detail or {})


def _append(
    kind: AuditEntry.Kind,
    by: Actor,
    action: str,
    subject: Model | None,
    partnership: Model | None,
    detail: Mapping[str, Any],
) -> AuditEntry:
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
        organisation = getattr(by.user, "organisation", None)
        entry = AuditEntry(
            number=head.number + 1,
            at=timezone.now(),
            kind=kind,
            action=action,
            actor_id=by.user.pk if by.user else None,
            actor_label=by.label,
            organisation_label=str(organisation or ""),
            address=by.address,
            channel=by.channel,
            subject_type=subject._meta.label_lower if subject else "",
            subject_id=str(subject.pk) if subject else "",
            partnership_slug=getattr(partnership, "slug", ""),
            detail_json=json.dumps(detail, sort_keys=True, ensure_ascii=False, default=str),
            previous_hash=head.hash,
        )
        entry.hash = entry.computed_hash()
        entry.save(force_insert=True)
        AuditHead.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
        return entry


@dataclass(frozen=True)
class ChainBroken:
    """Where the log stops being trustworthy, and why, in a sentence."""

    number: int
    reason: str


def verify_chain() -> tuple[int, ChainBroken | None]:
    """Walk the whole log in order. Returns the number of entries found true, and the first break, if any."""
    expected_number, previous_hash = 1, ""
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected_number:
            return expected_number - 1, ChainBroken(expected_number, f"Entry {expected_number} is missing.")
        if entry.previous_hash != previous_hash or entry.hash != entry.computed_hash():
            return expected_number - 1, ChainBroken(entry.number, f"Entry {entry.number} has been altered.")
        expected_number, previous_hash = entry.number + 1, entry.hash
    head = AuditHead.objects.filter(pk=1).first()
    last = expected_number - 1
    if head and (head.number, head.hash) != (last, previous_hash):
        return last, ChainBroken(last + 1, f"The log ends at entry {last}, but {head.number} entries were written.")
    return last, None
