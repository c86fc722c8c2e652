"""What a text that waits may mean: streets, postcodes, and what was settled for the same text of somebody else."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from saferplace.evidence.places.grid_reference import parse_grid_reference
from saferplace.evidence.places.locate import Places
from saferplace.evidence.places.matching import Hints
from saferplace.evidence.places.postcodes import near_misses, outward_postcode, whole_postcode
from saferplace.evidence.places.streets import Street
from saferplace.evidence.places.waiting import WaitingText

_MOST_POSTCODES = 5


@dataclass(frozen=True)
class Candidate:
    """A point to choose. words: what it is. note: how far it can be trusted. lsoa_code: blank where not known."""

    words: str
    note: str
    easting: int
    northing: int
    lsoa_code: str

    @property
    def value(self) -> str:
        """Names the candidate in a form."""
        return f"{self.easting},{self.northing}"


def candidates_of(text: WaitingText, places: Places) -> tuple[Candidate, ...]:
    """Likeliest first, each point once."""
    outward = str(pl.select(outward_postcode(pl.lit(text.postcode))).item() or "")
    streets = places.matcher.candidates(text.parts, Hints(outward=outward)) if text.parts else ()
    found = [*_settled(text, places), *_postcodes(text.postcode, places), *map(_street, streets)]
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.value, candidate)
    return tuple(first.values())


def point_said(written: str, places: Places) -> Candidate | None:
    """A postcode, a grid reference, or easting and northing, as somebody types it; None when it is no known place."""
    if square := parse_grid_reference(written):
        easting, northing = square.middle
        note = f"within {square.size_m:,} m" if square.size_m > 1 else "to the metre"
        return Candidate(f"Grid reference {written.strip()}", note, easting, northing, "")
    whole = pl.select(whole_postcode(pl.lit(written))).item()
    return next(iter(_known_postcodes([whole], places)), None) if whole else None


def _settled(text: WaitingText, places: Places) -> list[Candidate]:
    same = places.decisions.filter(pl.col("place_key") == text.place_key, pl.col("easting").is_not_null())
    return [
        Candidate(
            row["chosen"], f"settled for {row['provider']}", row["easting"], row["northing"], row["lsoa_code"] or ""
        )
        for row in same.iter_rows(named=True)
    ]


def _postcodes(written: str, places: Places) -> list[Candidate]:
    """Did you mean: postcodes one slip away that exist."""
    return _known_postcodes(sorted(near_misses(written)), places)[:_MOST_POSTCODES] if written.strip() else []


def _known_postcodes(wanted: list[str], places: Places) -> list[Candidate]:
    known = places.gazetteers.postcodes(wanted)
    return [
        Candidate(
            f"Postcode {row['postcode']}",
            f"given up in {row['ended']}" if row["ended"] else "in use",
            row["easting"],
            row["northing"],
            row["lsoa_code"] or "",
        )
        for row in known.sort("postcode").iter_rows(named=True)
    ]


def _street(street: Street) -> Candidate:
    place = f", {street.ward} ward" if street.ward else ""
    points = f"{street.points} map point{'' if street.points == 1 else 's'}"
    return Candidate(
        f"{street.name}{place}", f"approximate, {points}", street.easting, street.northing, street.lsoa_code
    )
