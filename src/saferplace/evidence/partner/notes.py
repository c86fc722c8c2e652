"""What every column of a data set holds, in words: for the notes of its template and for the page of all data sets."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.evidence.partner.data_sets import INDICATORS
from saferplace.evidence.partner.indicators import Indicator, Measure
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Source

HOW = {
    FieldKind.DATE: "Date, day first",
    FieldKind.TIME: "Time of day",
    FieldKind.DATE_TIME: "Date and time",
    FieldKind.MONTH: "Month",
    FieldKind.PERIOD: "Month, quarter or year",
    FieldKind.CATEGORY: "One of the words",
    FieldKind.TEXT: "A few words",
    FieldKind.COUNT: "Whole number",
    FieldKind.FIGURE: "Number, or why there is none",
    FieldKind.YES_NO: "Yes or no; blank where not known",
    FieldKind.POSTCODE: "Postcode",
    FieldKind.OUTWARD_POSTCODE: "First half of a postcode",
    FieldKind.UPRN: "UPRN, as text",
    FieldKind.STREET: "Street or place",
    FieldKind.GRID_REFERENCE: "Grid reference",
    FieldKind.EASTING: "Metres",
    FieldKind.NORTHING: "Metres",
    FieldKind.LONGITUDE: "Degrees",
    FieldKind.LATITUDE: "Degrees",
    FieldKind.AREA: "Code of an area",
}


@dataclass(frozen=True)
class Note:
    """heading: of the column. words: the only ones it takes; empty where any will do."""

    heading: str
    says: str
    how: str
    is_required: bool
    words: tuple[str, ...]
    example: str
    also_called: tuple[str, ...]


def notes_of(source: Source) -> tuple[Note, ...]:
    """A note for each column, in the order of the template."""
    return tuple(_note(field) for field in source.fields)


def _note(field: Field) -> Note:
    return Note(
        field.heading, field.says, HOW[field.kind], field.is_required, field.words, field.example, field.also_called
    )


def indicators_of(source: Source) -> tuple[Indicator, ...]:
    """What the figures of a return count; none for records."""
    return INDICATORS.get(source.data_set, ())


def indicator_in_words(indicator: Indicator) -> str:
    """
    >>> from saferplace.evidence.partner.indicators import percentage_of
    >>> indicator_in_words(percentage_of("Employment", "People in work.", "People released"))
    'Percentage. People in work. Base: people released.'
    """
    kind = f"rate for each {indicator.per:,}" if indicator.measure is Measure.RATE else indicator.measure.value
    base = f" Base: {indicator.base[0].lower()}{indicator.base[1:]}." if indicator.base else ""
    return f"{kind.capitalize()}. {indicator.says}{base}"
