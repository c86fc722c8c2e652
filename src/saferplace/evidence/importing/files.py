"""A file that an import can take: of which source it is, and what it says of which units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from saferplace.evidence.importing.packed_file import PackedFile, RefusedFile
from saferplace.evidence.police.csv_file import read_csv_file
from saferplace.evidence.police_outcomes import POLICE_OUTCOMES
from saferplace.evidence.police_stop_and_search import POLICE_STOP_AND_SEARCH
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.sources.broken import BrokenRow
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit

_NAME = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-([a-z][a-z-]*?)-(street|outcomes|stop-and-search)\.csv(\.gz)?", re.I)
_KINDS = {"street": POLICE_STREET, "outcomes": POLICE_OUTCOMES, "stop-and-search": POLICE_STOP_AND_SEARCH}


@dataclass(frozen=True)
class UnitCells:
    """What one file says of one unit: text cells under the source's names, with ``source_line``.

    is_stated: the file covers the unit even when it has no row of it, so that no row means that nothing happened.
    sheet: of a workbook, the sheet that was read. notes: sentences on how the file was read.
    """

    unit: Unit
    cells: pl.DataFrame
    broken: tuple[BrokenRow, ...] = ()
    is_stated: bool = False
    sheet: str = ""
    notes: tuple[str, ...] = ()


class EvidenceFile(Protocol):
    """Found, and not yet read."""

    @property
    def name(self) -> str: ...

    @property
    def source(self) -> Source: ...

    @property
    def unit(self) -> Unit | None:
        """The one unit that the file's name says it is; None when only its rows can say."""

    def read(self) -> bytes | RefusedFile: ...

    def parts(self, content: bytes) -> Iterable[UnitCells]:
        """Raises `UnreadableFile` when the file as a whole cannot be taken."""


@dataclass(frozen=True)
class PoliceFile:
    """A CSV file of data.police.uk, which names its force and month."""

    packed: PackedFile
    source: Source
    unit: Unit

    @property
    def name(self) -> str:
        return self.packed.name

    def read(self) -> bytes | RefusedFile:
        return self.packed.read()

    def parts(self, content: bytes) -> Iterable[UnitCells]:
        read = read_csv_file(content, self.source.columns)
        return [UnitCells(self.unit, read.cells, read.broken)]


def police_file(packed: PackedFile) -> PoliceFile | None:
    """The police file that a file's name says it is; None when it says nothing of the kind."""
    found = _NAME.fullmatch(packed.last_name)
    if not found:
        return None
    return PoliceFile(packed, _KINDS[found[3].lower()], Unit(found[2].lower(), found[1]))
