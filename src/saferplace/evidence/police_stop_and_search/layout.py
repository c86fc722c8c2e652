"""What a data.police.uk stop and search file holds, and what we keep of it."""

from __future__ import annotations

import pyarrow as pa

from saferplace.evidence.sources.source import schema

COLUMNS = {
    "Type": "search_type",
    "Date": "date",
    "Part of a policing operation": "is_operation",
    "Policing operation": "operation",
    "Latitude": "latitude",
    "Longitude": "longitude",
    "Gender": "gender",
    "Age range": "age_range",
    "Self-defined ethnicity": "self_defined_ethnicity",
    "Officer-defined ethnicity": "officer_defined_ethnicity",
    "Legislation": "legislation",
    "Object of search": "object",
    "Outcome": "outcome",
    "Outcome linked to object of search": "is_outcome_linked",
    "Removal of more than just outer clothing": "is_more_than_outer_clothing",
}
SEARCH_TYPES = ("Person search", "Person and Vehicle search", "Vehicle search")
YES_OR_NO = ("is_operation", "is_outcome_linked", "is_more_than_outer_clothing")
TEXT = (
    "search_type",
    "operation",
    "gender",
    "age_range",
    "self_defined_ethnicity",
    "officer_defined_ethnicity",
    "legislation",
    "object",
    "outcome",
)
STORED = schema(
    [
        ("force", pa.string()),
        ("month", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("local_time", pa.timestamp("us")),  # by the clock in London
        ("search_type", pa.string()),
        ("is_operation", pa.bool_()),
        ("operation", pa.string()),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("easting", pa.int32()),
        ("northing", pa.int32()),
        ("gender", pa.string()),
        ("age_range", pa.string()),
        ("self_defined_ethnicity", pa.string()),
        ("officer_defined_ethnicity", pa.string()),
        ("legislation", pa.string()),
        ("object", pa.string()),
        ("outcome", pa.string()),
        ("is_outcome_linked", pa.bool_()),
        ("is_more_than_outer_clothing", pa.bool_()),
    ]
)
CONTENT = ("at", *TEXT, *YES_OR_NO, "longitude", "latitude")
