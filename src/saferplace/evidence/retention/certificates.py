"""Records of what retention removed: what a question about it is answered with, for good.

One file for each run, ``retention/<run>.json`` in the store, written before anything is touched and completed when all
is done: from the first moment on a reader is told that the evidence is gone, and never meets half of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = "retention"


class VersionRemoved(ValueError):
    """The evidence was there and retention removed it. The message is the sentence to show.

    certificate: the name of the run whose certificate says so.
    """

    def __init__(self, sentence: str, certificate: str) -> None:
        super().__init__(sentence)
        self.certificate = certificate


@dataclass(frozen=True)
class RemovedFile:
    """table: whose file it was. path: from the table's folder. bytes, rows: of the file. sha256: of its content."""

    table: str
    path: str
    unit: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Certificate:
    """What one run removed. It holds names, counts and digests, and no word of any row.

    versions: that can no longer be opened. units: unit to rows, removed from every version up to ``newest_version``.
    carried_out_at: None while the run is under way.
    """

    run: str
    data_set: str
    rule: str
    reason: str
    proposed_by: str
    approved_by: str
    started_at: dt.datetime
    carried_out_at: dt.datetime | None
    software: str
    newest_version: int
    versions: tuple[int, ...]
    units: dict[str, int]
    files: tuple[RemovedFile, ...]

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over all that the certificate says: its seal in the audit log."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        said = {**vars(self), "files": [vars(file) for file in self.files], "versions": list(self.versions)}
        said["started_at"] = self.started_at.isoformat()
        said["carried_out_at"] = self.carried_out_at.isoformat() if self.carried_out_at else None
        return said

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Certificate:
        done = said["carried_out_at"]
        return cls(
            **{
                **said,
                "started_at": dt.datetime.fromisoformat(said["started_at"]),
                "carried_out_at": dt.datetime.fromisoformat(done) if done else None,
                "versions": tuple(said["versions"]),
                "files": tuple(RemovedFile(**file) for file in said["files"]),
            }
        )


def write(root: Path, certificate: Certificate) -> None:
    """Put it where readers look, all at once, and only when it is on the disk."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{certificate.run}.unfinished"
    with unfinished.open("w") as file:
        json.dump(certificate.as_json(), file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / f"{certificate.run}.json")
    _read.cache_clear()


def certificates(root: Path) -> tuple[Certificate, ...]:
    """Every run on this store, in the order of their names; those under way among them."""
    folder = root / FOLDER
    return _read(str(folder), folder.stat().st_mtime_ns) if folder.is_dir() else ()


@lru_cache(maxsize=64)
def _read(folder: str, _changed_at: int) -> tuple[Certificate, ...]:
    """A folder's time of change moves on with every certificate that is put into it."""
    return tuple(Certificate.from_json(json.loads(file.read_text())) for file in sorted(Path(folder).glob("*.json")))


@dataclass(frozen=True)
class Removals:
    """What is gone of one table: versions and files, to the certificate that says so."""

    versions: MappingProxyType[int, Certificate]
    files: MappingProxyType[str, Certificate]


def removals_of(root: Path, table: str) -> Removals:
    """Of a table of rows, or of one of refused rows (of which only files are told)."""
    versions: dict[int, Certificate] = {}
    files: dict[str, Certificate] = {}
    for certificate in certificates(root):
        if certificate.data_set == table:
            versions |= dict.fromkeys(certificate.versions, certificate)
        files |= {file.path: certificate for file in certificate.files if file.table == table}
    return Removals(MappingProxyType(versions), MappingProxyType(files))


def refuse_removed_version(root: Path, table: str, version: int) -> None:
    """Raises `VersionRemoved` when the version was removed."""
    certificate = removals_of(root, table).versions.get(version)
    if certificate is not None:
        raise VersionRemoved(f"Version {version} of {table} was removed{_when_and_why(certificate)}", certificate.run)


def refuse_removed_files(root: Path, table: str, version: int | None, paths: list[str]) -> None:
    """Raises `VersionRemoved` when any of a version's files (None: the newest's) was removed."""
    gone = removals_of(root, table).files
    if not gone:
        return
    for path in paths:
        within = within_table(path)
        if within in gone:
            unit = within.partition("/")[0].partition("=")[2]
            where = table if version is None else f"version {version} of {table}"
            raise VersionRemoved(f"{unit} in {where} was removed{_when_and_why(gone[within])}", gone[within].run)


def within_table(path: str) -> str:
    """A file's path from its table's folder."""
    return "/".join(path.rsplit("/", 2)[1:])


def _when_and_why(certificate: Certificate) -> str:
    when = certificate.carried_out_at or certificate.started_at
    return f" on {when:%-d %B %Y} under the rule “{certificate.rule}”, certificate {certificate.run}."
