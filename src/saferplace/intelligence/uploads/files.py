"""The file itself: moved into a folder of its own, told by its bytes, and deleted again."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from saferplace.evidence.importing.corrected import is_correction
from saferplace.evidence.importing.files import police_file
from saferplace.evidence.importing.packed_file import PackedFile
from saferplace.evidence.published.recognise import published_file
from saferplace.intelligence.uploads.models import FileKind

_CHUNK = 1024 * 1024
_ARRIVING_AT_MOST_S = 24 * 3600
_LONGEST_NAME = 120


class CannotBeTaken(Exception):
    """The message is the sentence to show beside the file."""


def safe_name(name: str) -> str:
    """The file's name without anything that a folder, a log or a page could stumble over.

    >>> safe_name("../Fly tipping <Nov>.XLSX")
    'Fly tipping Nov.XLSX'
    """
    plain = re.sub(r"[^\w .,()+&-]", "", Path(name.replace("\\", "/")).name).strip(" .")
    suffix = Path(plain).suffix
    stem = plain.removesuffix(suffix)[:_LONGEST_NAME].strip()
    return f"{stem or 'file'}{suffix[:10]}"


def keep(sent: UploadedFile[Any], folder: Path, name: str) -> tuple[Path, str]:
    """Move what arrived into ``folder`` under its name. Returns where it lies and its SHA-256 (hex)."""
    folder.mkdir(parents=True)
    place = folder / name
    if isinstance(sent, TemporaryUploadedFile):
        sent.flush()
        Path(sent.temporary_file_path()).replace(place)
    else:
        with place.open("wb") as out:
            for chunk in sent.chunks():
                out.write(chunk)
    place.chmod(0o600)
    digest = hashlib.sha256()
    with place.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return place, digest.hexdigest()


def kind_of_file(path: Path) -> FileKind:
    """By what the bytes are; a police file is known by its name, which is the only place that says force and month.

    Raises `CannotBeTaken`.
    """
    if path.stat().st_size == 0:
        raise CannotBeTaken("The file is empty.")
    with path.open("rb") as file:
        start = file.read(200)
    if is_correction(start):
        return FileKind.CORRECTION
    if police_file(PackedFile(path, None, path.stat().st_size)):
        return FileKind.POLICE
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")) and (names := _members(path)) is not None:
        if any(police_file(PackedFile(path, name, 0)) for name in names):
            return FileKind.POLICE
        if not {"xl/workbook.xml", "xl/workbook.bin", "mimetype", "word/document.xml"} & set(names):
            raise CannotBeTaken(
                "The archive holds no file of data.police.uk. Unpack it and send each table on its own, "
                "so that its columns can be matched."
            )
    return FileKind.PUBLISHED if published_file(path) else FileKind.TABLE


def with_true_suffix(path: Path, kind: FileKind) -> Path:
    """The importer tells archives and corrections by their suffix; a file may have come under a wrong one."""
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    wanted = ".csv" if kind is FileKind.CORRECTION else ".zip" if kind is FileKind.POLICE and is_zip else path.suffix
    if path.suffix.lower() == wanted.lower():
        return path
    return path.rename(path.with_name(f"{path.stem}{wanted}"))


def delete(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def delete_all_but(references: set[str]) -> None:
    """Folders of no upload, once they are old enough not to be one that is just arriving."""
    for folder in Path(settings.UPLOADS_ROOT).iterdir():
        is_old = time.time() - folder.stat().st_mtime > _ARRIVING_AT_MOST_S
        if (
            folder.is_dir()
            and folder != Path(settings.FILE_UPLOAD_TEMP_DIR)
            and folder.name not in references
            and is_old
        ):
            delete(folder)


def delete_broken_arrivals() -> None:
    """What was left of uploads that broke off with the server."""
    for file in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        if file.is_file() and time.time() - file.stat().st_mtime > _ARRIVING_AT_MOST_S:
            file.unlink(missing_ok=True)


def _members(path: Path) -> list[str] | None:
    """None when it is no intact archive: then its reader says so."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return None
