"""Numbers of recorded crimes without reading their rows: from the tallies that imports keep, where there are any."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache, reduce
from operator import add
from typing import Any

import ibis

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area, lsoa_codes
from saferplace.evidence.engine import Engine
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR, CRIME_TYPES
from saferplace.evidence.police_street.tally import PLACE_AND_MONTH, TALLY, WITHOUT_CRIME_ID
from saferplace.evidence.queries.street import CrimeTypes, StreetVersion, lsoas_in
from saferplace.evidence.tallies import OF_FILE, Tallied, find_tallies, name_of

_CODES_TO_NAME = 1_000  # more LSOAs than this are joined; fewer are named, so that other parts of a file are skipped


def street_counts(
    engine: Engine,
    street: StreetVersion,
    *,
    months: Collection[Month] | None,
    crime_types: CrimeTypes,
    forces: Iterable[str] | None = None,
    area: Area | None = None,
) -> Any:
    """An Ibis table of how many rows (n, never 0) of these types there are, by force, month, LSOA code and edition.

    months, crime_types, forces, area: None for all. The same rows as `street_rows`, counted.
    """
    counts, holds = _chosen(engine, street, months, forces, area)
    rows = rows_of(counts, crime_types)
    return counts.filter(*holds, rows > 0).select(*PLACE_AND_MONTH, n=rows)


def counts_by_type(
    engine: Engine, street: StreetVersion, *, months: Collection[Month] | None, area: Area | None = None
) -> Any:
    """An Ibis table with a column for each crime type, by force, month, LSOA code and edition."""
    counts, holds = _chosen(engine, street, months, None, area)
    return counts.filter(*holds) if holds else counts


def rows_of(counts: Any, crime_types: CrimeTypes) -> Any:
    """How many rows of these types (None: all) each row of tallies stands for."""
    return reduce(add, (counts[name] for name in sorted(CRIME_TYPES if crime_types is None else crime_types)))


def files_with_rows(
    engine: Engine, street: StreetVersion, *, months: Collection[Month] | None, area: Area
) -> list[str]:
    """The files of these months that have any row in the area, and those of which it is not known."""
    tallied = tallied_of(street, months, None)
    files = {name_of(file): file for file in street.files(months)}
    if not tallied.tallies:
        return sorted(files.values())
    asked = None if months is None else frozenset(months)
    named = _names_with_rows(engine, tallied.tallies, asked, area) & files.keys()
    return sorted({files[name] for name in named} | set(tallied.untallied))


@lru_cache(maxsize=256)  # tallies never change
def _names_with_rows(
    engine: Engine, tallies: tuple[str, ...], months: frozenset[Month] | None, area: Area
) -> frozenset[str]:
    counts = engine.table(tallies)
    holds = [_is_within(engine, counts, area)] + ([] if months is None else [_is_among(counts.month, months)])
    found = engine.run(counts.filter(*holds).select(OF_FILE).distinct())
    return frozenset(row[OF_FILE] for row in found)


def tallied_of(street: StreetVersion, months: Iterable[Month] | None, forces: Iterable[str] | None) -> Tallied:
    """How far tallies cover this state. Files without one are only those of these months and forces."""
    folder = street.opened.store.folder(DATA_SET)
    if street.opened.has_lost_files:
        street.files(months, forces)  # says so when what is asked for was removed
    whole = find_tallies(folder, street.opened.files_left())
    if not whole.untallied:
        return whole
    wanted = frozenset(street.files(months, forces))
    return Tallied(whole.tallies, whole.of_files, tuple(file for file in whole.untallied if file in wanted))


def tallies_table(engine: Engine, tallied: Tallied) -> Any:
    """The columns of TALLY: what was counted beforehand, and what has to be counted now."""
    parts = []
    if tallied.tallies:
        kept = engine.table(tallied.tallies)
        if tallied.of_files is not None:
            counting = ibis.memtable({OF_FILE: list(tallied.of_files)}, schema={OF_FILE: "string"})
            kept = kept.semi_join(counting, OF_FILE)
        parts.append(kept)
    if tallied.untallied:
        parts.append(_counted_now(engine, tallied.untallied))
    if len(parts) > 1:
        return ibis.union(*(part.select(*TALLY.names) for part in parts))
    return parts[0] if parts else ibis.memtable(TALLY.empty_table())


def _chosen(
    engine: Engine,
    street: StreetVersion,
    months: Collection[Month] | None,
    forces: Iterable[str] | None,
    area: Area | None,
) -> tuple[Any, list[Any]]:
    """The tallies, and what must hold of those asked for: one filter, since each step costs Ibis milliseconds."""
    named = None if forces is None else sorted(forces)
    counts = tallies_table(engine, tallied_of(street, months, named))
    holds = []
    if area is not None:
        holds.append(_is_within(engine, counts, area))
    if months is not None:
        holds.append(_is_among(counts.month, months))
    if named is not None:
        holds.append(counts.force.isin(named))
    return counts, holds


def _is_among(month: Any, months: Collection[Month]) -> Any:
    """Months that follow each other are told by the first and the last of them."""
    if not months:
        return ibis.literal(False)
    first, last = min(months), max(months)
    if last - first + 1 == len(set(months)):
        return month.between(str(first), str(last))
    return month.isin(sorted({str(each) for each in months}))


def _is_within(engine: Engine, counts: Any, area: Area) -> Any:
    codes = lsoa_codes(area)
    if len(codes) <= _CODES_TO_NAME:
        return counts.lsoa_code.isin(sorted(codes))
    return counts.lsoa_code.isin(lsoas_in(engine, area).lsoa_code)


def _counted_now(engine: Engine, files: tuple[str, ...]) -> Any:
    rows = engine.table(files)
    lacks_id = rows.crime_id.isnull() & (rows.crime_type != ANTI_SOCIAL_BEHAVIOUR)
    holds = {name: rows.crime_type == name for name in CRIME_TYPES} | {WITHOUT_CRIME_ID: lacks_id}
    counted = rows.group_by(*PLACE_AND_MONTH).aggregate(
        **{name: rows.count(where=where).cast("int32") for name, where in holds.items()}
    )
    return counted.select(*TALLY.names)
