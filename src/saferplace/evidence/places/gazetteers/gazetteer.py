"""The four lists that can be loaded: what their publishers call the columns, and what is kept of them.

Layouts as documented by the publishers: ONS Postcode Directory and National Statistics Postcode Lookup user guides
(both the headings used until 2024 and those used since), and Ordnance Survey's technical specifications of Code-Point
Open, OS Open UPRN and OS Open Names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from saferplace.evidence.sources.source import PROVENANCE, UNIT_COLUMN


@dataclass(frozen=True)
class Gazetteer:
    """One list.

    data_set: the name of its table. publisher: the provider of its units. headings: of a file that has none, in their
    order; otherwise empty. recognise: from the first row of a file, the heading of each of our columns, or None where
    the file is another list's. kept: our column to SQL over the headings' text cells, each given as ``{column}``.
    key: the column that rows are looked up by. stored: the table's columns.
    """

    data_set: str
    title: str
    publisher: str
    licence: str
    headings: tuple[str, ...]
    recognise: Callable[[Sequence[str]], Mapping[str, str] | None]
    kept: Mapping[str, str]
    key: str
    stored: pa.Schema
    where: str = "TRUE"


def _schema(columns: list[tuple[str, pa.DataType]]) -> pa.Schema:
    kept = [column for column in PROVENANCE if column[0] in ("source_file", "import_id")]
    return pa.schema([(UNIT_COLUMN, pa.string()), *columns, *kept])


_POSTCODE_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("postcode", pa.string()),
    ("easting", pa.int32()),
    ("northing", pa.int32()),
    ("quality", pa.int8()),  # 1 within a building … 6 middle of the postcode's sector, 8 as last known, 9 none
    ("lsoa_code", pa.string()),  # of 2021, as ONS allots it; null where the list does not say
    ("district_code", pa.string()),
    ("ended", pa.string()),  # month in which the postcode was given up; null while it is in use
]
_WHOLE_METRES = "round(TRY_CAST({} AS DOUBLE))::INTEGER"
_SPACED = "regexp_replace(upper(regexp_replace({}, '\\s+', '', 'g')), '^(.*)(...)$', '\\1 \\2')"
_GIVEN = "NULLIF(trim({}), '')"

# Our column: the headings that mean it, newest last resort first. ONS puts the year into its newer headings.
_ONS: dict[str, str] = {
    "postcode": r"pcds|pcd7|pcd8|pcd2?",
    "easting": r"oseast1m|east1m",
    "northing": r"osnrth1m|north1m",
    "quality": r"osgrdind|gridind",
    "lsoa_2021": r"lsoa21(?:cd)?",
    "district": r"oslaua|laua|lad\d\dcd",
    "ended": r"doterm",
}


def _ons(header: Sequence[str]) -> Mapping[str, str] | None:
    found: dict[str, str] = {}
    for column, meaning in _ONS.items():
        for alternative in meaning.split("|"):
            named = next((heading for heading in header if re.fullmatch(alternative, heading.strip(), re.I)), None)
            if named is not None:
                found.setdefault(column, named)
    needed = set(_ONS) - {"lsoa_2021"}  # a directory from before the census of 2021 can still place a point
    return found if needed <= set(found) else None


def _code_point(row: Sequence[str]) -> Mapping[str, str] | None:
    is_one = (
        len(row) == 10
        and re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}", row[0].strip())
        and row[1].strip().isdigit()
        and row[2].strip().isdigit()
    )
    named = {"postcode": "PC", "quality": "PQ", "easting": "EA", "northing": "NO", "district": "DC"}
    return named if is_one else None


def _open_uprn(header: Sequence[str]) -> Mapping[str, str] | None:
    here = {heading.strip().upper(): heading for heading in header}
    named = {"uprn": "UPRN", "easting": "X_COORDINATE", "northing": "Y_COORDINATE"}
    return {column: here[heading] for column, heading in named.items()} if set(named.values()) <= set(here) else None


# fmt: off
_OPEN_NAMES = (
    "ID", "NAMES_URI", "NAME1", "NAME1_LANG", "NAME2", "NAME2_LANG", "TYPE", "LOCAL_TYPE", "GEOMETRY_X", "GEOMETRY_Y",
    "MOST_DETAIL_VIEW_RES", "LEAST_DETAIL_VIEW_RES", "MBR_XMIN", "MBR_YMIN", "MBR_XMAX", "MBR_YMAX",
    "POSTCODE_DISTRICT", "POSTCODE_DISTRICT_URI", "POPULATED_PLACE", "POPULATED_PLACE_URI", "POPULATED_PLACE_TYPE",
    "DISTRICT_BOROUGH", "DISTRICT_BOROUGH_URI", "DISTRICT_BOROUGH_TYPE", "COUNTY_UNITARY", "COUNTY_UNITARY_URI",
    "COUNTY_UNITARY_TYPE", "REGION", "REGION_URI", "COUNTRY", "COUNTRY_URI", "RELATED_SPATIAL_OBJECT",
    "SAME_AS_DBPEDIA", "SAME_AS_GEONAMES",
)
# fmt: on


def _open_names(row: Sequence[str]) -> Mapping[str, str] | None:
    is_one = len(row) == len(_OPEN_NAMES) and (row[0] == "ID" or row[1].startswith("http"))
    named = {
        "name": "NAME1",
        "other_name": "NAME2",
        "type": "TYPE",
        "kind": "LOCAL_TYPE",
        "easting": "GEOMETRY_X",
        "northing": "GEOMETRY_Y",
        "west": "MBR_XMIN",
        "south": "MBR_YMIN",
        "east": "MBR_XMAX",
        "north": "MBR_YMAX",
        "outward": "POSTCODE_DISTRICT",
        "town": "POPULATED_PLACE",
    }
    return named if is_one else None


ONS_POSTCODES = Gazetteer(
    data_set="ons-postcodes",
    title="ONS Postcode Directory or National Statistics Postcode Lookup",
    publisher="ons",
    licence="Open Government Licence v3.0; contains Royal Mail and OS data",
    headings=(),
    recognise=_ons,
    kept={
        "postcode": _SPACED.format("{postcode}"),
        "easting": _WHOLE_METRES.format("{easting}"),
        "northing": _WHOLE_METRES.format("{northing}"),
        "quality": "TRY_CAST({quality} AS TINYINT)",
        "lsoa_code": _GIVEN.format("{lsoa_2021}"),
        "district_code": _GIVEN.format("{district}"),
        "ended": "regexp_replace(NULLIF(trim({ended}), ''), '^(....)(..)$', '\\1-\\2')",
    },
    key="postcode",
    stored=_schema(_POSTCODE_COLUMNS),
    # Postcodes of Northern Ireland carry the Irish grid, which is not ours; 9 has no place at all.
    where="postcode NOT LIKE 'BT%' AND quality <> 9",
)
CODE_POINT_OPEN = Gazetteer(
    data_set="os-code-point-open",
    title="OS Code-Point Open",
    publisher="ordnance-survey",
    licence="Open Government Licence v3.0; contains OS and Royal Mail data",
    headings=("PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"),
    recognise=_code_point,
    kept={
        "postcode": _SPACED.format("{postcode}"),
        "easting": _WHOLE_METRES.format("{easting}"),
        "northing": _WHOLE_METRES.format("{northing}"),
        "quality": "TRY_CAST({quality} AS INTEGER) // 10",  # 10 … 90 are ONS's 1 … 9
        "lsoa_code": "NULL",
        "district_code": _GIVEN.format("{district}"),
        "ended": "NULL",
    },
    key="postcode",
    stored=_schema(_POSTCODE_COLUMNS),
    where="quality <> 9",
)
OPEN_UPRN = Gazetteer(
    data_set="os-open-uprn",
    title="OS Open UPRN",
    publisher="ordnance-survey",
    licence="Open Government Licence v3.0; contains OS data",
    headings=(),
    recognise=_open_uprn,
    kept={
        "uprn": "ltrim(trim({uprn}), '0')",
        "easting": _WHOLE_METRES.format("{easting}"),
        "northing": _WHOLE_METRES.format("{northing}"),
    },
    key="uprn",
    stored=_schema([("uprn", pa.string()), ("easting", pa.int32()), ("northing", pa.int32())]),
)
OPEN_NAMES = Gazetteer(
    data_set="os-open-names",
    title="OS Open Names",
    publisher="ordnance-survey",
    licence="Open Government Licence v3.0; contains OS data",
    headings=_OPEN_NAMES,
    recognise=_open_names,
    kept={
        "name": "trim({name})",
        "other_name": _GIVEN.format("{other_name}"),
        "kind": "trim({kind})",
        "easting": _WHOLE_METRES.format("{easting}"),
        "northing": _WHOLE_METRES.format("{northing}"),
        "length_m": "round(sqrt(pow(TRY_CAST({east} AS DOUBLE) - TRY_CAST({west} AS DOUBLE), 2) "
        "+ pow(TRY_CAST({north} AS DOUBLE) - TRY_CAST({south} AS DOUBLE), 2)))::INTEGER",
        "outward": _GIVEN.format("{outward}"),
        "town": _GIVEN.format("{town}"),
        "type": "trim({type})",
    },
    key="name",
    stored=_schema(
        [
            ("name", pa.string()),
            ("other_name", pa.string()),  # in the other language of Wales or Scotland
            ("kind", pa.string()),  # Named Road, Section Of Named Road, Town, Suburban Area …
            ("easting", pa.int32()),
            ("northing", pa.int32()),
            ("length_m", pa.int32()),  # across the box around it
            ("outward", pa.string()),
            ("town", pa.string()),
        ]
    ),
    where="(kind IN ('Named Road', 'Section Of Named Road') OR type = 'populatedPlace')",
)
GAZETTEERS: tuple[Gazetteer, ...] = (ONS_POSTCODES, CODE_POINT_OPEN, OPEN_UPRN, OPEN_NAMES)
