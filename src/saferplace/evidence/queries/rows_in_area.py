"""The rows of recorded crime in one area, out of only those files that have any."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area
from saferplace.evidence.engine import Engine
from saferplace.evidence.queries.street import CrimeTypes, StreetVersion, in_area, rows_of_files
from saferplace.evidence.queries.street_counts import files_with_rows
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import PARTITION_COLUMN


def rows_in_area(
    engine: Engine, street: StreetVersion, *, months: Collection[Month] | None, crime_types: CrimeTypes, area: Area
) -> Any:
    """The rows of these months and types (None: all) in the area, by whichever force, as an Ibis table.

    Any force's file can hold a row of the area, and of a national table's thousands of files hardly a hundred do.
    """
    files = files_with_rows(engine, street, months=months, area=area)
    return in_area(engine, rows_of_files(engine, files, crime_types), area)


def forces_with_rows(
    engine: Engine, street: StreetVersion, *, months: Collection[Month] | None, area: Area
) -> frozenset[str]:
    """The forces whose files of these months have any row in the area: its own, and often one or two more."""
    files = files_with_rows(engine, street, months=months, area=area)
    return frozenset(_unit_of(file).provider for file in files)


def _unit_of(file: str) -> Unit:
    folder = unquote(file.rsplit("/", 2)[-2])
    return Unit.parse(folder.removeprefix(f"{PARTITION_COLUMN}="))
