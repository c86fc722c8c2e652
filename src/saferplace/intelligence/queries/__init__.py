"""Reads: the map and its list, the state of the evidence, the rows behind a number, findings beside their recount."""

from saferplace.intelligence.queries.data_sets import DataSets, DataSetState, data_set_state, data_sets
from saferplace.intelligence.queries.findings import FindingBesideEvidence, FindingsPage, findings_page
from saferplace.intelligence.queries.map_layers import LayerAsked, MapLayer, layers_to_choose, months_of_layers
from saferplace.intelligence.queries.map_page import (
    MapPage,
    MapQuestion,
    map_areas,
    map_page,
    months_to_choose,
    newest_run,
    place_of,
    wards_to_choose,
)
from saferplace.intelligence.queries.receipt_page import ReceiptPage, receipt_page, receipt_visible_to
from saferplace.intelligence.queries.state import EvidenceState, evidence_state

__all__ = [
    "DataSetState",
    "DataSets",
    "EvidenceState",
    "FindingBesideEvidence",
    "FindingsPage",
    "LayerAsked",
    "MapLayer",
    "MapPage",
    "MapQuestion",
    "ReceiptPage",
    "data_set_state",
    "data_sets",
    "evidence_state",
    "findings_page",
    "layers_to_choose",
    "map_areas",
    "map_page",
    "months_of_layers",
    "months_to_choose",
    "newest_run",
    "place_of",
    "receipt_page",
    "receipt_visible_to",
    "wards_to_choose",
]
