"""One import: many files in, one commit out for each data set."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from saferplace.evidence.importing import staging
from saferplace.evidence.importing.corrections import Corrections, read_corrections
from saferplace.evidence.importing.data_set import DataSetImport, Terms
from saferplace.evidence.importing.discovery import find_files
from saferplace.evidence.importing.files import EvidenceFile
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.importing.packed_file import RefusedFile, sha256
from saferplace.evidence.importing.placing import Placing
from saferplace.evidence.importing.progress import Progress, Report, silent
from saferplace.evidence.importing.refused_rows import RefusedRow, listed, version_in_force
from saferplace.evidence.importing.summary import MOST_LISTED, ImportReport, ImportSummary
from saferplace.evidence.importing.table_match import TableMatcher
from saferplace.evidence.importing.unit import Origin, UnitPlan
from saferplace.evidence.ledger import KEY, held_imports
from saferplace.evidence.places.locate import COORDINATES_ONLY
from saferplace.evidence.sources.broken import UnreadableFile
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tables.mapping import Mapping

_READ_AHEAD = 2  # files held in memory at once besides the one that is being written


class _Import:
    """The state of one import under way."""

    def __init__(
        self,
        store: EvidenceStore,
        import_id: str,
        started_at: dt.datetime,
        terms: Terms,
        sources: tuple[Source, ...],
        places: Placing,
    ) -> None:
        self.store, self.import_id, self.started_at, self.terms = store, import_id, started_at, terms
        self.sources, self.places = sources, places
        self.refused_files: list[RefusedFile] = []
        self.notes: list[str] = []
        self.refused_rows: list[RefusedRow] = []
        self._data_sets: dict[str, DataSetImport] = {}

    def of(self, source: Source) -> DataSetImport:
        if source.data_set not in self._data_sets:
            self._data_sets[source.data_set] = DataSetImport.begin(
                self.store,
                source,
                import_id=self.import_id,
                started_at=self.started_at,
                published=self.terms.published,
                places=self.places,
            )
        return self._data_sets[source.data_set]

    def list_refused(self, plan: UnitPlan) -> None:
        if plan.waiting is not None:
            self.refused_rows.extend(listed(plan.waiting.head(MOST_LISTED - len(self.refused_rows))))

    def data_sets(self) -> list[DataSetImport]:
        """In the order of the catalogue, whatever the order of the files."""
        return [self._data_sets[source.data_set] for source in self.sources if source.data_set in self._data_sets]


def import_files(
    store: EvidenceStore,
    paths: Iterable[Path],
    *,
    today: dt.date,
    terms: Terms,
    started_at: dt.datetime,
    is_dry_run: bool = False,
    report: Report = silent,
    mappings: Sequence[Mapping] = (),
    provider: str | None = None,
    covers: Sequence[str] = (),
    sources: tuple[Source, ...] = SOURCES,
    places: Placing = COORDINATES_ONLY,
) -> ImportReport:
    """Import every file of evidence found in ``paths``: archives, folders, files, and corrected refused rows.

    today: rows of later days are refused. terms: who brings the files, on what footing.
    mappings: how partners' own tables are read. provider: the organisation that sends files in our own templates.
    covers: periods that the tables cover whole, so that a period without rows is one in which nothing happened.
    sources: the data sets that ``store`` takes; files of others are refused.
    places: what is known of streets, postcodes and settled places; without it, partners' rows keep the coordinates
    that they give.
    Files are read a few at a time, so memory does not grow with their number. Each data set is one commit, so that it
    is wholly there or not. A dry run gives the same report and stores nothing. Raises `AnotherImportIsRunning`.
    """
    with contextlib.nullcontext() if is_dry_run else import_lock(store.root):
        found = find_files(paths, TableMatcher(sources, tuple(mappings), provider, tuple(covers)))
        named = hashlib.sha256("\n".join(file.name for file in found.files).encode()).hexdigest()[:8]
        import_id = f"{started_at.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}-{named}"
        under_way = _Import(store, import_id, started_at, terms, sources, places)
        if not is_dry_run:
            _sweep(store, (*SOURCES, *(source for source in sources if source not in SOURCES)), started_at)
        chosen = _one_file_a_unit(found.files, under_way)
        for done, (file, planned) in enumerate(_planned(under_way, chosen, today)):
            report(Progress(done, len(chosen), file.name))
            _take_file(under_way, file, planned, is_dry_run=is_dry_run)
        corrections, refusals = read_corrections(found.corrections, sources)
        under_way.refused_files.extend([*found.refused, *refusals])
        for correction in corrections:
            _take_corrections(under_way, correction, today=today, is_dry_run=is_dry_run)
        report(Progress(len(chosen), len(chosen), ""))
        return _finish(under_way, is_dry_run, found.not_taken)


def _sweep(store: EvidenceStore, sources: tuple[Source, ...], at: dt.datetime) -> None:
    """Undo what an import that died left behind: files without a commit, and refused rows without their rows.

    A removal that died is finished first: what it has begun to remove cannot be brought back.
    """
    from saferplace.evidence.retention.carry_out import finish_under_way  # it stands on importing, and so comes after

    finish_under_way(store, sources, at=at)
    committed = set()
    for source in sources:
        imports = held_imports(store, source.data_set)
        for held in imports:
            committed |= {(held.import_id, source.data_set), (held.import_id, source.refused_data_set)}
        staging.return_to(store, source.refused_data_set, version_in_force(imports))
    for data_set in staging.named_in_manifests(store) - {name for _, name in committed}:
        committed |= {(held.import_id, data_set) for held in held_imports(store, data_set)}
    staging.sweep(store, committed)


def _one_file_a_unit(files: tuple[EvidenceFile, ...], under_way: _Import) -> list[EvidenceFile]:
    """The same unit may come twice in what a person points at: the later one counts, and that is said."""
    chosen: dict[tuple[str, str], EvidenceFile] = {}
    for number, file in enumerate(files):
        key = (file.source.data_set, file.unit.key if file.unit else f"{file.name} {number}")
        earlier = chosen.pop(key, None)
        if earlier is not None and file.unit is not None:
            one, other = earlier.read(), file.read()
            if isinstance(one, bytes) and isinstance(other, bytes) and sha256(one) == sha256(other):
                under_way.notes.append(f"{earlier.name} and {file.name} are the same file.")
            else:
                under_way.notes.append(
                    f"{earlier.name} and {file.name} are both {file.unit.provider} {file.unit.period} and differ: the "
                    "second was used. Import them one after the other, oldest release first, to keep both."
                )
        chosen[key] = file
    return sorted(chosen.values(), key=lambda file: (file.source.data_set, file.unit.key if file.unit else file.name))


_Planned = list[tuple[UnitPlan, bool]] | RefusedFile


def _planned(under_way: _Import, files: list[EvidenceFile], today: dt.date) -> Iterator[tuple[EvidenceFile, _Planned]]:
    """Each file with its plans, in order. While one is written the next are read, never more than two ahead."""
    for file in files:
        under_way.of(file.source)
    with ThreadPoolExecutor(max_workers=_READ_AHEAD) as readers:
        waiting = iter(files)
        ahead = deque(
            (file, readers.submit(_plan_file, under_way, file, today)) for file in islice(waiting, _READ_AHEAD)
        )
        while ahead:
            file, plans = ahead.popleft()
            planned = plans.result()
            for following in islice(waiting, 1):
                ahead.append((following, readers.submit(_plan_file, under_way, following, today)))
            yield file, planned


def _plan_file(under_way: _Import, file: EvidenceFile, today: dt.date) -> _Planned:
    """A plan for each unit of the file, and whether an empty unit is to be held; or why the file cannot be taken."""
    data_set = under_way.of(file.source)
    too_old = data_set.why_too_old(file.unit)
    content = RefusedFile(file.name, too_old) if too_old else file.read()
    if isinstance(content, RefusedFile):
        return content
    try:
        parts = list(file.parts(content))
    except UnreadableFile as unreadable:
        return RefusedFile(file.name, str(unreadable))
    if file.unit is None and (too_old := next(filter(None, (data_set.why_too_old(part.unit) for part in parts)), None)):
        return RefusedFile(file.name, too_old)
    sheet = next((f" › Sheet “{part.sheet}”" for part in parts if part.sheet), "")
    origin = Origin(f"{file.name}{sheet}", sha256(content), under_way.import_id)
    plans = data_set.plans(parts, origin, today=today)
    return [(plan, part.is_stated) for plan, part in zip(plans, parts, strict=True)]


def _take_file(under_way: _Import, file: EvidenceFile, planned: _Planned, *, is_dry_run: bool) -> None:
    data_set = under_way.of(file.source)
    if not isinstance(planned, RefusedFile):
        planned = data_set.why_taken_twice(file.name, [plan.summary.unit for plan, _ in planned]) or planned
    if isinstance(planned, RefusedFile):
        under_way.refused_files.append(planned)
        return
    for plan, is_stated in planned:
        data_set.take(plan, is_stated=is_stated, is_dry_run=is_dry_run)
        if is_dry_run:
            under_way.list_refused(plan)


def _take_corrections(under_way: _Import, corrections: Corrections, *, today: dt.date, is_dry_run: bool) -> None:
    data_set = under_way.of(corrections.source)
    for plan in corrections.plans(data_set, import_id=under_way.import_id, today=today):
        data_set.take(plan, is_stated=False, is_dry_run=is_dry_run)
    for unit, refused in corrections.settled_elsewhere.items():
        if not is_dry_run:
            data_set.take_refused(unit, refused)
    under_way.notes.extend(corrections.notes)


def _finish(under_way: _Import, is_dry_run: bool, not_taken: tuple[str, ...]) -> ImportReport:
    refused, notes = tuple(under_way.refused_files), tuple(under_way.notes)
    summaries = []
    for data_set in under_way.data_sets():
        summary = data_set.summary(refused, notes, is_dry_run=is_dry_run)
        summaries.append(summary if is_dry_run else _commit(under_way, data_set, summary))
    if not is_dry_run:
        staging.clear(under_way.store, under_way.import_id)
    return ImportReport(
        under_way.import_id, is_dry_run, tuple(summaries), refused, not_taken, notes, tuple(under_way.refused_rows)
    )


def _commit(under_way: _Import, data_set: DataSetImport, summary: ImportSummary) -> ImportSummary:
    """The refused rows first, which nobody sees yet; then the rows, whose commit names them both."""
    if not data_set.has_changes:
        return summary
    said = {
        "import_id": under_way.import_id,
        **under_way.terms.as_json(),
        "files": [
            {"name": unit.source_file, "sha256": unit.source_sha256, "unit": unit.unit.key} for unit in summary.units
        ],
        "summary": summary.as_json(),
        "refused_version": data_set.commit_refused(),
        "places": dict(data_set.places.editions),
    }
    return data_set.commit({KEY: json.dumps(said)}, summary)
