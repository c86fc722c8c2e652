"""Extracts of surveys of what people feel and think: Echo, residents' surveys, the Crime Survey.

Each figure has the number of people who answered. Where people chose themselves to take part they stand for nobody but
themselves, so the kind of sample goes with every figure.
"""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import BY_AGREEMENT
from saferplace.evidence.partner.figure import figure_source
from saferplace.evidence.partner.indicators import percentage_of
from saferplace.evidence.sources.field import Field, FieldKind

_ANSWERED = "People who answered the question"
PERCEPTION_INDICATORS = (
    percentage_of("Feel safe by day", "Very or fairly safe walking alone in their area by day.", _ANSWERED),
    percentage_of("Feel unsafe by day", "A bit or very unsafe walking alone in their area by day.", _ANSWERED),
    percentage_of("Feel safe after dark", "Very or fairly safe walking alone in their area after dark.", _ANSWERED),
    percentage_of("Feel unsafe after dark", "A bit or very unsafe walking alone in their area after dark.", _ANSWERED),
    percentage_of("See anti-social behaviour as a problem", "A very or fairly big problem in their area.", _ANSWERED),
    percentage_of("See drug use or dealing as a problem", "A very or fairly big problem in their area.", _ANSWERED),
    percentage_of("Satisfied with their area", "Very or fairly satisfied with it as a place to live.", _ANSWERED),
    percentage_of("Trust the police", "Agree that the police in their area can be relied on.", _ANSWERED),
    percentage_of("Agree that police and council deal with what matters", "Strongly or tend to agree.", _ANSWERED),
    percentage_of("Know of the case review", "Have heard of the anti-social behaviour case review.", _ANSWERED),
    percentage_of("Victim in the last 12 months", "Say that they were a victim of any crime.", _ANSWERED),
    percentage_of("Reported it", "Of those who were a victim, told the police or council.", "Victims who answered"),
)

PERCEPTION_SURVEYS = figure_source(
    data_set="perception-surveys",
    title="surveys of how safe people feel",
    duty=BY_AGREEMENT,
    indicators=PERCEPTION_INDICATORS,
    own=(
        Field(
            "survey",
            "Survey",
            "Its name, the same every time.",
            FieldKind.TEXT,
            is_required=True,
            example="Echo",
            also_called=("Survey name", "Source"),
        ),
        Field(
            "sample",
            "Sample",
            "How people came to be asked. Only a random sample has a margin of error.",
            FieldKind.CATEGORY,
            is_required=True,
            words=("Random", "Quota", "Self-selected", "Not known"),
            example="Self-selected",
            also_called=("Sample type", "Sampling method", "Methodology"),
        ),
        Field(
            "fieldwork_from",
            "Fieldwork from",
            "The first day of asking, day first.",
            FieldKind.DATE,
            is_required=True,
            example="01/04/2024",
            also_called=("Fieldwork start",),
        ),
        Field(
            "fieldwork_to",
            "Fieldwork to",
            "The last day of asking.",
            FieldKind.DATE,
            is_required=True,
            example="30/06/2024",
            also_called=("Fieldwork end",),
        ),
        Field(
            "weighted_base",
            "Weighted base",
            "Of a weighted figure, the weighted number who answered.",
            FieldKind.FIGURE,
            also_called=("Weighted n",),
        ),
    ),
    told_apart_by=("survey",),
)
