"""Computing any receipt again: of a plain count, of a map analysis, or of an analysis with a page or command."""

from __future__ import annotations

from saferplace.evidence.queries import CannotRecompute, recompute
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.question import question_of
from saferplace.intelligence.analyses.registry import MAP_ANALYSES, OTHER_ANALYSES


def compute_again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    """What the receipt's question gives now, at the version that it names. store: the one that holds its data set.

    Raises CannotRecompute, or ValueError when the version is no longer there.
    """
    drawn = {analysis.method: analysis for analysis in MAP_ANALYSES}
    others = {method: other for other in OTHER_ANALYSES for method in other.methods}
    try:
        if receipt.method in drawn:
            return drawn[receipt.method].answer(question_of(store, receipt)).answer.receipt
        if receipt.method in others:
            return others[receipt.method].again(store, receipt)
    except LookupError as gone:  # no such area, no such data set, nothing loaded
        raise CannotRecompute(str(gone)) from gone
    return recompute(store, receipt)
