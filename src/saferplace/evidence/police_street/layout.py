"""What a data.police.uk street file holds, and what we keep of it."""

from __future__ import annotations

import pyarrow as pa

from saferplace.evidence.sources.source import schema

# Column in the file -> column in the table, in the publisher's order.
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
    "Crime type": "crime_type",
    "Last outcome category": "last_outcome",
    "Context": "context",
}
CONTENT = tuple(COLUMNS.values())
ANTI_SOCIAL_BEHAVIOUR = "Anti-social behaviour"

# The publisher's types since December 2010; the last three were split up in 2011 and 2013.
CRIME_TYPES = (
    ANTI_SOCIAL_BEHAVIOUR,
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
    "Public disorder and weapons",
    "Violent crime",
)

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
        ("crime_type", pa.string()),
        ("last_outcome", pa.string()),
        ("context", pa.string()),
    ]
)
