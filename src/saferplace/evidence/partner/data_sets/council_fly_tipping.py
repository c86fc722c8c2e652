"""Fly-tipping, in the words of the national return (WasteDataFlow, earlier Flycapture)."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import NUMBER, REFERENCE, REPORTED_ON, WHEN, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

WASTE_TYPES = (
    "Animal carcass",
    "Green",
    "Vehicle parts",
    "White goods",
    "Other electrical",
    "Tyres",
    "Asbestos",
    "Clinical",
    "Construction / demolition / excavation",
    "Black bags - commercial",
    "Black bags - household",
    "Chemical drums, oil, fuel",
    "Other household waste",
    "Other commercial waste",
    "Other (unidentified)",
)
LAND_TYPES = (
    "Highway",
    "Footpath / bridleway",
    "Back alleyway",
    "Railway",
    "Council land",
    "Agricultural",
    "Private / residential",
    "Commercial / industrial",
    "Watercourse / bank",
    "Other (unidentified)",
)
SIZES = (
    "Single black bag",
    "Single item",
    "Car boot or less",
    "Small van load",
    "Transit van load",
    "Tipper lorry load",
    "Significant / multi loads",
)
_ACTIONS = (
    "None yet",
    "Investigation",
    "Warning letter",
    "Statutory notice",
    "Fixed penalty notice",
    "Duty of care inspection",
    "Stop and search",
    "Vehicle seized",
    "Formal caution",
    "Prosecution",
    "Injunction",
)

COUNCIL_FLY_TIPPING = record_source(
    data_set="council-fly-tipping",
    title="fly-tipping cleared or reported",
    duty=BY_AGREEMENT,
    fields=(
        REFERENCE,
        *WHEN,
        REPORTED_ON,
        category(
            "The main kind of waste.",
            WASTE_TYPES,
            heading="Waste type",
            example="Other household waste",
            also_called=("Waste", "Primary waste type", "Type of waste"),
        ),
        sub_category("Where it lay.", LAND_TYPES, heading="Land type", also_called=("Land", "Type of land")),
        Field(
            "size",
            "Size",
            "How much it was.",
            FieldKind.CATEGORY,
            words=SIZES,
            example="Small van load",
            also_called=("Load size", "Size of load", "Primary waste size"),
        ),
        Field(
            "clearance_cost",
            "Clearance cost (£)",
            "In pounds.",
            FieldKind.FIGURE,
            example="84.50",
            also_called=("Clearance costs", "Cost of clearance", "Cost"),
        ),
        Field(
            "action",
            "Action",
            "The most that was done by the time of sending.",
            FieldKind.CATEGORY,
            words=_ACTIONS,
            example="Investigation",
            also_called=("Action taken", "Enforcement action"),
        ),
        NUMBER,
        *WHERE,
    ),
)
