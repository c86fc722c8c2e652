"""How many rows each publication unit holds, and how many of them lack a place or an ID."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from saferplace.analysis.months import Month
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR
from saferplace.evidence.quality import UnitStatistics
from saferplace.evidence.queries.street import StreetVersion

_EDITIONS = ("2011", "2021", "both", "unknown")


def unit_statistics(
    street: StreetVersion, *, months: Iterable[Month] | None, forces: Iterable[str] | None, engine: Engine = CHOSEN
) -> tuple[UnitStatistics, ...]:
    """Statistics of the units held among these months and forces (None: all), by force and month."""
    files = tuple(street.files(months, forces))
    return _statistics(files, engine) if files else ()


@lru_cache(maxsize=64)  # a file of evidence never changes, so its list is as good as its content
def _statistics(files: tuple[str, ...], engine: Engine) -> tuple[UnitStatistics, ...]:
    rows = engine.table(files)
    is_asb = rows.crime_type == ANTI_SOCIAL_BEHAVIOUR
    editions = {f"edition_{edition}": (rows.lsoa_edition == edition).sum() for edition in _EDITIONS}
    expression = (
        rows.group_by("force", "month")
        .aggregate(
            rows=rows.count(),
            asb_rows=is_asb.sum(),
            rows_without_lsoa=rows.lsoa_code.isnull().sum(),
            rows_without_crime_id=(rows.crime_id.isnull() & ~is_asb).sum(),
            **editions,
        )
        .order_by("force", "month")
    )
    return tuple(
        UnitStatistics(
            force=row["force"],
            month=Month.parse(row["month"]),
            rows=row["rows"],
            asb_rows=row["asb_rows"],
            rows_without_lsoa=row["rows_without_lsoa"],
            rows_without_crime_id=row["rows_without_crime_id"],
            editions={edition: row[f"edition_{edition}"] for edition in _EDITIONS},
        )
        for row in engine.run(expression)
    )
