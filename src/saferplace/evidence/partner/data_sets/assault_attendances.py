"""Assaults for which people came to an emergency department, in the layout of the NHS's minimum data set (ISTV).

Its four required things are the times of arrival and of the assault, its method, and where it was. The words of method
and kind of place are ours: trusts map their national codes to them.
"""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import VIOLENCE
from saferplace.evidence.partner.fields import (
    DATE,
    LOCATION,
    LSOA_CODE,
    OUTWARD_POSTCODE,
    REPORTED_ON,
    TIME,
    category,
    sub_category,
    worded,
)
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

ASSAULT_ATTENDANCES = record_source(
    data_set="assault-attendances",
    title="emergency department attendances after assault",
    duty=VIOLENCE,
    is_sensitive=True,
    fields=(
        worded(
            DATE,
            heading="Assault date",
            says="The day of the assault, day first. A month alone is taken too.",
            also_called=("Assault date and time", "Incident date", "Date of assault"),
        ),
        worded(
            TIME,
            heading="Assault time",
            says="The time of the assault by the clock, exact or a range.",
            also_called=("Incident time", "Time of assault"),
        ),
        worded(
            REPORTED_ON,
            heading="Arrival date",
            says="The day of arrival at the department.",
            also_called=("Arrival date and time", "Attendance date", "Date of arrival"),
        ),
        Field(
            "arrival_time",
            "Arrival time",
            "The time of arrival.",
            FieldKind.TIME,
            example="01:50",
            also_called=("Attendance time", "Time of arrival"),
        ),
        category(
            "The main means of the assault: weapon or part of the body.",
            (
                "Fist",
                "Foot",
                "Head or other body part",
                "Push or fall",
                "Knife or sharp object",
                "Glass or bottle",
                "Blunt object",
                "Firearm",
                "Corrosive substance",
                "Vehicle",
                "Other",
                "Not known",
            ),
            heading="Assault method",
            also_called=("Weapon", "Weapon or body part", "Means of assault"),
        ),
        sub_category(
            "The kind of place.",
            (
                "Street or open space",
                "Licensed premises",
                "Takeaway or restaurant",
                "Public transport",
                "School or college",
                "Workplace",
                "Own home",
                "Other home",
                "Custody or care",
                "Other",
                "Not known",
            ),
            heading="Assault location type",
            also_called=("Location type",),
        ),
        worded(
            LOCATION,
            heading="Assault location description",
            says="The street, or the name of the pub, club or other public place. Never a home's address.",
            also_called=("Location description", "Licensed premises", "Location of assault"),
        ),
        Field(
            "assailant",
            "Assailant",
            "Of the victim.",
            FieldKind.CATEGORY,
            words=(
                "Partner or former partner",
                "Family",
                "Friend or acquaintance",
                "Stranger",
                "Staff on duty",
                "More than one",
                "Not known",
            ),
            example="Stranger",
            also_called=("Relationship to assailant", "Assailant relationship"),
        ),
        Field(
            "is_reported_to_police",
            "Told to the police",
            "As the patient said.",
            FieldKind.YES_NO,
            example="no",
            also_called=("Police informed", "Reported to police"),
        ),
        OUTWARD_POSTCODE,
        LSOA_CODE,
    ),
)
