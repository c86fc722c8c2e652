"""Exclusions, suspensions and absence from school, by month, quarter or calendar year. A school year is none."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import COUNCIL
from saferplace.evidence.partner.figure import figure_source
from saferplace.evidence.partner.indicators import count_of, percentage_of, rate_of
from saferplace.evidence.partner.reading.periods import PeriodKind
from saferplace.evidence.sources.field import Field, FieldKind

SCHOOL_ATTENDANCE_INDICATORS = (
    count_of("Permanent exclusions", "Pupils excluded for good."),
    rate_of("Permanent exclusions per 100 pupils", "Permanent exclusions.", "Pupils on roll", 100),
    count_of("Suspensions", "Exclusions for a fixed time; a pupil may have several."),
    rate_of("Suspensions per 100 pupils", "Suspensions.", "Pupils on roll", 100),
    percentage_of("Absence", "Half days missed.", "Half days there were"),
    percentage_of("Persistent absence", "Pupils who missed a tenth or more.", "Pupils on roll"),
    percentage_of("Severe absence", "Pupils who missed half or more.", "Pupils on roll"),
    count_of("Pupils missing education", "Children of school age known to be in no school."),
)

SCHOOL_ATTENDANCE_RETURN = figure_source(
    data_set="school-attendance-return",
    title="school exclusions and absence",
    duty=COUNCIL,
    indicators=SCHOOL_ATTENDANCE_INDICATORS,
    own=(
        Field(
            "school_type",
            "School type",
            "Blank for all.",
            FieldKind.CATEGORY,
            words=("Primary", "Secondary", "Special", "Alternative provision"),
            example="Secondary",
            also_called=("Phase",),
        ),
    ),
    told_apart_by=("school_type",),
    periods=(PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR),
)
