"""Complaints about noise to the council's environmental health."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import (
    NUMBER,
    REFERENCE,
    REPORTED_ON,
    WHEN_FROM_TO,
    WHERE,
    category,
    sub_category,
)
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

COUNCIL_NOISE_COMPLAINTS = record_source(
    data_set="council-noise-complaints",
    title="noise complaints to the council",
    duty=BY_AGREEMENT,
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        REPORTED_ON,
        category(
            "Where the noise came from.",
            (
                "Domestic",
                "Commercial or leisure",
                "Industrial",
                "Construction",
                "Street",
                "Vehicle or equipment",
                "Other",
            ),
            heading="Noise source",
            also_called=("Source", "Complaint type", "Noise type"),
        ),
        sub_category(
            "What was heard.",
            (
                "Music or television",
                "Party",
                "Voices or banging",
                "Dog barking",
                "Alarm",
                "Machinery or tools",
                "DIY",
                "Other",
            ),
            heading="Noise",
            also_called=("Kind of noise",),
        ),
        Field(
            "is_statutory_nuisance",
            "Statutory nuisance",
            "Whether it was found to be one.",
            FieldKind.YES_NO,
            example="no",
        ),
        Field("is_notice_served", "Notice served", "Whether an abatement notice was.", FieldKind.YES_NO, example="no"),
        NUMBER,
        *WHERE,
    ),
)
