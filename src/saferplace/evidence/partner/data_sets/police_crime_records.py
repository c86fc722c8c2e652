"""Recorded crime with its days and times, as a force's own system has it: what data.police.uk leaves out."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import POLICE_CRIMES
from saferplace.evidence.partner.fields import REFERENCE, REPORTED_ON, WHEN_FROM_TO, WHERE, category, sub_category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

# Groups and subgroups of the Home Office's police recorded crime tables.
OFFENCE_GROUPS = (
    "Violence against the person",
    "Sexual offences",
    "Robbery",
    "Theft offences",
    "Criminal damage and arson",
    "Drug offences",
    "Possession of weapons offences",
    "Public order offences",
    "Miscellaneous crimes against society",
    "Fraud offences",
)
OFFENCE_SUBGROUPS = (
    "Homicide",
    "Death or serious injury - unlawful driving",
    "Violence with injury",
    "Violence without injury",
    "Stalking and harassment",
    "Rape",
    "Other sexual offences",
    "Robbery of business property",
    "Robbery of personal property",
    "Residential burglary",
    "Non-residential burglary",
    "Vehicle offences",
    "Theft from the person",
    "Bicycle theft",
    "Shoplifting",
    "All other theft offences",
    "Arson",
    "Criminal damage",
    "Trafficking of drugs",
    "Possession of drugs",
    "Possession of weapons offences",
    "Public order offences",
    "Miscellaneous crimes against society",
    "Fraud",
)
_OUTCOMES = (
    "Charged or summonsed",
    "Taken into consideration",
    "Out-of-court disposal: formal",
    "Out-of-court disposal: informal",
    "Prosecution prevented or not in the public interest",
    "Evidential difficulties: victim supports action",
    "Evidential difficulties: victim does not support action",
    "Investigation complete: no suspect identified",
    "Further investigation not in the public interest",
    "Not yet assigned",
)

POLICE_CRIME_RECORDS = record_source(
    data_set="police-crime-records",
    title="recorded crime of the police, with days and times",
    duty=POLICE_CRIMES,
    # A point, or a street with a day and time, can name the victim.
    area_only=frozenset({"Sexual offences"}),
    fields=(
        REFERENCE,
        *WHEN_FROM_TO,
        REPORTED_ON,
        category(
            "The Home Office's offence group. Domestic abuse has a data set of its own.",
            OFFENCE_GROUPS,
            heading="Offence group",
            example="Theft offences",
            also_called=("Crime group", "HO group", "Crime type"),
        ),
        sub_category(
            "The Home Office's offence subgroup.",
            OFFENCE_SUBGROUPS,
            heading="Offence subgroup",
            example="Shoplifting",
            also_called=("HO subgroup", "Offence type"),
        ),
        Field(
            "offence_code",
            "Offence code",
            "The Home Office's offence code.",
            FieldKind.TEXT,
            example="46",
            also_called=("HO code", "HOC code"),
        ),
        Field(
            "outcome",
            "Outcome group",
            "The group of the outcome, when there is one.",
            FieldKind.CATEGORY,
            words=_OUTCOMES,
            example="Not yet assigned",
            also_called=("Outcome", "Disposal"),
        ),
        Field(
            "is_knife",
            "Knife or sharp instrument",
            "Whether one was used or threatened.",
            FieldKind.YES_NO,
            example="no",
        ),
        Field(
            "is_hate",
            "Hate crime",
            "Whether it is flagged as one, whatever its strand.",
            FieldKind.YES_NO,
            example="no",
        ),
        Field("is_alcohol", "Alcohol related", "Whether it is flagged as such.", FieldKind.YES_NO, example="no"),
        *WHERE,
    ),
)
