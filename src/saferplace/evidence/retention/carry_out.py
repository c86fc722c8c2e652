"""Carrying a plan out: the record first, then the removal, so that nothing is ever half told.

1. The certificate is written as begun: from then on readers are told that the evidence is gone.
2. Units that are removed from every version leave the newest one by an ordinary commit.
3. Files are deleted, and words about them taken out of the log.
4. The certificate is completed.
Each step can be repeated. A run that died is finished by carrying it out again, or by the next import.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence

from saferplace import __version__
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.importing.refused_rows import version_in_force
from saferplace.evidence.importing.staging import Staging, return_to
from saferplace.evidence.ledger import RETENTION_KEY, held_imports
from saferplace.evidence.retention.certificates import Certificate, RemovedFile, certificates, write
from saferplace.evidence.retention.derived import take_tallies_out
from saferplace.evidence.retention.log_words import take_words_out
from saferplace.evidence.retention.plan import plan_retention
from saferplace.evidence.retention.rules import Hold, Rule
from saferplace.evidence.retention.table_states import read_states
from saferplace.evidence.sources.source import REFUSED, Source
from saferplace.evidence.store import EvidenceStore


class NotCarriedOut(ValueError):
    """Nothing was removed. The message says why."""


def carry_out(
    store: EvidenceStore,
    source: Source,
    rule: Rule,
    *,
    day: dt.date,
    approved_plan: str,
    run: str,
    reason: str,
    proposed_by: str,
    approved_by: str,
    holds: Sequence[Hold] = (),
    at: dt.datetime,
) -> Certificate:
    """Remove what a rule says and return the certificate; finish a run of this name that was cut off.

    day: on which the plan was made. approved_plan: the digest of the plan that was approved. holds: those in force now.
    at: aware. Raises `NotCarriedOut` when one person did both, when there is nothing to remove, or when an import or a
    hold has changed since then what the rule would remove; `AnotherImportIsRunning` while one is.
    """
    with import_lock(store.root):
        begun = next((each for each in certificates(store.root) if each.run == run), None)
        if begun is None:
            begun = _begin(
                store,
                source,
                rule,
                day=day,
                approved_plan=approved_plan,
                run=run,
                reason=reason,
                proposed_by=proposed_by,
                approved_by=approved_by,
                holds=holds,
                at=at,
            )
        return begun if begun.carried_out_at else _finish(store, source, begun, at)


def finish_under_way(store: EvidenceStore, sources: Iterable[Source], *, at: dt.datetime) -> None:
    """Finish every run of these data sets that was cut off. Hold the import lock."""
    known = {source.data_set: source for source in sources}
    for begun in certificates(store.root):
        if begun.carried_out_at is None and begun.data_set in known:
            _finish(store, known[begun.data_set], begun, at)


def _begin(
    store: EvidenceStore,
    source: Source,
    rule: Rule,
    *,
    day: dt.date,
    approved_plan: str,
    run: str,
    reason: str,
    proposed_by: str,
    approved_by: str,
    holds: Sequence[Hold],
    at: dt.datetime,
) -> Certificate:
    if proposed_by == approved_by:
        raise NotCarriedOut("Who proposes a removal cannot approve it: a second person must.")
    # What an import that died left among the refused rows counts for nothing, and must not be built upon.
    return_to(store, source.refused_data_set, version_in_force(held_imports(store, source.data_set)))
    now = plan_retention(store, source, rule, day=day, holds=holds)
    if now.digest != approved_plan:
        raise NotCarriedOut(
            "An import, a removal or a legal hold has changed what would be removed. Nothing was removed: look at the "
            "plan as it is now, and propose it again."
        )
    if now.removes_nothing:
        raise NotCarriedOut("There is nothing to remove.")
    assert now.newest_version is not None  # noqa: S101 - a plan that removes something is of a table that is there
    certificate = Certificate(
        run=run,
        data_set=source.data_set,
        rule=rule.in_words,
        reason=reason,
        proposed_by=proposed_by,
        approved_by=approved_by,
        started_at=at,
        carried_out_at=None,
        software=__version__,
        newest_version=now.newest_version,
        versions=now.versions,
        units=now.units,
        files=tuple(
            RemovedFile(file.table, file.path, file.unit, file.rows, file.bytes, _sha256(store, file.table, file.path))
            for file in now.files
        ),
    )
    write(store.root, certificate)
    return certificate


def _finish(store: EvidenceStore, source: Source, begun: Certificate, at: dt.datetime) -> Certificate:
    if begun.units:
        _take_units_out(store, source, begun)
    for file in begun.files:
        path = store.folder(file.table) / file.path
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    removed = [file.path for file in begun.files if file.table == source.data_set]
    take_tallies_out(store, source.data_set, removed, begun.run)
    take_words_out(store, source.data_set, begun.versions, begun.units)
    done = dataclasses.replace(begun, carried_out_at=at)
    write(store.root, done)
    return done


def _take_units_out(store: EvidenceStore, source: Source, begun: Certificate) -> None:
    """Two commits, refused rows first, as an import makes them; the second names the first, so both count at once."""
    if any(begun.run == _run_of(commit.said) for commit in store.history(source.data_set)):
        return
    refused = Staging(store, source.refused_data_set, REFUSED, begun.run)
    for unit in _units_in_newest(store, source.refused_data_set, begun):
        refused.remove_unit(unit)
    if refused.replaced:
        refused.commit({})
    rows = Staging(store, source.data_set, source.stored, begun.run)
    for unit in _units_in_newest(store, source.data_set, begun):
        rows.remove_unit(unit)
    refused_version = store.version(source.refused_data_set)
    said = {"run": begun.run, "units": sorted(begun.units), "refused_version": refused_version}
    rows.commit({RETENTION_KEY: json.dumps(said)})


def _units_in_newest(store: EvidenceStore, table: str, begun: Certificate) -> list[str]:
    """The units whose files of the newest version are to go; one that came anew since then stays."""
    gone = {file.path for file in begun.files if file.table == table}
    states = read_states(store, table)
    return sorted({states.files[path].unit for path in states.versions.get(states.newest, frozenset()) & gone})


def _run_of(said: dict[str, object]) -> str | None:
    return json.loads(str(said[RETENTION_KEY]))["run"] if RETENTION_KEY in said else None


def _sha256(store: EvidenceStore, table: str, path: str) -> str:
    digest = hashlib.sha256()
    with (store.folder(table) / path).open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
