"""A receipt says where a number came from, precisely enough to compute it again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JsonObject = Mapping[str, Any]


@dataclass(frozen=True)
class Receipt:
    """What was computed, from which version of which data set, how, by which code, when, and what came out.

    data_set: name of the evidence table, e.g. ``police-uk-street``.
    version: Delta table version that was read.
    method: name of the query in `saferplace.evidence.queries` (or of another registered method).
    parameters: the method's arguments, JSON only: filter, area, period and reference tables used.
    result: what the method returned, JSON only.
    code_version: version of Saferplace that computed it.
    computed_at: aware UTC time; not part of the digest, so the same computation has one receipt.
    """

    data_set: str
    version: int
    method: str
    parameters: JsonObject
    result: JsonObject
    code_version: str
    computed_at: dt.datetime

    @property
    def digest(self) -> str:
        """SHA-256 (hex, 64 characters) over everything but the time: the receipt's permanent name."""
        said = [self.data_set, self.version, self.method, self.parameters, self.result, self.code_version]
        return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
