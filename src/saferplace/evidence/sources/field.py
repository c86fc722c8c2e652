"""What one column of a data set holds: for its template, its checks and the mapping of a partner's own columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """How a cell of the column is read."""

    DATE = "date"
    TIME = "time of day"
    DATE_TIME = "date and time"
    MONTH = "month"
    PERIOD = "month, quarter or year"
    CATEGORY = "category"
    TEXT = "text"
    COUNT = "whole number"
    FIGURE = "number, or why there is none"
    YES_NO = "yes or no"
    POSTCODE = "postcode"
    OUTWARD_POSTCODE = "first half of a postcode"
    UPRN = "UPRN"
    STREET = "street or place"
    GRID_REFERENCE = "grid reference"
    EASTING = "easting"
    NORTHING = "northing"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    AREA = "area"


@dataclass(frozen=True)
class Field:
    """One column of a data set, as people send it.

    name: the column of text cells. heading: in our template. says: what belongs in it, one sentence. is_required: a
    row without it is refused. words: the standard words of a category; empty where any text will do. example: a cell
    as it would be written. also_called: other headings under which partners send it.
    """

    name: str
    heading: str
    says: str
    kind: FieldKind
    is_required: bool = False
    words: tuple[str, ...] = ()
    example: str = ""
    also_called: tuple[str, ...] = ()
