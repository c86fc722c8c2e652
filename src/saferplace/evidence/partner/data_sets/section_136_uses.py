"""Uses of the police's power to take a person to a place of safety: by area only, for few eyes."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import WHEN, WHERE_ROUGHLY, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

SECTION_136_USES = record_source(
    data_set="section-136-uses",
    title="uses of section 136 of the Mental Health Act",
    duty=BY_AGREEMENT,
    is_sensitive=True,
    fields=(
        *WHEN,
        category(
            "Where the person was taken first.",
            ("Health-based place of safety", "Emergency department", "Police station", "Private home", "Other"),
            heading="Place of safety",
        ),
        sub_category(
            "What came of it.",
            (
                "Admitted under the Act",
                "Admitted informally",
                "Referred to community services",
                "Discharged",
                "Not known",
            ),
            heading="Result",
            example="Referred to community services",
        ),
        Field(
            "conveyed_by",
            "Conveyed by",
            "How the person was taken there.",
            FieldKind.CATEGORY,
            words=("Ambulance", "Police vehicle", "Other", "Not known"),
            example="Ambulance",
        ),
        Field("hours_waited", "Hours waited", "From arrival to assessment, in hours.", FieldKind.FIGURE, example="6.5"),
        Field(
            "age_group",
            "Age group",
            "Never an age in years, nor a date of birth.",
            FieldKind.CATEGORY,
            words=("Under 18", "18 to 24", "25 to 44", "45 to 64", "65 and over", "Not known"),
            example="25 to 44",
        ),
        *WHERE_ROUGHLY,
    ),
)
