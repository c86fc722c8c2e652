"""The columns that every partner's data set has, so that one question serves them all."""

from __future__ import annotations

import pyarrow as pa

# One row is one thing that happened (or `number` alike things that were sent as one row).
RECORD: list[tuple[str, pa.DataType]] = [
    ("provider", pa.string()),  # who sent it: the key of an organisation
    ("month", pa.string()),  # in which it happened; of a range, in which it began
    ("occurred_on", pa.date32()),  # null when only the month is known
    ("occurred_from", pa.timestamp("us")),  # by the clock in London; null when the time is not known
    ("occurred_to", pa.timestamp("us")),  # equal to occurred_from for an exact time
    ("time_precision", pa.string()),  # exact, range, day or month
    ("reported_on", pa.date32()),
    ("category", pa.string()),  # a standard word of the data set
    ("sub_category", pa.string()),
    ("number", pa.int32()),
    ("longitude", pa.float64()),
    ("latitude", pa.float64()),
    ("easting", pa.int32()),
    ("northing", pa.int32()),
    ("location", pa.string()),  # street or place as it was written
    ("postcode", pa.string()),  # whole (HP1 1HH) or outward only (HP1)
    ("uprn", pa.string()),
    ("lsoa_code", pa.string()),
    ("lsoa_name", pa.string()),
    ("lsoa_edition", pa.string()),
    ("place_method", pa.string()),  # coordinates, UPRN, postcode, outward postcode, street, settled, area or none
    ("place_certainty", pa.string()),  # certain, approximate, uncertain or none
]

# One row is one figure of one area and period.
FIGURE: list[tuple[str, pa.DataType]] = [
    ("provider", pa.string()),
    ("period", pa.string()),  # 2026-04, 2026-27-Q1 (April to June), 2026-27 or 2026
    ("first_month", pa.string()),
    ("last_month", pa.string()),
    ("area_code", pa.string()),
    ("area_name", pa.string()),
    ("indicator", pa.string()),  # what is counted: a standard word of the data set
    ("breakdown", pa.string()),  # null for everybody; otherwise e.g. “Age: 10 to 17”
    ("status", pa.string()),  # known, or a value of `analysis.missing.Missing`
    ("value", pa.float64()),  # null unless known; a known zero is 0.0
    ("numerator", pa.float64()),
    ("denominator", pa.float64()),
    ("is_provisional", pa.bool_()),
]
