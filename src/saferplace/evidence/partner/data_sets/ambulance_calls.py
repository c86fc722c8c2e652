"""Calls that the ambulance service answered to crime and disorder, overdoses among them: by area, for few eyes."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import AMBULANCE
from saferplace.evidence.partner.fields import LOCATION, REFERENCE, WHEN, WHERE_ROUGHLY, category, worded
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

AMBULANCE_CALLS = record_source(
    data_set="ambulance-calls",
    title="ambulance calls to crime and disorder",
    duty=AMBULANCE,
    is_sensitive=True,
    fields=(
        worded(REFERENCE, says="Your own number for the call, never a patient's.", also_called=("Call number", "CAD")),
        *WHEN,
        category(
            "As the call was classed.",
            (
                "Assault",
                "Sexual assault",
                "Stabbing or gunshot",
                "Overdose or poisoning",
                "Alcohol",
                "Mental health or self-harm",
                "Traffic collision",
                "Other crime or disorder",
            ),
            heading="Call category",
            also_called=("Chief complaint", "Category", "AMPDS category"),
        ),
        Field(
            "is_conveyed",
            "Taken to hospital",
            "Whether somebody was.",
            FieldKind.YES_NO,
            example="yes",
            also_called=("Conveyed",),
        ),
        Field("is_naloxone", "Naloxone given", "Whether it was, by anybody.", FieldKind.YES_NO, example="no"),
        worded(LOCATION, says="The street or public place. Never a home's address."),
        *WHERE_ROUGHLY,
    ),
)
