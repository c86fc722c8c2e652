"""Street names folded to one spelling, so that “12 High St.” and “On or near HIGH STREET” are the same street."""

from __future__ import annotations

import polars as pl

# Safe wherever they stand in a name; those below only as its last word, before which St is Saint and Dr is Doctor.
_ANYWHERE = {
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "ln": "lane",
    "cres": "crescent",
    "cresc": "crescent",
    "gdns": "gardens",
    "gdn": "gardens",
    "sq": "square",
    "terr": "terrace",
    "cl": "close",
    "clo": "close",
    "saint": "st",
}
_AT_THE_END = {
    "st": "street",
    "str": "street",
    "dr": "drive",
    "drv": "drive",
    "ct": "court",
    "crt": "court",
    "pl": "place",
    "pk": "park",
    "gr": "grove",
    "gro": "grove",
    "grn": "green",
    "ter": "terrace",
    "wy": "way",
    "wlk": "walk",
    "pde": "parade",
    "est": "estate",
}
_NUMBER = r"(?:(?:flat|unit|apartment|apt|suite|room|no|number|nos|house)s? )?[0-9]+[a-z]?(?: (?:to )?[0-9]+[a-z]?)*"
_PLACED = (
    "on or near|in or near|junction of|corner of|entrance to|rear of|front of|side of|back of|outside of|outside|o s|"
    "opposite|opp|adjacent to|adj to|next to|close to|near to|near|nr|behind|along|off|at|on|by|in|of|the"
)
_BEFORE_THE_NAME = rf"^(?:(?:{_PLACED}|{_NUMBER}) )+"

# What data.police.uk calls a kind of place where it will not name one. One point of a kind is not the only such place.
KINDS_OF_PLACE = frozenset(
    {
        "airport airfield",
        "bus coach station",
        "conference exhibition centre",
        "ferry terminal",
        "further higher educational building",
        "hospital",
        "motorway service area",
        "nightclub",
        "park open space",
        "parking area",
        "pedestrian subway",
        "petrol station",
        "police station",
        "prison",
        "race track",
        "shopping area",
        "sports recreation area",
        "supermarket",
        "theatre concert hall",
        "theme adventure park",
    }
)


def folded(written: pl.Expr) -> pl.Expr:
    """One part of an address (no commas) in small letters, without house number and “on or near”, spelt out.

    >>> pl.select(folded(pl.lit("On or near St. John'S Rd"))).item()
    'st johns road'
    >>> pl.select(folded(pl.lit("Flat 3, 12-14 HIGH ST."))).item()
    'high street'
    """
    words = (
        written.str.normalize("NFKC")
        .str.to_lowercase()
        .str.replace_all("[’'‘`´]", "")
        .str.replace_all("&", " and ")
        .str.replace_all(r"[^\p{L}\p{N}\p{M}]+", " ")
        .str.strip_chars(" ")
    )
    name = words.str.replace(_BEFORE_THE_NAME, "")
    for short, whole in _ANYWHERE.items():
        name = name.str.replace_all(rf"\b{short}\b", whole)
    for short, whole in _AT_THE_END.items():
        name = name.str.replace(rf" {short}( (?:north|south|east|west|upper|lower))?$", f" {whole}${{1}}")
    return name


def fold(written: str) -> str:
    """`folded` of one text."""
    return str(pl.select(folded(pl.lit(written))).item())


def is_never_one_place(name: pl.Expr) -> pl.Expr:
    """name: folded. True of a kind of place, and of a numbered road (A41), which runs for miles."""
    return name.is_in(sorted(KINDS_OF_PLACE)) | name.str.contains(r"^[abm][0-9]{1,4}(?: ?m)?$")
