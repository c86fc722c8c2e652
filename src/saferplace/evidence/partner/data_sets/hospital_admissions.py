"""Admissions to hospital that bear on crime, drink and drugs, overdoses among them: first half of postcode and day."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets.duties import HEALTH
from saferplace.evidence.partner.fields import DATE, NUMBER, OUTWARD_POSTCODE, category, worded
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind

# Blocks of the International Classification of Diseases, 10th revision, that the regulations name; poisoning by drugs
# and domestic abuse beside them.
_BLOCKS = (
    "Assault (X85 to Y09)",
    "Psychoactive substance use (F10 to F19)",
    "Toxic effect of alcohol (T51)",
    "Evidence of alcohol involvement (Y90 to Y91)",
    "Overdose or poisoning by drugs (T36 to T50)",
    "Domestic abuse",
)

HOSPITAL_ADMISSIONS = record_source(
    data_set="hospital-admissions",
    title="hospital admissions after assault, overdose, drink and drugs",
    duty=HEALTH,
    is_sensitive=True,
    fields=(
        worded(
            DATE,
            heading="Admission date",
            says="The day of admission, day first. A month alone is taken too.",
            also_called=("Date of admission", "Admitted on"),
        ),
        category("The group of diagnoses or causes.", _BLOCKS, heading="Group", also_called=("ICD-10 group", "Block")),
        Field(
            "icd10_code",
            "ICD-10 sub-category",
            "The code of three or four characters.",
            FieldKind.TEXT,
            example="X99",
            also_called=("ICD-10 code", "ICD10", "Diagnosis code"),
        ),
        Field("is_under_18", "Under 18", "Whether the patient was. Never an age.", FieldKind.YES_NO, example="no"),
        NUMBER,
        worded(OUTWARD_POSTCODE, says="Of where the patient lives: only the first half. The rest is not kept."),
    ),
)
