"""Finding evidence in what a person points at: archives, folders, single files, gzipped files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from saferplace.evidence.importing.corrected import is_correction
from saferplace.evidence.importing.files import EvidenceFile, police_file
from saferplace.evidence.importing.packed_file import LARGEST_FILE_BYTES, PackedFile, RefusedFile
from saferplace.evidence.importing.table_match import TableMatcher, why_not_here
from saferplace.evidence.published import recognise

# Text of this kind packs to a tenth; more than two hundred times smaller is a bomb, not a file.
LARGEST_RATIO = 200


@dataclass(frozen=True)
class CorrectionFile:
    """Refused rows that somebody corrected and sends again."""

    path: Path


@dataclass(frozen=True)
class Found:
    """What a person pointed at, sorted: files to import, corrections, files of kinds not taken, and refusals."""

    files: tuple[EvidenceFile, ...]
    corrections: tuple[CorrectionFile, ...]
    not_taken: tuple[str, ...]
    refused: tuple[RefusedFile, ...]


def find_files(paths: Iterable[Path], tables: TableMatcher) -> Found:
    """Look through archives and folders. Police files are known by name; any other table is opened to know what it is.

    Missing paths are refusals.
    """
    files: list[EvidenceFile] = []
    corrections: list[CorrectionFile] = []
    not_taken: list[str] = []
    refused: list[RefusedFile] = []
    for one in _look(paths, tables):
        if isinstance(one, CorrectionFile):
            corrections.append(one)
        elif isinstance(one, RefusedFile):
            refused.append(one)
        elif isinstance(one, str):
            not_taken.append(one)
        else:
            files.append(one)
    return Found(tuple(files), tuple(corrections), tuple(not_taken), tuple(refused))


_Sorted = EvidenceFile | CorrectionFile | RefusedFile | str


def _look(paths: Iterable[Path], tables: TableMatcher) -> Iterator[_Sorted]:
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if not inside:
                yield RefusedFile(path.name, "The folder is empty.")
            for file in inside:
                yield from _look_at_file(file, tables)
        elif path.is_file():
            yield from _look_at_file(path, tables)
        else:
            yield RefusedFile(str(path), "There is no such file or folder.")


def _look_at_file(path: Path, tables: TableMatcher) -> Iterator[_Sorted]:
    if path.suffix.lower() == ".zip":
        yield from _look_in_archive(path, tables)
    elif path.suffix.lower() == ".csv" and _begins_as_correction(path):
        yield CorrectionFile(path)
    else:
        packed = PackedFile(path, None, path.stat().st_size)
        # A police file says in its name what it is: looking into each of a country's thousands takes minutes.
        published = recognise.published_file(path) if police_file(packed) is None else None
        if published is not None:
            yield _in_its_store(published, tables)
        else:
            yield from _sort(packed, tables)


def _look_in_archive(path: Path, tables: TableMatcher) -> Iterator[_Sorted]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        yield RefusedFile(
            path.name, "This is not a whole ZIP archive. The download may have stopped early: download it again."
        )
        return
    found_any = False
    for member in members:
        if member.is_dir():
            continue
        found_any = True
        packed = PackedFile(path, member.filename, member.file_size)
        if member.flag_bits & 1:
            yield RefusedFile(packed.name, "The file is locked with a password.")
        elif member.file_size > LARGEST_RATIO * max(member.compress_size, 1):
            yield RefusedFile(packed.name, "The file unpacks to more than it can truly hold.")
        else:
            yield from _sort(packed, tables)
    if not found_any:
        yield RefusedFile(path.name, "The archive is empty.")


def _sort(packed: PackedFile, tables: TableMatcher) -> Iterator[_Sorted]:
    police = police_file(packed)
    if police is not None and packed.size > LARGEST_FILE_BYTES:
        yield RefusedFile(packed.name, "The file is far larger than any force's month can be.")
    elif police is not None:
        yield _in_its_store(police, tables)
    elif tables.is_table(packed):
        yield from tables.files_of(packed)
    else:
        yield packed.name


def _in_its_store(file: EvidenceFile, tables: TableMatcher) -> _Sorted:
    return file if file.source in tables.sources else RefusedFile(file.name, why_not_here(file.source))


def _begins_as_correction(path: Path) -> bool:
    with path.open("rb") as file:
        return is_correction(file.read(200))
