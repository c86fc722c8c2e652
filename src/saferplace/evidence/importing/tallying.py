"""Tallies of the files that an import writes (see `evidence.tallies`)."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from saferplace.evidence.importing.staging import Staging
from saferplace.evidence.sources.source import Tally
from saferplace.evidence.tallies import FOLDER, OF_FILE, SUFFIX, name_of, said_of_files

_ROWS_TOGETHER = 400_000  # rows of tallies in memory at once
_ROWS_A_GROUP = 16_384  # so few that a question about one district skips nearly all of them


@dataclass
class TallyWriter:
    """Tallies wait in memory until there are many, and are written sorted by area, before the import's commit."""

    staging: Staging
    tally: Tally
    _waiting: list[pl.DataFrame] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _written: int = 0

    def add(self, path: str, rows: pl.DataFrame) -> None:
        """path: of the file that was written of ``rows``."""
        name = name_of(path)
        self._names.append(name)
        self._waiting.append(self.tally.count(rows).with_columns(pl.lit(name).alias(OF_FILE)))
        if sum(each.height for each in self._waiting) >= _ROWS_TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self._names:
            return
        schema = pa.schema([pa.field(OF_FILE, pa.string()), *self.tally.schema])
        together = pl.concat(self._waiting).sort("lsoa_code", "month", nulls_last=True).select(schema.names)
        file = self.staging.announce(f"{FOLDER}/{self.staging.import_id}-{self._written}{SUFFIX}")
        table = together.to_arrow().cast(schema.with_metadata(said_of_files(self._names)))
        pq.write_table(table, file, compression="zstd", row_group_size=_ROWS_A_GROUP)
        self._waiting, self._names, self._written = [], [], self._written + 1
