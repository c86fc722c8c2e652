"""What an import asks for the places of partners' rows. `places.locate.Places` answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import polars as pl

from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.sources.unit import Unit

_CLOSER_THAN_AN_AREA = ("longitude", "latitude", "easting", "northing", "location", "postcode", "uprn")


class Placing(Protocol):
    @property
    def editions(self) -> Mapping[str, str]:
        """What places are looked up in, and which edition of it."""

    def placed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The same rows in the same order, their places said anew from what they give."""


def kept_and_placed(source: Source, good: pl.DataFrame, unit: Unit, places: Placing) -> pl.DataFrame:
    """Good rows in all columns of the source's table but the unit and the provenance; partners' records with places."""
    kept = source.keep(good, unit)
    return _no_closer_than_allowed(source, places.placed(kept)) if source.kind is SourceKind.RECORDS else kept


def _no_closer_than_allowed(source: Source, rows: pl.DataFrame) -> pl.DataFrame:
    """Once its small area is known, nothing else of the place of such a row is kept."""
    if not source.area_only:
        return rows
    is_close = pl.col("category").is_in(sorted(source.area_only))
    # Without its words nobody can say any more which place was meant, so such a row does not wait for an answer.
    is_lost = is_close & (pl.col("place_certainty") == "uncertain")
    return rows.with_columns(
        *(pl.when(~is_close).then(pl.col(name)).alias(name) for name in _CLOSER_THAN_AN_AREA),
        *(
            pl.when(is_lost).then(pl.lit("none")).otherwise(pl.col(name)).alias(name)
            for name in ("place_method", "place_certainty")
        ),
    )


def said_of_places(source: Source, rows: pl.DataFrame) -> dict[str, int]:
    """How many of a unit's records wait for a person, and how many say nothing of where they happened."""
    if source.kind is not SourceKind.RECORDS:
        return {}
    certainty = rows["place_certainty"]
    return {
        "place_uncertain": int((certainty == "uncertain").sum()),
        "place_not_given": int((certainty == "none").sum()),
    }
