"""What a data.police.uk outcomes file holds, and what we keep of it.

A row is one outcome of one crime in the month in which the outcome was reached. A crime may have several, and many
are for crimes of months that are not held.
"""

from __future__ import annotations

import pyarrow as pa

from saferplace.evidence.sources.source import schema

COLUMNS = {
    "Crime ID": "crime_id",
    "Month": "month",
    "Reported by": "reported_by",
    "Falls within": "falls_within",
    "Longitude": "longitude",
    "Latitude": "latitude",
    "Location": "location",
    "LSOA code": "lsoa_code",
    "LSOA name": "lsoa_name",
    "Outcome type": "outcome_type",
}
CONTENT = tuple(COLUMNS.values())
STORED = schema(
    [
        ("force", pa.string()),
        ("month", pa.string()),
        ("crime_id", pa.string()),
        ("reported_by", pa.string()),
        ("falls_within", pa.string()),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("easting", pa.int32()),
        ("northing", pa.int32()),
        ("location", pa.string()),
        ("lsoa_code", pa.string()),
        ("lsoa_name", pa.string()),
        ("lsoa_edition", pa.string()),
        ("outcome_type", pa.string()),
        ("outcome_group", pa.string()),
    ]
)
