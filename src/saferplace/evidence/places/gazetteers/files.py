"""The CSV files of a publisher's download: one file, or an archive with one or many, read as a stream."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv

from saferplace.evidence.places.gazetteers.gazetteer import GAZETTEERS, Gazetteer


class UnreadableGazetteer(Exception):
    """The file cannot be taken; the message is the sentence to show."""


@dataclass(frozen=True)
class GazetteerFile:
    """member: inside the archive, when ``path`` is one. headings: our columns to those of the file."""

    path: Path
    member: str | None
    gazetteer: Gazetteer
    headings: Mapping[str, str]
    has_header: bool
    width: tuple[str, ...]  # every heading, in order

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The columns that are wanted, as text, a few megabytes at a time."""
        wanted = sorted(set(self.headings.values()))
        with _opened(self.path, self.member) as stream:
            reader = pacsv.open_csv(
                stream,
                read_options=pacsv.ReadOptions(
                    column_names=list(self.width), skip_rows=int(self.has_header), block_size=1 << 23
                ),
                convert_options=pacsv.ConvertOptions(
                    column_types=dict.fromkeys(wanted, pa.string()), include_columns=wanted, strings_can_be_null=False
                ),
            )
            yield from reader

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(heading, pa.string()) for heading in sorted(set(self.headings.values()))])


def find_gazetteer_files(path: Path) -> list[GazetteerFile]:
    """Every file of the one list that the path holds. Raises `UnreadableGazetteer` when it holds none, or several."""
    if not path.is_file():
        raise UnreadableGazetteer(f"There is no file {path}.")
    found = [file for member in _members(path) if (file := _recognised(path, member)) is not None]
    lists = {file.gazetteer.data_set for file in found}
    if not lists:
        known = "; ".join(gazetteer.title for gazetteer in GAZETTEERS)
        raise UnreadableGazetteer(
            f"{path.name} is none of the lists that can be loaded ({known}) in its publisher's layout. "
            "Load the CSV download as it comes, without opening and saving it in a spreadsheet."
        )
    if len(lists) > 1:
        raise UnreadableGazetteer(f"{path.name} holds several lists: {', '.join(sorted(lists))}. Load one at a time.")
    # ONS packs its directory twice: whole, and again in pieces by postcode area.
    whole = [file for file in found if "multi_csv" not in (file.member or "").lower()]
    return whole or found


def _members(path: Path) -> list[str | None]:
    if not zipfile.is_zipfile(path):
        return [None]
    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if name.lower().endswith(".csv")]


def _recognised(path: Path, member: str | None) -> GazetteerFile | None:
    with _opened(path, member) as stream:
        first = next(csv.reader(io.StringIO(_first_line(stream))), [])
    for gazetteer in GAZETTEERS:
        headings = gazetteer.recognise(first)
        if headings is not None:
            has_header = not gazetteer.headings or first[0] == gazetteer.headings[0]
            return GazetteerFile(path, member, gazetteer, headings, has_header, gazetteer.headings or tuple(first))
    return None


def _first_line(stream: BinaryIO) -> str:
    begins = stream.read(20_000).removeprefix(b"\xef\xbb\xbf")
    return begins.split(b"\n", 1)[0].decode("utf-8", errors="replace").rstrip("\r")


@contextlib.contextmanager
def _opened(path: Path, member: str | None) -> Iterator[BinaryIO]:
    if member is None:
        with path.open("rb") as stream:
            yield stream
    else:
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
            yield stream  # type: ignore[misc]
