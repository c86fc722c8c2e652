"""The columns that most data sets have, in the order of their templates."""

from __future__ import annotations

import dataclasses

from saferplace.evidence.sources.field import Field, FieldKind

DATE = Field(
    "date",
    "Date",
    "The day on which it happened, day first; of a range, the day on which it began. A month alone (April 2026) "
    "is taken too.",
    FieldKind.DATE,
    is_required=True,
    example="04/04/2025",
    also_called=("Date from", "Incident date", "Date of incident", "Start date", "Occurred on", "Committed from date"),
)
TIME = Field(
    "time",
    "Time",
    "The time by the clock; of a range, when it began. Leave blank when it is not known: 00:00 means midnight.",
    FieldKind.TIME,
    example="22:15",
    also_called=("Time from", "Incident time", "Time of incident", "Start time", "Committed from time"),
)
DATE_TO = Field(
    "date_to",
    "Date to",
    "Of a range, the day on which it ended. Leave blank for an exact time, or a range within a day or over midnight.",
    FieldKind.DATE,
    example="05/04/2025",
    also_called=("End date", "Committed to date", "Latest date"),
)
TIME_TO = Field(
    "time_to",
    "Time to",
    "Of a range, when it ended. Without a date to, a time before the time from is taken as the next day's.",
    FieldKind.TIME,
    example="01:30",
    also_called=("End time", "Committed to time", "Latest time"),
)
REPORTED_ON = Field(
    "reported_on",
    "Date reported",
    "The day on which it was reported.",
    FieldKind.DATE,
    example="05/04/2025",
    also_called=("Reported date", "Date logged", "Received", "Date received", "Created"),
)
REFERENCE = Field(
    "reference",
    "Reference",
    "Your own number for the record, so that a changed record is known again. Never a name or an address.",
    FieldKind.TEXT,
    example="25/004117",
    also_called=("Ref", "Reference number", "Case number", "Incident number", "Log number", "URN"),
)
NUMBER = Field(
    "number",
    "Number",
    "How many alike things the row stands for. Blank is 1.",
    FieldKind.COUNT,
    example="1",
    also_called=("Count", "Quantity", "No of incidents"),
)
LOCATION = Field(
    "location",
    "Street or place",
    "The street, or the name of a public place. No house numbers of homes and no names of people.",
    FieldKind.STREET,
    example="Marlowes",
    also_called=("Location", "Street", "Street name", "Place", "Site", "Address"),
)
POSTCODE = Field(
    "postcode",
    "Postcode",
    "The whole postcode, or its first half.",
    FieldKind.POSTCODE,
    example="HP1 1DN",
    also_called=("Post code", "Incident postcode"),
)
OUTWARD_POSTCODE = Field(
    "postcode",
    "First half of postcode",
    "Only the first half (the outward code). If a whole postcode is sent, its second half is not kept.",
    FieldKind.OUTWARD_POSTCODE,
    example="HP1",
    also_called=("Outward postcode", "Outcode", "Postcode district", "Postcode"),
)
UPRN = Field(
    "uprn",
    "UPRN",
    "The unique property reference number. Format the column as text.",
    FieldKind.UPRN,
    example="999000000001",
    also_called=("Unique property reference number",),
)
EASTING = Field(
    "easting",
    "Easting",
    "Metres on the British National Grid.",
    FieldKind.EASTING,
    example="505550",
    also_called=("X",),
)
NORTHING = Field(
    "northing", "Northing", "Metres on the British National Grid.", FieldKind.NORTHING, example="207550",
    also_called=("Y",),
)  # fmt: skip
GRID_REFERENCE = Field(
    "grid_reference",
    "Grid reference",
    "An Ordnance Survey grid reference of six figures or more.",
    FieldKind.GRID_REFERENCE,
    example="TL 055 075",
    also_called=("OS grid reference", "NGR", "Grid ref"),
)
LONGITUDE = Field(
    "longitude",
    "Longitude",
    "Degrees (WGS 84).",
    FieldKind.LONGITUDE,
    example="-0.4721836",
    also_called=("Long", "Lng"),
)
LATITUDE = Field(
    "latitude", "Latitude", "Degrees (WGS 84).", FieldKind.LATITUDE, example="51.7567028", also_called=("Lat",)
)
LSOA_CODE = Field(
    "lsoa_code",
    "LSOA code",
    "The small area of the census (2021 or 2011) that it lies in.",
    FieldKind.AREA,
    example="E01023400",
    also_called=("LSOA", "LSOA21CD", "LSOA11CD", "LSOA 2021 code"),
)

WHEN = (DATE, TIME)
WHEN_FROM_TO = (DATE, TIME, DATE_TO, TIME_TO)
# Two ways to a point and the names of places: for what happens in public.
WHERE = (LOCATION, POSTCODE, UPRN, EASTING, NORTHING, GRID_REFERENCE, LONGITUDE, LATITUDE, LSOA_CODE)
# For what happens to people: an area, never a point.
WHERE_ROUGHLY = (OUTWARD_POSTCODE, LSOA_CODE)


def category(
    says: str,
    words: tuple[str, ...],
    *,
    heading: str = "Category",
    example: str = "",
    also_called: tuple[str, ...] = (),
) -> Field:
    """The column that says what a row is; every data set of records has one."""
    return Field(
        "category", heading, says, FieldKind.CATEGORY, True, words, example or words[0], ("Type", *also_called)
    )


def sub_category(
    says: str,
    words: tuple[str, ...],
    *,
    heading: str = "Sub-category",
    example: str = "",
    also_called: tuple[str, ...] = (),
) -> Field:
    return Field(
        "sub_category", heading, says, FieldKind.CATEGORY, False, words, example or words[0], ("Sub-type", *also_called)
    )


def worded(field: Field, **changes: object) -> Field:
    """The same column in other words, e.g. ``worded(REPORTED_ON, heading="Date of arrival")``."""
    return dataclasses.replace(field, **changes)  # type: ignore[arg-type]
