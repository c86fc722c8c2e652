"""Calls to the police that are neither crime nor anti-social behaviour: transport, and public safety and welfare."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import POLICE_INCIDENTS as DUTY
from saferplace.evidence.partner.fields import REFERENCE, WHEN_FROM_TO, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source

# The National Incident Category List, without administration and with missing persons kept apart.
_KINDS = (
    "Highway disruption",
    "Road-related offence",
    "Traffic collision: damage only",
    "Abandoned call to emergency services",
    "Absconder or absent without leave",
    "Alarm",
    "Concern for safety",
    "Domestic incident (not a crime)",
    "Firearms incident (not notifiable)",
    "Immigration",
    "Industrial incident or accident",
    "Licensing",
    "Natural disaster, incident or warning",
    "Protest or demonstration",
    "Sudden death",
    "Suspicious circumstances",
    "Suspicious package or object",
    "Civil dispute",
    "Other",
)

POLICE_INCIDENTS = record_source(
    data_set="police-incidents",
    title="transport and public safety incidents of the police",
    duty=DUTY,
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        category(
            "Transport, or public safety and welfare.",
            ("Transport", "Public safety and welfare"),
            heading="Incident group",
            example="Public safety and welfare",
        ),
        sub_category("What it was.", _KINDS, heading="Incident", example="Suspicious circumstances"),
        *WHERE,
    ),
)
