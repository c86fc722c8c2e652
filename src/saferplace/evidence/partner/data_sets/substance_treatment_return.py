"""Figures of drug and alcohol treatment, as the national monitoring system (NDTMS) defines them."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.figure import figure_source
from saferplace.evidence.partner.indicators import count_of, percentage_of
from saferplace.evidence.sources.field import Field, FieldKind

SUBSTANCE_TREATMENT_INDICATORS = (
    count_of("Adults in treatment", "Adults in structured treatment at any time in the period."),
    count_of("Young people in treatment", "Under 18, in specialist services at any time in the period."),
    count_of("New presentations", "People who began treatment in the period."),
    percentage_of(
        "Successful completions", "People who completed and did not come back in six months.", "People in treatment"
    ),
    percentage_of("Waited three weeks or less", "First treatments begun within three weeks.", "First treatments begun"),
    percentage_of(
        "Prison leavers in treatment", "People in treatment within three weeks of release.", "People referred"
    ),
    percentage_of(
        "Unplanned exits within 12 weeks", "People who left early in treatment.", "People who began treatment"
    ),
    count_of("Naloxone kits given out", "Kits given to people who use opioids, their families and staff."),
    count_of("Drug-related deaths", "Deaths by drug poisoning, by year of registration."),
)

SUBSTANCE_TREATMENT_RETURN = figure_source(
    data_set="substance-treatment-return",
    title="figures of drug and alcohol treatment",
    duty=BY_AGREEMENT,
    indicators=SUBSTANCE_TREATMENT_INDICATORS,
    own=(
        Field(
            "substance",
            "Substance",
            "The group of substances. Blank for all of them.",
            FieldKind.CATEGORY,
            words=("Opiates", "Non-opiates", "Non-opiates and alcohol", "Alcohol"),
            example="Opiates",
            also_called=("Substance group", "Drug group"),
        ),
    ),
    told_apart_by=("substance",),
)
