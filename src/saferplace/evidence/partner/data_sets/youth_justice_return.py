"""Figures of the youth justice service: first-time entrants, reoffending, custody."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.data_sets.probation_return import COHORT
from saferplace.evidence.partner.figure import figure_source
from saferplace.evidence.partner.indicators import count_of, percentage_of, rate_of

_YOUNG_PEOPLE = "Young people aged 10 to 17 who live in the area"
YOUTH_JUSTICE_INDICATORS = (
    count_of("First-time entrants", "Young people aged 10 to 17 cautioned or convicted for the first time."),
    rate_of("First-time entrants per 100,000", "First-time entrants.", _YOUNG_PEOPLE, 100_000),
    percentage_of(
        "Proven reoffending", "Young people who reoffended in a year.", "Those in the cohort", needs=("cohort",)
    ),
    rate_of(
        "Reoffences for each young person who reoffended", "Proven reoffences.", "Those who did", needs=("cohort",)
    ),
    count_of("Custodial sentences", "Sentences of young people to custody."),
    rate_of("Custodial sentences per 1,000", "Custodial sentences.", _YOUNG_PEOPLE, 1_000),
    count_of("Out-of-court disposals", "Community resolutions, cautions and conditional cautions of young people."),
    count_of("Prevention and diversion programmes begun", "Young people who began one."),
    percentage_of(
        "Suitable education, training or employment", "Young people in it when their order ended.", "Orders ended"
    ),
)

YOUTH_JUSTICE_RETURN = figure_source(
    data_set="youth-justice-return",
    title="figures of the youth justice service",
    duty=BY_AGREEMENT,
    indicators=YOUTH_JUSTICE_INDICATORS,
    own=(COHORT,),
    told_apart_by=("cohort",),
)
