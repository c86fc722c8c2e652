"""Racial and other hate incidents that a council, school or third-party centre recorded: by area only, for few eyes."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import COUNCIL
from saferplace.evidence.partner.fields import NUMBER, REPORTED_ON, WHEN, WHERE_ROUGHLY, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

RACIAL_INCIDENTS = record_source(
    data_set="racial-incidents",
    title="racial and other hate incidents",
    duty=COUNCIL,
    is_sensitive=True,
    fields=(
        *WHEN,
        REPORTED_ON,
        category(
            "The strand. A person's perception is enough to record it.",
            ("Race", "Religion or belief", "Sexual orientation", "Disability", "Transgender", "More than one"),
            heading="Strand",
            also_called=("Hate strand", "Motivation"),
        ),
        sub_category(
            "What was done.",
            ("Verbal abuse", "Threat", "Assault", "Damage or graffiti", "Online", "Other"),
            heading="Incident",
        ),
        Field(
            "setting",
            "Setting",
            "Where it happened.",
            FieldKind.CATEGORY,
            words=(
                "School or college",
                "Street or open space",
                "Home",
                "Council service",
                "Workplace",
                "Public transport",
                "Licensed premises",
                "Online",
                "Other",
            ),
            example="School or college",
        ),
        Field(
            "channel",
            "Reported to",
            "Who took the report.",
            FieldKind.CATEGORY,
            words=("Council", "School", "Reporting centre", "Housing provider", "Other"),
            example="Reporting centre",
        ),
        Field(
            "is_passed_to_police", "Passed to the police", "With the victim's consent.", FieldKind.YES_NO, example="no"
        ),
        NUMBER,
        *WHERE_ROUGHLY,
    ),
)
