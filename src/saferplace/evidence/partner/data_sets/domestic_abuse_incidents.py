"""Domestic abuse that came to the police: by area only, for few eyes."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.data_sets.police_crime_records import OFFENCE_GROUPS
from saferplace.evidence.partner.fields import REPORTED_ON, WHEN_FROM_TO, WHERE_ROUGHLY, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

DOMESTIC_ABUSE_INCIDENTS = record_source(
    data_set="domestic-abuse-incidents",
    title="domestic abuse incidents and crimes",
    duty=BY_AGREEMENT,
    is_sensitive=True,
    fields=(
        *WHEN_FROM_TO,
        REPORTED_ON,
        category("Whether it was recorded as a crime.", ("Crime", "Incident that is not a crime"), example="Crime"),
        sub_category("Of a crime, the Home Office's offence group.", OFFENCE_GROUPS, heading="Offence group"),
        Field(
            "relationship",
            "Relationship",
            "Of the person accused to the victim.",
            FieldKind.CATEGORY,
            words=("Partner", "Former partner", "Parent", "Child", "Other family", "Not known"),
            example="Former partner",
        ),
        Field(
            "risk",
            "Risk level",
            "As assessed when it was attended.",
            FieldKind.CATEGORY,
            words=("Standard", "Medium", "High", "Not assessed"),
            example="Medium",
            also_called=("DASH risk", "Risk"),
        ),
        Field(
            "is_repeat",
            "Repeat victim",
            "Whether the victim had reported in the 12 months before.",
            FieldKind.YES_NO,
            example="yes",
        ),
        Field("is_child_present", "Child in the household", "Whether there is one.", FieldKind.YES_NO, example="no"),
        *WHERE_ROUGHLY,
    ),
)
