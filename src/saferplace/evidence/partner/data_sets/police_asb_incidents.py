"""Anti-social behaviour as the police record it: incidents, by the National Standard for Incident Recording."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import POLICE_INCIDENTS
from saferplace.evidence.partner.fields import REFERENCE, REPORTED_ON, WHEN_FROM_TO, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

# Decided by the impact, not by the behaviour.
QUALIFIERS = ("Personal", "Nuisance", "Environmental")
_BEHAVIOURS = (
    "Rowdy or inconsiderate behaviour",
    "Rowdy or nuisance neighbours",
    "Vehicle nuisance or inappropriate use",
    "Vehicle abandoned (not stolen)",
    "Noise",
    "Street drinking",
    "Begging or vagrancy",
    "Fireworks",
    "Animal problems",
    "Littering or drugs paraphernalia",
    "Trespass",
    "Malicious or nuisance communications",
    "Prostitution-related activity",
)

POLICE_ASB_INCIDENTS = record_source(
    data_set="police-asb-incidents",
    title="anti-social behaviour incidents of the police",
    duty=POLICE_INCIDENTS,
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        REPORTED_ON,
        category(
            "Whom it falls on: a person (personal), the community (nuisance) or the surroundings (environmental).",
            QUALIFIERS,
            heading="Qualifier",
            example="Nuisance",
            also_called=("ASB category", "NSIR qualifier", "ASB type"),
        ),
        sub_category(
            "What was done.",
            _BEHAVIOURS,
            heading="Behaviour",
            also_called=("ASB sub-type", "Closing code", "NICL code"),
        ),
        Field(
            "grade",
            "Response grade",
            "How urgently it was answered.",
            FieldKind.CATEGORY,
            words=("Emergency", "Priority", "Scheduled", "Resolved without attendance"),
            example="Priority",
        ),
        Field("is_repeat", "Repeat caller or place", "Whether it is flagged as one.", FieldKind.YES_NO, example="yes"),
        *WHERE,
    ),
)
