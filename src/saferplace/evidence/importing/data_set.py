"""One data set in an import under way: what is held of it, and what is staged."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from saferplace.evidence.importing.as_arrow import as_arrow
from saferplace.evidence.importing.files import UnitCells
from saferplace.evidence.importing.packed_file import RefusedFile
from saferplace.evidence.importing.placing import Placing
from saferplace.evidence.importing.refused_rows import version_in_force
from saferplace.evidence.importing.staging import Staging
from saferplace.evidence.importing.summary import ImportSummary, UnitSummary, missing_months
from saferplace.evidence.importing.tallying import TallyWriter
from saferplace.evidence.importing.unit import Held, Origin, UnitPlan, plan_units, read_held
from saferplace.evidence.ledger import held_imports, published_of_units
from saferplace.evidence.sources.source import REFUSED, Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class Terms:
    """Who brings files, and on what footing.

    loaded_by: a person, for people to read. published: ISO date, month or year on which the publisher released them;
    a unit is never replaced by an older release when both dates are known. agreement: the information-sharing
    agreement, or the licence, under which they come. purpose: what they may be used for.
    """

    loaded_by: str
    published: str | None = None
    agreement: str | None = None
    purpose: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return dataclasses.asdict(self)


@dataclass
class DataSetImport:
    """``version`` and ``refused_version`` are those that the import began with."""

    store: EvidenceStore
    source: Source
    import_id: str
    started_at: dt.datetime
    published: str | None
    version: int | None
    refused_version: int | None
    published_before: dict[str, str]
    rows: Staging
    refused: Staging
    places: Placing
    tallies: TallyWriter | None
    summaries: list[UnitSummary] = field(default_factory=list)
    taken_from: dict[Unit, str] = field(default_factory=dict)

    @classmethod
    def begin(
        cls,
        store: EvidenceStore,
        source: Source,
        *,
        import_id: str,
        started_at: dt.datetime,
        published: str | None,
        places: Placing,
    ) -> DataSetImport:
        imports = held_imports(store, source.data_set)
        rows = Staging(store, source.data_set, source.stored, import_id)
        return cls(
            store=store,
            source=source,
            import_id=import_id,
            started_at=started_at,
            published=published,
            version=store.version(source.data_set),
            refused_version=version_in_force(imports),
            published_before=published_of_units(imports),
            rows=rows,
            refused=Staging(store, source.refused_data_set, REFUSED, import_id),
            places=places,
            tallies=TallyWriter(rows, source.tally) if source.tally else None,
        )

    def why_too_old(self, unit: Unit | None) -> str | None:
        """The sentence that refuses a file whose unit is held from a later release; None when it may come."""
        newer = self.published_before.get(unit.key) if unit else None
        if newer and self.published and self.published < newer:
            return f"This month is already held as released in {newer}; {self.published} is older. It was left out."
        return None

    def why_taken_twice(self, name: str, units: list[Unit]) -> RefusedFile | None:
        """The refusal of a file when this import has already taken one of its units from another file."""
        twice = [unit for unit in units if unit in self.taken_from]
        if not twice:
            return None
        return RefusedFile(
            name,
            f"{self.taken_from[twice[0]]} also holds {twice[0].period} of {twice[0].provider}. Put both into one file, "
            "or import them one after the other: the second then replaces the first.",
        )

    def held(self, unit: Unit) -> Held:
        return read_held(self.store, self.source, unit, version=self.version, refused_version=self.refused_version)

    def plans(self, parts: Iterable[UnitCells], origin: Origin, *, today: dt.date) -> list[UnitPlan]:
        """A plan for each part of one file, in their order."""
        held = [(part, self.held(part.unit)) for part in parts]
        return plan_units(self.source, held, origin, today=today, places=self.places)

    def take(self, plan: UnitPlan, *, is_stated: bool, is_dry_run: bool) -> None:
        """Stage a plan. is_stated: an empty unit is written as one that is held and has no row."""
        self.summaries.append(plan.summary)
        self.taken_from[plan.summary.unit] = plan.summary.source_file
        if is_dry_run:
            return
        if plan.rows is not None:
            path = self._replace(self.rows, plan.summary.unit, plan.rows, keep_empty=is_stated)
            if path is not None and self.tallies is not None:
                self.tallies.add(path, plan.rows)
        if plan.refused is not None:
            self._replace(self.refused, plan.summary.unit, plan.refused, keep_empty=False)

    def take_refused(self, unit: Unit, refused: pl.DataFrame) -> None:
        """Stage a unit's refused rows alone, when some of them came back corrected and belong elsewhere."""
        self._replace(self.refused, unit, refused, keep_empty=False)

    def _replace(self, staging: Staging, unit: Unit, rows: pl.DataFrame, *, keep_empty: bool) -> str | None:
        """Returns the path of the file of rows, if there is one."""
        if rows.height or keep_empty:
            at_ms = int(self.started_at.timestamp() * 1000)
            return staging.replace_unit(unit.key, as_arrow(rows, staging.schema), at_ms=at_ms)
        staging.remove_unit(unit.key)
        return None

    @property
    def has_changes(self) -> bool:
        return bool(self.rows.replaced or self.refused.replaced)

    def summary(
        self, refused_files: tuple[RefusedFile, ...], notes: tuple[str, ...], *, is_dry_run: bool
    ) -> ImportSummary:
        held = [] if self.version is None else self.store.units(self.source.data_set, self.version)
        units = {Unit.parse(key) for key in held} | {summary.unit for summary in self.summaries}
        touched = {summary.unit.provider for summary in self.summaries}
        return ImportSummary(
            data_set=self.source.data_set,
            import_id=self.import_id,
            is_dry_run=is_dry_run,
            version=self.version,
            units=tuple(sorted(self.summaries, key=lambda summary: summary.unit)),
            refused_files=refused_files,
            missing_months=missing_months(unit for unit in units if unit.provider in touched),
            notes=notes,
        )

    def commit_refused(self) -> int | None:
        """Returns the version of the refused rows that belongs to the state after this import."""
        return self.refused.commit({}) if self.refused.replaced else self.refused_version

    def commit(self, said: dict[str, Any], summary: ImportSummary) -> ImportSummary:
        if self.tallies is not None:
            self.tallies.flush()
        return dataclasses.replace(summary, version=self.rows.commit(said))
