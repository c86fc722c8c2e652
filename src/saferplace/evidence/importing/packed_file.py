"""One file where it lies: on disk or inside an archive, gzipped or not."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

# The largest real street file, London's, is about 25 MB. A file a hundred times that is not one.
LARGEST_FILE_BYTES = 2_500_000_000


@dataclass(frozen=True)
class RefusedFile:
    """A file, or a whole archive, that could not be taken, and why, in a sentence."""

    name: str
    reason: str


@dataclass(frozen=True)
class PackedFile:
    """A file, not yet read. member: its path inside the archive, when ``path`` is one. size: bytes, unpacked."""

    path: Path
    member: str | None
    size: int

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @property
    def last_name(self) -> str:
        """The file's own name, without archive or folder."""
        return (self.member or self.path.name).replace("\\", "/").rsplit("/", 1)[-1]

    def read(self) -> bytes | RefusedFile:
        """The whole file, unpacked."""
        try:
            if self.member:
                with zipfile.ZipFile(self.path) as archive:
                    packed = archive.read(self.member)
            else:
                packed = self.path.read_bytes()
            return _gunzip(packed) if self.last_name.lower().endswith(".gz") else packed
        except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError):
            return RefusedFile(
                self.name, "The file is damaged: it does not unpack to what it says it holds. Download it again."
            )
        except OSError as failed:
            return RefusedFile(self.name, f"The file could not be read: {failed.strerror or failed}.")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _gunzip(packed: bytes) -> bytes:
    engine = zlib.decompressobj(wbits=31)
    content = engine.decompress(packed, LARGEST_FILE_BYTES)
    if engine.unconsumed_tail:
        raise zlib.error("larger than any such file")
    if not engine.eof:
        raise EOFError("cut off")
    return content
