"""Anti-social behaviour in tenancies, and what landlords did about it, evictions included. By area only."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.council_asb_reports import ASB_CATEGORIES
from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.fields import NUMBER, REFERENCE, WHEN, WHERE_ROUGHLY, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

TENANCY_ASB_ACTIONS = record_source(
    data_set="tenancy-asb-actions",
    title="anti-social behaviour in tenancies, and landlords' actions",
    duty=BY_AGREEMENT,
    fields=(
        REFERENCE,
        *WHEN,
        category(
            "What happened on that day: each step of a case is a row.",
            (
                "Report",
                "Warning",
                "Acceptable behaviour contract",
                "Mediation",
                "Notice of seeking possession",
                "Injunction",
                "Closure order",
                "Possession order",
                "Eviction",
                "Case closed",
            ),
            heading="Step",
            example="Notice of seeking possession",
            also_called=("Stage", "Action", "Event"),
        ),
        sub_category(
            "The behaviour.", ASB_CATEGORIES, heading="Behaviour", example="Noise", also_called=("ASB category",)
        ),
        Field(
            "tenure",
            "Tenure",
            "Of the home.",
            FieldKind.CATEGORY,
            words=("Council", "Housing association", "Private", "Temporary accommodation", "Other"),
            example="Council",
        ),
        NUMBER,
        *WHERE_ROUGHLY,
    ),
)
