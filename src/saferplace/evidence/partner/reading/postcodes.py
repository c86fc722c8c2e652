"""Postcodes, whole or only their first half (the outward code), in the forms that the Royal Mail issues."""

from __future__ import annotations

import re

from saferplace.evidence.partner.reading.unread import Unread

# A9, A99, AA9, AA99, A9A and AA9A; then a figure and two letters, of which C I K M O V are never used.
_OUTWARD = r"(?P<outward>[A-Z]{1,2}\d[A-Z\d]?)"
_WHOLE = re.compile(_OUTWARD + r"(?P<inward>\d[ABD-HJLNP-UW-Z]{2})", re.ASCII)
_FIRST_HALF = re.compile(_OUTWARD, re.ASCII)
_SECTOR = re.compile(_OUTWARD + r" \d", re.ASCII)
_UNKNOWN = frozenset({"UNKNOWN", "NOT KNOWN", "N/K", "NK", "NONE", "N/A", "-", "–", "NFA", "NO FIXED ABODE"})


def read_postcode(text: str) -> str | Unread | None:
    """“HP1 1HH” or, where only that is given, “HP1”. A sector (“HP1 1”) is kept as its outward code.

    >>> read_postcode("hp11hh"), read_postcode("HP1"), read_postcode("HP1 1")
    ('HP1 1HH', 'HP1', 'HP1')
    """
    written = " ".join(text.split()).upper()
    if written in _UNKNOWN:
        return None
    whole = _WHOLE.fullmatch(written.replace(" ", ""))
    if whole:
        return f"{whole['outward']} {whole['inward']}"
    half = _SECTOR.fullmatch(written) or _FIRST_HALF.fullmatch(written)
    if half:
        return half["outward"]
    return Unread("is not a postcode like HP1 1HH, nor the first half of one like HP1")


def read_outward_postcode(text: str) -> str | Unread | None:
    """Only the first half. Of a whole postcode the second half is not kept: it would be more than was asked for."""
    read = read_postcode(text)
    if isinstance(read, Unread):
        return Unread("is not the first half of a postcode like HP1")
    return read.split()[0] if read else None
