"""Importing data.police.uk street files: many files in, one commit out."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from saferplace.evidence.importing import staging
from saferplace.evidence.importing.corrections import Corrections, read_corrections
from saferplace.evidence.importing.ledger import KEY, held_imports, published_of_units
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.importing.progress import Progress, Report, silent
from saferplace.evidence.importing.refused_rows import REFUSED_DATA_SET, version_in_force
from saferplace.evidence.importing.staging import Staging
from saferplace.evidence.importing.unit import UnitPlan, plan_unit, read_held
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.discovery import RefusedFile, SourceFile, find_files, sha256
from saferplace.evidence.police_street.layout import REFUSED, STORED, Unit
from saferplace.evidence.police_street.reading import UnreadableFile
from saferplace.evidence.police_street.summary import ImportSummary, UnitSummary, missing_months
from saferplace.evidence.store import EvidenceStore


@dataclass
class _Import:
    """The state of one import under way."""

    store: EvidenceStore
    import_id: str
    started_at: dt.datetime
    published: str | None
    version: int | None
    refused_version: int | None
    published_before: dict[str, str]
    rows: Staging
    refused: Staging
    summaries: list[UnitSummary] = field(default_factory=list)
    refused_files: list[RefusedFile] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def stage(self, plan: UnitPlan, *, is_dry_run: bool) -> None:
        self.summaries.append(plan.summary)
        if is_dry_run:
            return
        at_ms = int(self.started_at.timestamp() * 1000)
        key = plan.summary.unit.key
        if plan.rows is not None:
            self.rows.replace_unit(key, plan.rows.to_arrow().cast(STORED), at_ms=at_ms)
        if plan.refused is not None:
            self.refused.replace_unit(key, plan.refused.to_arrow().cast(REFUSED), at_ms=at_ms)


def import_police_street(
    store: EvidenceStore,
    paths: Iterable[Path],
    *,
    today: dt.date,
    loaded_by: str,
    started_at: dt.datetime,
    published: str | None = None,
    is_dry_run: bool = False,
    report: Report = silent,
) -> ImportSummary:
    """Import every street file found in ``paths``: archives, folders, files, and corrected refused rows.

    today: rows of later months are refused. published: ISO date or month on which the publisher released the files;
    a unit is never replaced by an older release when both dates are known.
    Files are read one at a time, so memory does not grow with their number. A dry run gives the same summary and
    stores nothing. Raises `AnotherImportIsRunning`.
    """
    with contextlib.nullcontext() if is_dry_run else import_lock(store.root):
        found = find_files(paths)
        under_way = _begin(store, found.files, started_at, published)
        if not is_dry_run:
            staging.sweep(store, {held.import_id for held in held_imports(store, DATA_SET)})
        chosen = _one_file_a_unit(found.files, under_way)
        for done, source in enumerate(chosen):
            report(Progress(done, len(chosen), source.name))
            _take_file(under_way, source, today=today, is_dry_run=is_dry_run)
        corrections, refusals = read_corrections(found.corrections)
        under_way.refused_files.extend([*found.refused, *refusals])
        for correction in corrections:
            _take_corrections(under_way, correction, today=today, is_dry_run=is_dry_run)
        report(Progress(len(chosen), len(chosen), ""))
        summary = _summary(under_way, is_dry_run, found.not_taken)
        return summary if is_dry_run else _commit(under_way, summary, loaded_by)


def _begin(
    store: EvidenceStore, files: tuple[SourceFile, ...], started_at: dt.datetime, published: str | None
) -> _Import:
    named = hashlib.sha256("\n".join(file.name for file in files).encode()).hexdigest()[:8]
    import_id = f"{started_at.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}-{named}"
    imports = held_imports(store, DATA_SET)
    return _Import(
        store=store,
        import_id=import_id,
        started_at=started_at,
        published=published,
        version=store.version(DATA_SET),
        refused_version=version_in_force(imports),
        published_before=published_of_units(imports),
        rows=Staging(store, DATA_SET, STORED, import_id),
        refused=Staging(store, REFUSED_DATA_SET, REFUSED, import_id),
    )


def _one_file_a_unit(files: tuple[SourceFile, ...], under_way: _Import) -> list[SourceFile]:
    """The same force and month may come twice in what a person points at: the later one counts, and that is said."""
    chosen: dict[Unit, SourceFile] = {}
    for file in files:
        earlier = chosen.pop(file.unit, None)
        if earlier is not None:
            one, other = earlier.read(), file.read()
            if isinstance(one, bytes) and isinstance(other, bytes) and sha256(one) == sha256(other):
                under_way.notes.append(f"{earlier.name} and {file.name} are the same file.")
            else:
                under_way.notes.append(
                    f"{earlier.name} and {file.name} are both {file.unit.force} {file.unit.month} and differ: the "
                    "second was used. Import them one after the other, oldest release first, to keep both."
                )
        chosen[file.unit] = file
    return sorted(chosen.values(), key=lambda file: file.unit)


def _take_file(under_way: _Import, source: SourceFile, *, today: dt.date, is_dry_run: bool) -> None:
    newer = under_way.published_before.get(source.unit.key)
    if newer and under_way.published and under_way.published < newer:
        under_way.refused_files.append(
            RefusedFile(
                source.name,
                f"This month is already held as released in {newer}; {under_way.published} is older. It was left out.",
            )
        )
        return
    content = source.read()
    if isinstance(content, RefusedFile):
        under_way.refused_files.append(content)
        return
    held = read_held(under_way.store, source.unit, version=under_way.version, refused_version=under_way.refused_version)
    try:
        plan = plan_unit(source, content, held, import_id=under_way.import_id, today=today)
    except UnreadableFile as unreadable:
        under_way.refused_files.append(RefusedFile(source.name, str(unreadable)))
        return
    under_way.stage(plan, is_dry_run=is_dry_run)


def _take_corrections(under_way: _Import, corrections: Corrections, *, today: dt.date, is_dry_run: bool) -> None:
    taken = {summary.unit for summary in under_way.summaries}
    for plan in corrections.plans(
        under_way.store,
        version=under_way.version,
        refused_version=under_way.refused_version,
        import_id=under_way.import_id,
        today=today,
        not_now=taken,
    ):
        under_way.stage(plan, is_dry_run=is_dry_run)
    under_way.notes.extend(corrections.notes)


def _summary(under_way: _Import, is_dry_run: bool, not_taken: tuple[str, ...]) -> ImportSummary:
    held = [] if under_way.version is None else under_way.store.units(DATA_SET, under_way.version)
    units = {Unit.parse(key) for key in held} | {summary.unit for summary in under_way.summaries}
    touched = {summary.unit.force for summary in under_way.summaries}
    return ImportSummary(
        import_id=under_way.import_id,
        is_dry_run=is_dry_run,
        version=under_way.version,
        units=tuple(sorted(under_way.summaries, key=lambda summary: summary.unit)),
        refused_files=tuple(under_way.refused_files),
        not_taken=not_taken,
        missing_months=missing_months(unit for unit in units if unit.force in touched),
        notes=tuple(under_way.notes),
    )


def _commit(under_way: _Import, summary: ImportSummary, loaded_by: str) -> ImportSummary:
    """The refused rows first, which nobody sees yet; then the rows, whose commit names them both."""
    if not under_way.rows.replaced and not under_way.refused.replaced:
        return summary
    refused_version = under_way.refused_version
    if under_way.refused.replaced:
        refused_version = under_way.refused.commit({})
    files = [{"name": unit.source_file, "sha256": unit.source_sha256, "unit": unit.unit.key} for unit in summary.units]
    said = {
        "import_id": under_way.import_id,
        "loaded_by": loaded_by,
        "published": under_way.published,
        "files": files,
        "summary": summary.as_json(),
        "refused_version": refused_version,
    }
    version = under_way.rows.commit({KEY: json.dumps(said)})
    staging.clear(under_way.store, under_way.import_id)
    return _with_version(summary, version)


def _with_version(summary: ImportSummary, version: int) -> ImportSummary:
    return dataclasses.replace(summary, version=version)
