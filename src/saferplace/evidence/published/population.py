"""Mid-year residents of small areas (LSOAs), all ages and in five bands, from each layout that ONS has used.

Single years of age are added up into the bands when they are read: 182 columns of 35,672 areas are no comparator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.lsoa_table import CODE_HEADINGS, code_heading, codes_of, name_heading
from saferplace.evidence.published.marks import number
from saferplace.evidence.published.periods import year
from saferplace.evidence.published.wide import addresses, cells_of, frame_of, header_row, unpivoted, with_period
from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.sheet import Sheet, UnreadableTable

RESIDENTS = "Residents"
_IN_NAME = re.compile(r"mid[- _]?(\d{4})", re.I)
_MID_YEAR = re.compile(r"Mid-(\d{4}): Population")
_BAND = re.compile(r"age_(\d+)_(\d+|plus)")
_SINGLE = re.compile(r"[FM](\d{1,2})")
_BROAD = re.compile(r"[FM](\d+) (?:to (\d+)|and over)")
_BANDS = ((0, 9), (10, 17), (18, 24), (25, 64), (65, 200))


@dataclass(frozen=True)
class Column:
    """One figure of a row. headings: the columns that are added up to it."""

    year: str
    breakdown: str
    headings: tuple[str, ...]


def _source(edition: str) -> Layout:
    source = figures_source(
        f"ons-population-lsoa-{edition}",
        f"mid-year residents of LSOAs of {edition} (ONS)",
        rules=FigureRules(codes=codes_of(edition), what_codes_are=f"an LSOA of {edition}"),
    )
    return Layout(source, lambda _, rows: _recognises(edition, rows), lambda sheets: _read(edition, sheets))


def _recognises(edition: str, rows: FirstRows) -> bool:
    return _header(edition, rows) is not None


def _header(edition: str, rows: FirstRows) -> int | None:
    for heading in CODE_HEADINGS[edition]:
        header = header_row(rows, (heading,))
        if header is not None and _columns(list(rows[header]), "mid-2000"):
            return header
    return None


def _read(edition: str, sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        header = _header(edition, [[text_of(cell) for cell in row] for row in sheet.rows[:12]])
        if header is not None:
            parts.append(_figures(sheet, header))
    return pl.concat(parts)


def _figures(sheet: Sheet, header: int) -> pl.DataFrame:
    frame, letters = frame_of(sheet, header), addresses(sheet, header)
    columns = _columns(frame.columns, sheet.name)
    found = code_heading(frame.columns)
    assert found is not None  # noqa: S101 - the header was known by it
    name = name_heading(frame.columns)
    keys = {f"{column.year} {column.breakdown}": column for column in columns}
    named = frame.select(
        pl.col(found[0]).alias("area_code"),
        (pl.col(name) if name else pl.lit("")).alias("area_name"),
        "row",
        *(_added(column).alias(key) for key, column in keys.items()),
    )
    first = {key: letters[column.headings[0]] for key, column in keys.items()}
    long = unpivoted(named, {key: key for key in keys}, sheet=sheet.name, letters=first).with_columns(
        _of(keys, lambda column: column.year).alias("year"),
        _of(keys, lambda column: column.breakdown).alias("breakdown"),
        pl.lit(RESIDENTS).alias("indicator"),
        pl.lit("ons").alias("provider"),
    )
    return cells_of(with_period(long, pl.col("year"), year))


def _of(keys: Mapping[str, Column], what: Callable[[Column], str]) -> pl.Expr:
    return pl.col("indicator").replace_strict({key: what(column) for key, column in keys.items()})


def _added(column: Column) -> pl.Expr:
    """One cell as it stands; several added up, or the first that is no number, so that it can be refused."""
    if len(column.headings) == 1:
        return pl.col(column.headings[0])
    cells = [pl.col(heading) for heading in column.headings]
    bad = pl.coalesce(pl.when(number(cell).is_null()).then(cell) for cell in cells)
    total = pl.sum_horizontal(number(cell) for cell in cells)
    return pl.when(bad.is_not_null()).then(bad).otherwise(total.cast(pl.Int64, strict=False).cast(pl.String))


def _columns(headings: list[str], title: str) -> list[Column]:
    """What the columns of a table hold; nothing where it is no table of residents.

    Raises `UnreadableTable` where neither a column nor the title says the year.
    """
    by_year = [(heading, found[1]) for heading in headings if (found := _MID_YEAR.fullmatch(heading.strip()))]
    if by_year:
        return [Column(of_year, "", (heading,)) for heading, of_year in by_year]
    total = next((heading for heading in headings if heading.strip() in ("Total", "total_population")), None)
    bands = _bands(headings)
    if total is None or not bands:
        return []
    said = _IN_NAME.search(title)
    if said is None:
        raise UnreadableTable(
            "Nothing in this table says which mid-year it is of. Put it into the name of the file or the sheet, "
            "for example population_mid2020.csv."
        )
    return [Column(said[1], "", (total,)), *(Column(said[1], band, tuple(of)) for band, of in bands.items())]


def _bands(headings: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for heading in headings:
        band = _band(heading.strip())
        if band:
            found.setdefault(band, []).append(heading)
    return found


def _band(heading: str) -> str | None:
    if of_band := _BAND.fullmatch(heading):
        return _in_words(int(of_band[1]), None if of_band[2] == "plus" else int(of_band[2]))
    if of_broad := _BROAD.fullmatch(heading):
        return _in_words(int(of_broad[1]), int(of_broad[2]) if of_broad[2] else None)
    if of_single := _SINGLE.fullmatch(heading):
        first, last = next((first, last) for first, last in _BANDS if first <= int(of_single[1]) <= last)
        return _in_words(first, last if last < 100 else None)
    return None


def _in_words(first: int, last: int | None) -> str:
    return f"Age: {first} and over" if last is None else f"Age: {first} to {last}"


LAYOUT_2021 = _source("2021")
LAYOUT_2011 = _source("2011")
