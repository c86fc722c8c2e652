"""Quarterly figures of the probation service: treatment requirements and proven reoffending."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.figure import figure_source
from saferplace.evidence.partner.indicators import count_of, percentage_of, rate_of
from saferplace.evidence.sources.field import Field, FieldKind

COHORT = Field(
    "cohort",
    "Cohort",
    "Of reoffending: the period in which the people counted were convicted or released. They are followed for "
    "a year, so it lies well before the period of the figure. Like 2023-24 Q1.",
    FieldKind.PERIOD,
    also_called=("Cohort period", "Offender cohort"),
)
PROBATION_INDICATORS = (
    count_of("Drug rehabilitation requirements made", "Sentences with the requirement (DRR), begun in the period."),
    count_of("Drug rehabilitation requirements completed", "Requirements that ended as completed in the period."),
    percentage_of(
        "Drug rehabilitation requirement completion", "Completed ones of those that ended.", "Those that ended"
    ),
    count_of("Alcohol treatment requirements made", "Sentences with the requirement (ATR), begun in the period."),
    count_of("Alcohol treatment requirements completed", "Requirements that ended as completed in the period."),
    percentage_of(
        "Alcohol treatment requirement completion", "Completed ones of those that ended.", "Those that ended"
    ),
    count_of("Mental health treatment requirements made", "Sentences with the requirement, begun in the period."),
    count_of("People on probation", "On the last day of the period."),
    percentage_of(
        "Proven reoffending", "People who reoffended within a year.", "People in the cohort", needs=("cohort",)
    ),
    rate_of(
        "Reoffences for each person who reoffended", "Proven reoffences.", "People who reoffended", needs=("cohort",)
    ),
    percentage_of(
        "Settled accommodation", "People housed at the end of their supervision.", "People whose supervision ended"
    ),
    percentage_of("Employment", "People in work six months after release.", "People released"),
)

PROBATION_RETURN = figure_source(
    data_set="probation-return",
    title="figures of the probation service",
    duty=BY_AGREEMENT,
    indicators=PROBATION_INDICATORS,
    own=(COHORT,),
    told_apart_by=("cohort",),
)
