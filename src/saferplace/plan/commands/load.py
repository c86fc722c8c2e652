"""Load a partnership file: all of it or nothing, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.partnership.commands import NameTaken, record_structure
from saferplace.partnership.models import Partnership
from saferplace.partnership.models.partnerships import RESERVED_SLUGS
from saferplace.plan import sections
from saferplace.plan.commands.rows import write_rows
from saferplace.plan.commands.structure import structure_of
from saferplace.plan.file import PartnershipFile, read_partnership_file
from saferplace.plan.file.differences import Difference, differences
from saferplace.plan.models import Plan, PlanVersion


class CannotLoad(ValueError):
    """The file is sound, and still cannot be loaded here; says why."""


@dataclass(frozen=True)
class Loaded:
    """is_new: whether a version was made; otherwise ``version`` is the one that already said the same.
    notes: what other parts of the product did with their sections, in sentences.
    """

    version: PlanVersion
    is_new: bool
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()


def load_partnership_file(path: Path, *, by: Actor, at: dt.datetime | None = None) -> Loaded:
    """Read, check and load the file at ``path``. Raises BrokenFile, CannotLoad or NotAllowed: nothing changed."""
    return load(read_partnership_file(path), by=by, at=at or timezone.now())


def load(file: PartnershipFile, *, by: Actor, at: dt.datetime) -> Loaded:
    """Bring the records up to the file, in one transaction. A file that says the same as the last changes nothing."""
    slug = file.content["partnership"]["slug"]
    if slug in RESERVED_SLUGS:
        raise CannotLoad(f"“{slug}” begins an address of the product itself. Give the partnership another slug.")
    existing = Partnership.objects.filter(slug=slug).first()
    access.require(by, "plan.load", existing or Partnership(slug=slug))
    with transaction.atomic():
        before = _newest_version(slug, file.content["plan"]["key"])
        if before and before.content == file.content:
            return Loaded(before, is_new=False)
        return _make_version(file, before, by=by, at=at)


def rehearse(file: PartnershipFile, *, by: Actor, at: dt.datetime) -> Loaded:
    """Do everything that `load` does, and take it all back: what it returns is what loading would do."""
    with transaction.atomic():
        loaded = load(file, by=by, at=at)
        transaction.set_rollback(True)
    return loaded


def _newest_version(slug: str, plan_key: str) -> PlanVersion | None:
    """The newest version of one plan, locked so that two loads at once cannot both follow it."""
    plan = Plan.objects.select_for_update().filter(partnership__slug=slug, key=plan_key).first()
    return plan.versions.order_by("-number").first() if plan else None


def _make_version(file: PartnershipFile, before: PlanVersion | None, *, by: Actor, at: dt.datetime) -> Loaded:
    try:
        partnership = record_structure(by=by, structure=structure_of(file.content), on=timezone.localdate(at))
    except NameTaken as taken:
        raise CannotLoad(str(taken)) from taken
    changes = differences(before.content, file.content) if before else ()
    said = {"file": Path(file.name).name, "digest": file.digest, "differences": len(changes)}
    with audited(by=by, action="plan loaded", partnership=partnership, detail=said) as draft:
        version = _version(file, partnership, before, changes, by=by, at=at)
        write_rows(version, dict(file.content))
        notes = sections.hand_on(partnership, dict(file.content), version, by=by)
        draft.subject = version
        draft.detail["version"] = version.number
    return Loaded(version, True, changes, tuple(notes))


def _version(
    file: PartnershipFile,
    partnership: Partnership,
    before: PlanVersion | None,
    changes: tuple[Difference, ...],
    *,
    by: Actor,
    at: dt.datetime,
) -> PlanVersion:
    said = file.content["plan"]
    plan, _ = Plan.objects.get_or_create(partnership=partnership, key=said["key"])
    return PlanVersion.objects.create(
        plan=plan,
        number=before.number + 1 if before else 1,
        title=said["title"],
        first_month=said["from"],
        last_month=said["to"],
        note=said.get("note", ""),
        vision=said.get("vision", {}).get("text", ""),
        matrix_note=said.get("matrix", {}).get("note", ""),
        findings_note=said.get("key_findings", {}).get("note", ""),
        headline_note=said.get("headline_measures", {}).get("note", ""),
        legislation_note=said.get("legislation", {}).get("note", ""),
        schema_version=file.schema_version,
        digest=file.digest,
        content=file.content,
        differences=[asdict(change) for change in changes],
        loaded_at=at,
        loaded_by=by.label,
    )
