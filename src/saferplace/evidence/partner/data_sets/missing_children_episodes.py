"""Times that a child was missing: by area only, for few eyes. An episode, not a child, is a row."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import DATE, TIME, WHERE_ROUGHLY, category, sub_category, worded
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

MISSING_CHILDREN_EPISODES = record_source(
    data_set="missing-children-episodes",
    title="episodes of missing children",
    duty=BY_AGREEMENT,
    is_sensitive=True,
    fields=(
        worded(DATE, heading="Date missing", says="The day from which the child was missing, day first."),
        worded(TIME, heading="Time missing", says="The time from which, by the clock. Blank when not known."),
        category(
            "As the police graded it.",
            ("High", "Medium", "Low", "No apparent risk"),
            heading="Risk level",
            example="Medium",
            also_called=("Risk", "Risk grade"),
        ),
        sub_category(
            "From where the child was missing.",
            (
                "Home",
                "Care: placed by this authority",
                "Care: placed by another authority",
                "School",
                "Hospital",
                "Other",
            ),
            heading="Missing from",
        ),
        Field(
            "returned_on",
            "Date returned",
            "The day on which the child was found or came back.",
            FieldKind.DATE,
            example="05/04/2025",
            also_called=("Return date", "Date found"),
        ),
        Field(
            "age_group",
            "Age group",
            "Never an age in years, nor a date of birth.",
            FieldKind.CATEGORY,
            words=("Under 10", "10 to 12", "13 to 15", "16 to 17"),
            example="13 to 15",
        ),
        Field("is_repeat", "Missing before", "Whether in the 90 days before.", FieldKind.YES_NO, example="yes"),
        Field(
            "is_exploitation_risk", "Exploitation concern", "Whether one is recorded.", FieldKind.YES_NO, example="no"
        ),
        Field(
            "return_interview",
            "Return interview",
            "Whether the child was spoken with after coming back.",
            FieldKind.CATEGORY,
            words=("Held within 72 hours", "Held later", "Declined", "Not offered", "Not yet due"),
            example="Held within 72 hours",
        ),
        *WHERE_ROUGHLY,
    ),
)
