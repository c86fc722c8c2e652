"""Finding street files in what a person points at: archives, folders, single files, gzipped files."""

from __future__ import annotations

import gzip
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from saferplace.evidence.police_street.corrected import is_correction
from saferplace.evidence.police_street.layout import Unit

_NAME = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-([a-z][a-z-]*?)-(street|outcomes|stop-and-search)\.csv(\.gz)?", re.I)
# The largest real street file, London's, is about 25 MB. A file a hundred times that is not one.
LARGEST_FILE_BYTES = 2_500_000_000
# Text of this kind packs to a tenth; more than two hundred times smaller is a bomb, not a file.
LARGEST_RATIO = 200


@dataclass(frozen=True)
class RefusedFile:
    """A file, or a whole archive, that could not be taken, and why, in a sentence."""

    name: str
    reason: str


@dataclass(frozen=True)
class SourceFile:
    """A street file, not yet read. member: its path inside the archive, when ``path`` is one."""

    path: Path
    member: str | None
    unit: Unit
    size: int

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    def read(self) -> bytes | RefusedFile:
        """The whole file, unpacked."""
        try:
            if self.member:
                with zipfile.ZipFile(self.path) as archive:
                    packed = archive.read(self.member)
            else:
                packed = self.path.read_bytes()
            written = self.member or self.path.name
            return _gunzip(packed) if written.lower().endswith(".gz") else packed
        except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError):
            return RefusedFile(
                self.name, "The file is damaged: it does not unpack to what it says it holds. Download it again."
            )
        except OSError as failed:
            return RefusedFile(self.name, f"The file could not be read: {failed.strerror or failed}.")


@dataclass(frozen=True)
class CorrectionFile:
    """Refused rows that somebody corrected and sends again."""

    path: Path


@dataclass(frozen=True)
class Found:
    """What a person pointed at, sorted: files to import, corrections, files of kinds not taken yet, and refusals."""

    files: tuple[SourceFile, ...]
    corrections: tuple[CorrectionFile, ...]
    not_taken: tuple[str, ...]
    refused: tuple[RefusedFile, ...]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def find_files(paths: Iterable[Path]) -> Found:
    """Look through archives and folders by name only; nothing is unpacked yet. Missing paths are refusals."""
    files: list[SourceFile] = []
    corrections: list[CorrectionFile] = []
    not_taken: list[str] = []
    refused: list[RefusedFile] = []
    for one in _look(paths):
        if isinstance(one, SourceFile):
            files.append(one)
        elif isinstance(one, CorrectionFile):
            corrections.append(one)
        elif isinstance(one, RefusedFile):
            refused.append(one)
        else:
            not_taken.append(one)
    return Found(tuple(files), tuple(corrections), tuple(not_taken), tuple(refused))


_Sorted = SourceFile | CorrectionFile | RefusedFile | str


def _look(paths: Iterable[Path]) -> Iterator[_Sorted]:
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if not inside:
                yield RefusedFile(path.name, "The folder is empty.")
            for file in inside:
                yield from _look_at_file(file)
        elif path.is_file():
            yield from _look_at_file(path)
        else:
            yield RefusedFile(str(path), "There is no such file or folder.")


def _look_at_file(path: Path) -> Iterator[_Sorted]:
    if path.suffix.lower() == ".zip":
        yield from _look_in_archive(path)
    elif path.suffix.lower() == ".csv" and _begins_as_correction(path):
        yield CorrectionFile(path)
    else:
        yield _sort(path, None, path.stat().st_size)


def _look_in_archive(path: Path) -> Iterator[_Sorted]:
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
        if member.flag_bits & 1:
            yield RefusedFile(f"{path.name}/{member.filename}", "The file is locked with a password.")
        elif member.file_size > LARGEST_RATIO * max(member.compress_size, 1):
            yield RefusedFile(f"{path.name}/{member.filename}", "The file unpacks to more than it can truly hold.")
        else:
            yield _sort(path, member.filename, member.file_size)
    if not found_any:
        yield RefusedFile(path.name, "The archive is empty.")


def _sort(path: Path, member: str | None, size: int) -> SourceFile | RefusedFile | str:
    written = member or path.name
    shown = f"{path.name}/{member}" if member else path.name
    found = _NAME.fullmatch(written.replace("\\", "/").rsplit("/", 1)[-1])
    if not found:
        if written.lower().endswith((".csv", ".csv.gz")):
            return RefusedFile(
                shown,
                "The name does not say force and month. It should be like 2021-03-hertfordshire-street.csv.",
            )
        return shown
    if found[3].lower() != "street":
        return shown
    if size > LARGEST_FILE_BYTES:
        return RefusedFile(shown, "The file is far larger than any force's month can be.")
    return SourceFile(path, member, Unit(found[2].lower(), found[1]), size)


def _begins_as_correction(path: Path) -> bool:
    with path.open("rb") as file:
        return is_correction(file.read(200))


def _gunzip(packed: bytes) -> bytes:
    engine = zlib.decompressobj(wbits=31)
    content = engine.decompress(packed, LARGEST_FILE_BYTES)
    if engine.unconsumed_tail:
        raise zlib.error("larger than any such file")
    if not engine.eof:
        raise EOFError("cut off")
    return content
