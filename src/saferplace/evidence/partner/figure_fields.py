"""The columns that every return of figures has."""

from __future__ import annotations

import dataclasses

from saferplace.evidence.partner.indicators import Indicator, Measure
from saferplace.evidence.partner.reading.periods import PeriodKind
from saferplace.evidence.sources.field import Field, FieldKind

_PERIODS = {
    PeriodKind.MONTH: "a month (2026-04)",
    PeriodKind.QUARTER: "a quarter (2026-27 Q1 is April to June)",
    PeriodKind.FINANCIAL_YEAR: "a financial year (2026-27)",
    PeriodKind.YEAR: "a calendar year (2026)",
}
_EXAMPLES = {
    PeriodKind.MONTH: "2025-04",
    PeriodKind.QUARTER: "2025-26 Q1",
    PeriodKind.FINANCIAL_YEAR: "2024-25",
    PeriodKind.YEAR: "2024",
}
_AREA_CODE = Field(
    "area_code",
    "Area code",
    "The code of the area (GSS code), such as that of the district. Needed unless the area is named.",
    FieldKind.AREA,
    example="E07000096",
    also_called=("GSS code", "LA code", "ONS code", "LAD code"),
)
_AREA_NAME = Field(
    "area_name",
    "Area name",
    "The name of the area. A district's code is found by its name.",
    FieldKind.TEXT,
    example="Dacorum",
    also_called=("Area", "Local authority", "District", "LA name"),
)
_BREAKDOWN = Field(
    "breakdown",
    "Breakdown",
    "Blank for everybody; otherwise the group, like Age: 10 to 17.",
    FieldKind.TEXT,
    also_called=("Group", "Demographic", "Split"),
)
_FIGURE = Field(
    "figure",
    "Figure",
    "The figure, or why there is none: <5 or * where it is withheld, .. where it is not there yet, n/a where it is not "
    "collected. 0 is nothing at all. A percentage as 45 or 45%.",
    FieldKind.FIGURE,
    example="12",
    also_called=("Value", "Result", "Count", "Percentage", "Rate"),
)
_NUMERATOR = Field(
    "numerator",
    "Numerator",
    "Of a percentage or rate, how many of the base. Then the figure may be left blank: it is worked out.",
    FieldKind.FIGURE,
    also_called=("Num",),
)
_DENOMINATOR = Field(
    "denominator",
    "Base",
    "Of a percentage or rate, how many it is of. A percentage without its base is refused.",
    FieldKind.FIGURE,
    also_called=("Denominator", "Base n", "n", "Sample size", "Respondents", "Unweighted base"),
)
_IS_PROVISIONAL = Field(
    "is_provisional",
    "Provisional",
    "Yes where the figure may still change. A figure of a period that is not over is provisional whatever is written.",
    FieldKind.YES_NO,
    example="no",
    also_called=("Is provisional",),
)


def figure_fields(
    indicators: tuple[Indicator, ...], periods: tuple[PeriodKind, ...], own: tuple[Field, ...]
) -> tuple[Field, ...]:
    period = Field(
        "reporting_period",  # “period” is what an import calls the column it adds
        "Period",
        f"What the figure is for: {' or '.join(_PERIODS[kind] for kind in periods)}.",
        FieldKind.PERIOD,
        is_required=True,
        example=_EXAMPLES[periods[0]],
        also_called=("Month", "Quarter", "Year", "Reporting period", "Time period"),
    )
    indicator = Field(
        "indicator",
        "Indicator",
        "What is counted, in the words below.",
        FieldKind.CATEGORY,
        is_required=True,
        words=tuple(indicator.name for indicator in indicators),
        example=indicators[0].name,
        also_called=("Measure", "Metric", "Question"),
    )
    is_count = indicators[0].measure is Measure.COUNT
    figures = (
        dataclasses.replace(_FIGURE, example="12" if is_count else "45"),
        dataclasses.replace(_NUMERATOR, example="" if is_count else "540"),
        dataclasses.replace(_DENOMINATOR, example="" if is_count else "1,200"),
    )
    return (
        period, _AREA_CODE, _AREA_NAME, indicator, _BREAKDOWN, *figures, _IS_PROVISIONAL, *own
    )  # fmt: skip
