"""Computing any receipt again: of a plain count, of a map analysis, or of an analysis with a page or command."""

from __future__ import annotations

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.queries import CannotRecompute, recompute
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.analyses.registry import MAP_ANALYSES, OTHER_ANALYSES


def compute_again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    """What the receipt's question gives now, at the version that it names. store: the one that holds its data set.

    Raises CannotRecompute, or ValueError when the version is no longer there.
    """
    drawn = {analysis.method: analysis for analysis in MAP_ANALYSES}
    others = {method: other for other in OTHER_ANALYSES for method in other.methods}
    try:
        if receipt.method in drawn:
            return drawn[receipt.method].answer(layer_question(store, receipt)).answer.receipt
        if receipt.method in others:
            return others[receipt.method].again(store, receipt)
    except LookupError as gone:  # no such area, no such data set, nothing loaded
        raise CannotRecompute(str(gone)) from gone
    return recompute(store, receipt)


def layer_question(store: EvidenceStore, receipt: Receipt) -> LayerQuestion:
    """The question that a receipt of counts by place, or of an analysis of them, was the answer to."""
    said = receipt.parameters
    kinds = said["crime_types"] if receipt.data_set == DATA_SET else said["categories"]
    first, last = said["period"].split("/")
    return LayerQuestion(
        store,
        find_area(said["area"]),
        Period(Month.parse(first), Month.parse(last)),
        receipt.computed_at,
        None if kinds is None else frozenset(kinds),
        source_of(receipt.data_set),
        said.get("settings", {}),
        standing_of(receipt.version, said),
    )
