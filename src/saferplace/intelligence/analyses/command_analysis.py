"""What the house needs to know of an analysis that only the command line offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class CommandAnalysis:
    """methods and again: as of a page."""

    methods: dict[str, str]
    again: Callable[[EvidenceStore, Receipt], Receipt]
