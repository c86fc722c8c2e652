"""Anti-social behaviour that people reported to the council. Never added to the police's without a rule."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import COUNCIL
from saferplace.evidence.partner.data_sets.police_asb_incidents import QUALIFIERS
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

ASB_CATEGORIES = (
    "Abandoned vehicle",
    "Animals",
    "Begging or rough sleeping",
    "Drug use or dealing",
    "Fireworks",
    "Graffiti",
    "Groups or individuals making a nuisance",
    "Harassment or intimidation",
    "Hate-related behaviour",
    "Litter or dog fouling",
    "Misuse of public space",
    "Neighbour dispute",
    "Noise",
    "Nuisance vehicle",
    "Prostitution or kerb crawling",
    "Street drinking",
    "Vandalism",
    "Verbal abuse",
    "Other",
)

COUNCIL_ASB_REPORTS = record_source(
    data_set="council-asb-reports",
    title="anti-social behaviour reported to the council",
    duty=COUNCIL,
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        REPORTED_ON,
        category(
            "What was reported.",
            ASB_CATEGORIES,
            heading="Category",
            example="Street drinking",
            also_called=("ASB category", "ASB type", "Case type", "Nature of complaint"),
        ),
        sub_category("Whom it falls on.", QUALIFIERS, heading="Qualifier", example="Nuisance"),
        Field(
            "channel",
            "Channel",
            "How it was reported.",
            FieldKind.CATEGORY,
            words=("Telephone", "Web form", "E-mail", "In person", "App", "Councillor", "Partner", "Other"),
            example="Web form",
            also_called=("Source", "Contact method"),
        ),
        Field(
            "action",
            "Action",
            "The most that was done by the time of sending.",
            FieldKind.CATEGORY,
            words=(
                "None yet",
                "Advice",
                "Warning letter",
                "Acceptable behaviour contract",
                "Community protection warning",
                "Community protection notice",
                "Injunction",
                "Referred to partner",
                "No evidence",
                "Other",
            ),
            example="Warning letter",
            also_called=("Action taken", "Outcome"),
        ),
        NUMBER,
        *WHERE,
    ),
)
