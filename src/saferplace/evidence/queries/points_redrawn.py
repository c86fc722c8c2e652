"""Whether the publisher drew its anonymous map points anew between two imports: then hotspots "move" by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.quality import are_points_redrawn
from saferplace.evidence.queries.street import in_area, open_street, rows_of_files
from saferplace.evidence.queries.street_counts import files_with_rows
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class PointsCompared:
    """Two imports that follow each other in time. points: distinct in the area. recurring: in both."""

    last_month_before: Month
    first_month_after: Month
    points_before: int
    points_after: int
    recurring: int

    @property
    def are_redrawn(self) -> bool:
        return are_points_redrawn(self.points_before, self.points_after, self.recurring)


def points_compared(
    store: EvidenceStore, *, area: Area, version: Standing = None, engine: Engine = CHOSEN
) -> tuple[PointsCompared, ...]:
    """The map points of an area, each import against the one before it, in the order of their months."""
    street = open_street(store, version)
    return _compared(tuple(files_with_rows(engine, street, months=None, area=area)), area, engine)


@lru_cache(maxsize=128)  # files never change, and every map asks this of the same ones
def _compared(files: tuple[str, ...], area: Area, engine: Engine) -> tuple[PointsCompared, ...]:
    rows = in_area(engine, rows_of_files(engine, files, None), area)
    placed = rows.filter(rows.longitude.notnull())
    points = placed.group_by("import_id", "longitude", "latitude").aggregate(
        first=placed.month.min(), last=placed.month.max()
    )
    others = points.view().select("longitude", "latitude", other_import="import_id")
    shared = points.join(others, ["longitude", "latitude"])
    pairs = shared.group_by("import_id", "other_import").aggregate(
        n=shared.count(), first=shared["first"].min(), last=shared["last"].max()
    )
    found = engine.run(pairs)
    recurring = {(row["import_id"], row["other_import"]): row["n"] for row in found}
    # An import shares every point with itself, so the diagonal holds each import's own count and months.
    own = sorted((row for row in found if row["import_id"] == row["other_import"]), key=lambda row: row["first"])
    return tuple(
        PointsCompared(
            Month.parse(before["last"]),
            Month.parse(after["first"]),
            before["n"],
            after["n"],
            recurring.get((before["import_id"], after["import_id"]), 0),
        )
        for before, after in pairwise(own)
    )
