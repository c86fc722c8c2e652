"""What the fire and rescue service shares of crime and disorder."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import FIRE
from saferplace.evidence.partner.fields import REFERENCE, WHEN, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

FIRE_INCIDENTS = record_source(
    data_set="fire-incidents",
    title="deliberate fires and other incidents of the fire service",
    duty=FIRE,
    fields=(
        REFERENCE,
        *WHEN,
        category(
            "A primary fire is one with casualties, rescue or insurable property, or to which five or more pumps came.",
            (
                "Deliberate primary fire: vehicle",
                "Deliberate primary fire: other",
                "Deliberate secondary fire",
                "Malicious false alarm",
                "Violence against staff",
                "Dwelling fire where no smoke alarm was fitted",
            ),
            heading="Incident type",
            example="Deliberate secondary fire",
            also_called=("Incident category", "Fire type"),
        ),
        sub_category(
            "What burned, or where.",
            (
                "Dwelling",
                "Other building",
                "Car",
                "Motorcycle",
                "Other vehicle",
                "Refuse or bin",
                "Grass, woodland or crops",
                "Outdoor structure",
                "Other",
            ),
            heading="Property",
            example="Refuse or bin",
            also_called=("Property type",),
        ),
        Field("casualties", "Casualties", "How many people were hurt.", FieldKind.COUNT, example="0"),
        *WHERE,
    ),
)
