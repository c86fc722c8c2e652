"""What the camera control room saw, who was told, and whether the footage became evidence."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import REFERENCE, WHEN_FROM_TO, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

COUNCIL_CCTV_INCIDENTS = record_source(
    data_set="council-cctv-incidents",
    title="incidents in the CCTV control room's log",
    duty=BY_AGREEMENT,
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        category(
            "What was seen.",
            (
                "Anti-social behaviour",
                "Assault or fight",
                "Criminal damage",
                "Drugs",
                "Fly-tipping",
                "Missing or vulnerable person",
                "Public order",
                "Robbery or theft",
                "Shoplifting",
                "Traffic or vehicle",
                "Weapon",
                "Other",
            ),
            heading="Incident type",
            also_called=("Incident category", "Category"),
        ),
        sub_category(
            "What made the operator look.",
            ("Proactive", "Tasking", "Police", "Shop or pub radio", "Public", "Other"),
            heading="Trigger",
            also_called=("Source", "Initiated by"),
        ),
        Field("camera", "Camera", "Its number or name.", FieldKind.TEXT, example="C14", also_called=("Camera number",)),
        Field(
            "response",
            "Response",
            "Who came.",
            FieldKind.CATEGORY,
            words=("Police", "Council officer", "Ambulance", "Fire service", "Door or shop staff", "None"),
            example="Police",
        ),
        Field("is_arrest", "Arrest", "Whether somebody was arrested.", FieldKind.YES_NO, example="yes"),
        Field(
            "footage",
            "Footage",
            "How far it went by the time of sending.",
            FieldKind.CATEGORY,
            words=(
                "Not requested",
                "Requested",
                "Reviewed",
                "Evidence pack released",
                "Used in a prosecution",
                "Destroyed",
            ),
            example="Evidence pack released",
        ),
        *WHERE,
    ),
)
