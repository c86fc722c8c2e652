"""Collisions in which somebody was hurt, in the words of the national collision form (STATS19)."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import COUNCIL
from saferplace.evidence.partner.fields import REFERENCE, WHEN, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

ROAD_TRAFFIC_COLLISIONS = record_source(
    data_set="road-traffic-collisions",
    title="road collisions with casualties",
    duty=COUNCIL,
    fields=(
        REFERENCE,
        *WHEN,
        category(
            "The worst injury of anybody in it.",
            ("Fatal", "Serious", "Slight"),
            heading="Severity",
            example="Slight",
            also_called=("Collision severity", "Accident severity"),
        ),
        sub_category(
            "The least protected person hurt.",
            ("Pedestrian", "Pedal cyclist", "Motorcyclist", "Car occupant", "Other"),
            heading="Casualty",
            example="Pedestrian",
            also_called=("Casualty class", "Road user"),
        ),
        Field(
            "casualties",
            "Casualties",
            "How many people were hurt.",
            FieldKind.COUNT,
            example="1",
            also_called=("Number of casualties",),
        ),
        Field(
            "vehicles",
            "Vehicles",
            "How many vehicles were in it.",
            FieldKind.COUNT,
            example="2",
            also_called=("Number of vehicles",),
        ),
        Field("is_impaired", "Drink or drugs", "Whether a driver was found impaired.", FieldKind.YES_NO, example="no"),
        Field("is_speed", "Speed", "Whether speed is named as a factor.", FieldKind.YES_NO, example="no"),
        *WHERE,
    ),
)
