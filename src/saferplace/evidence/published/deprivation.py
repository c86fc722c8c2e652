"""The English Indices of Deprivation: ranks, deciles and scores of small areas, each edition a period.

Read from the ministry's own “File 7” and from the tidied copies in common use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.lsoa_table import CODE_HEADINGS, code_heading, name_heading
from saferplace.evidence.published.wide import addresses, cells_of, frame_of, header_row, unpivoted, with_period
from saferplace.evidence.reference import lsoa_editions
from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.sheet import Sheet

_TIDY = re.compile(r"(\w+)_(rank|decile|score)")
_OFFICIAL = re.compile(r"(.+?) (Rank|Decile|Score)\b.*")
_DISTRICT = re.compile(r"Local Authority District code \((\d{4})\)")
_EDITION_OF_DISTRICTS = {"2013": "2015", "2019": "2019", "2024": "2025", "2025": "2025"}
_EDITION_OF_CODES = {"2011": "2019", "2021": "2025"}
_DOMAINS = {
    "IMD": "Index of Multiple Deprivation",
    "Index of Multiple Deprivation (IMD)": "Index of Multiple Deprivation",
    "Education, Skills and Training": "Education",
    "Health Deprivation and Disability": "Health",
    "Barriers to Housing and Services": "Housing and services",
    "Housing_and_Access": "Housing and services",
    "Housing_and_Services": "Housing and services",
    "Living Environment": "Environment",
}

DEPRIVATION = figures_source(
    "deprivation-lsoa",
    "English Indices of Deprivation of LSOAs (MHCLG)",
    rules=FigureRules(codes=lambda: lsoa_editions().keys(), what_codes_are="an LSOA", may_be_negative=True),
    own={"LSOA edition": "lsoa_edition"},
)


def _recognises(_: str, rows: FirstRows) -> bool:
    return _header(rows) is not None


def _header(rows: FirstRows) -> int | None:
    for codes in CODE_HEADINGS.values():
        for heading in codes:
            header = header_row(rows, (heading,))
            if header is not None and any(
                indicator.startswith("Index of Multiple Deprivation")
                for indicator in _indicators(rows[header]).values()
            ):
                return header
    return None


def _indicators(headings: Iterable[str]) -> dict[str, str]:
    """Heading to indicator, such as “Income decile”, for the columns that are ranks, deciles or scores."""
    found = {}
    for heading in headings:
        said = _TIDY.fullmatch(heading.strip()) or _OFFICIAL.fullmatch(heading.strip())
        if said:
            domain = _DOMAINS.get(said[1], said[1].replace("_", " "))
            found[heading] = f"{domain} {said[2].lower()}"
    return found


def _read(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        header = _header([[text_of(cell) for cell in row] for row in sheet.rows[:12]])
        if header is not None:
            parts.append(_figures(sheet, header))
    return pl.concat(parts)


def _figures(sheet: Sheet, header: int) -> pl.DataFrame:
    frame, letters = frame_of(sheet, header), addresses(sheet, header)
    found = code_heading(frame.columns)
    assert found is not None  # noqa: S101 - the header was known by it
    code, lsoa_edition = found
    name = name_heading(frame.columns)
    districts = next((said[1] for heading in frame.columns if (said := _DISTRICT.fullmatch(heading))), "")
    edition = _EDITION_OF_DISTRICTS.get(districts, _EDITION_OF_CODES[lsoa_edition])
    figures = _indicators(frame.columns)
    named = frame.select(
        pl.col(code).alias("area_code"),
        (pl.col(name) if name else pl.lit("")).alias("area_name"),
        pl.lit(lsoa_edition).alias("lsoa_edition"),
        pl.lit("mhclg").alias("provider"),
        "row",
        *figures,
    )
    long = unpivoted(named, figures, sheet=sheet.name, letters=letters)
    return cells_of(with_period(long, pl.lit(edition), lambda written: written), ("lsoa_edition",))


LAYOUT = Layout(DEPRIVATION, _recognises, _read)
