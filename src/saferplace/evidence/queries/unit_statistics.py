"""How many rows each publication unit holds, and how many of them lack a place or an ID."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from saferplace.analysis.months import Month
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR
from saferplace.evidence.police_street.tally import WITHOUT_CRIME_ID
from saferplace.evidence.quality import UnitStatistics
from saferplace.evidence.queries.street import StreetVersion
from saferplace.evidence.queries.street_counts import rows_of, tallies_table
from saferplace.evidence.tallies import Tallied, find_tallies

_EDITIONS = ("2011", "2021", "both", "unknown")


def unit_statistics(
    street: StreetVersion, *, months: Iterable[Month] | None, forces: Iterable[str] | None, engine: Engine = CHOSEN
) -> tuple[UnitStatistics, ...]:
    """Statistics of the units held among these months and forces (None: all), by force and month."""
    wanted = tuple(sorted(street.files(months, forces)))
    if not wanted:
        return ()
    tallied = find_tallies(street.opened.store.folder(DATA_SET), wanted)
    return _statistics(tallied, engine)


@lru_cache(maxsize=64)  # files of evidence and their tallies never change, so their list is as good as their content
def _statistics(tallied: Tallied, engine: Engine) -> tuple[UnitStatistics, ...]:
    counts = tallies_table(engine, tallied)
    counts = counts.mutate(n=rows_of(counts, None), asb=counts[ANTI_SOCIAL_BEHAVIOUR])
    editions = {f"edition_{edition}": _sum(counts, counts.lsoa_edition == edition) for edition in _EDITIONS}
    expression = (
        counts.group_by("force", "month")
        .aggregate(
            rows=counts.n.sum(),
            asb_rows=counts.asb.sum(),
            rows_without_lsoa=_sum(counts, counts.lsoa_code.isnull()),
            rows_without_crime_id=counts[WITHOUT_CRIME_ID].sum(),
            **editions,
        )
        .order_by("force", "month")
    )
    return tuple(
        UnitStatistics(
            force=row["force"],
            month=Month.parse(row["month"]),
            rows=int(row["rows"]),
            asb_rows=int(row["asb_rows"]),
            rows_without_lsoa=int(row["rows_without_lsoa"]),
            rows_without_crime_id=int(row["rows_without_crime_id"]),
            editions={edition: int(row[f"edition_{edition}"]) for edition in _EDITIONS},
        )
        for row in engine.run(expression)
    )


def _sum(counts: Any, where: Any) -> Any:
    return where.ifelse(counts.n, 0).sum()
