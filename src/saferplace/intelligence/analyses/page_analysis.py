"""What the house needs to know of an analysis with a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class PageAnalysis:
    """text: in the navigation. address: URL name. asks: the question it answers, as a manager would put it.

    methods: name of each receipt's method to what it is in words. again: computes such a receipt once more, from the
    store that holds its data set; raises ValueError or LookupError where it cannot.
    """

    text: str
    address: str
    asks: str
    methods: dict[str, str]
    again: Callable[[EvidenceStore, Receipt], Receipt]
