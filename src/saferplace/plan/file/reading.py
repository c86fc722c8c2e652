"""Read a partnership file whole, or say everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saferplace.plan.file.faults import BrokenFile, Fault
from saferplace.plan.file.references import broken_references
from saferplace.plan.file.schema import SCHEMA_VERSION
from saferplace.plan.file.sentences import breaches
from saferplace.plan.file.yaml_lines import read_yaml

# Dacorum's file is about 50 kB. What is twenty times that is some other file.
_LARGEST_BYTES = 1_000_000


@dataclass(frozen=True)
class PartnershipFile:
    """content: the file as plain values, in the shape that the published schema gives.
    digest: SHA-256 (hex) of the bytes. text: the file as written.
    """

    name: str
    text: str
    digest: str
    schema_version: str
    content: Mapping[str, Any]


def read_partnership_file(path: Path) -> PartnershipFile:
    """Read and check the file. Raises `BrokenFile` with every fault found, or OSError if it cannot be opened."""
    if path.stat().st_size > _LARGEST_BYTES:
        raise BrokenFile(str(path), [Fault(1, "", "The file is larger than 1 MB, which no partnership file is.")])
    return parse_partnership_file(path.read_bytes(), name=str(path))


def parse_partnership_file(written: bytes, *, name: str) -> PartnershipFile:
    """The same for bytes that are already in hand; ``name`` is how faults call the file."""
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise BrokenFile(name, [Fault(line, "", "This line is not UTF-8 text. Save the file as UTF-8.")]) from error
    lined = read_yaml(text)
    if not lined.faults:
        lined.faults.extend(breaches(lined) or broken_references(lined))
    if lined.faults:
        raise BrokenFile(name, lined.faults)
    return PartnershipFile(name, text, hashlib.sha256(written).hexdigest(), SCHEMA_VERSION, lined.content)
