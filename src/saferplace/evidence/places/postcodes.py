"""Postcodes as people write them, and what a wrong one may have been meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_WHOLE = rf"^({_OUTWARD})([0-9][A-Z]{{2}})$"
_LETTERS, _DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"


def whole_postcode(written: pl.Expr) -> pl.Expr:
    """``HP1 1HH`` where the text is a whole postcode however it is spaced, null where it is not.

    >>> pl.select(whole_postcode(pl.lit(" hp11hh "))).item()
    'HP1 1HH'
    """
    bare = _bare(written)
    return bare.str.extract(_WHOLE, 1) + " " + bare.str.extract(_WHOLE, 2)


def outward_postcode(written: pl.Expr) -> pl.Expr:
    """``HP1`` of a whole postcode, of a sector (HP1 1) and of the first half alone; null of anything else."""
    bare = _bare(written)
    return pl.coalesce(
        bare.str.extract(_WHOLE, 1),
        written.str.to_uppercase().str.extract(rf"^\s*({_OUTWARD})\s+[0-9]\s*$", 1),
        bare.str.extract(rf"^({_OUTWARD})$", 1),
    )


def _bare(written: pl.Expr) -> pl.Expr:
    return written.str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")


def near_misses(written: str) -> frozenset[str]:
    """Whole postcodes that one slip away from the text: a wrong character, a swapped pair, one too many or too few.

    >>> "HP1 1HH" in near_misses("HPI 1HH"), "HP1 1HH" in near_misses("HP11H H")
    (True, True)
    """
    bare = re.sub(r"[^A-Z0-9]", "", written.upper())[:8]
    return frozenset(f"{text[:-3]} {text[-3:]}" for text in _slips(bare) if re.fullmatch(_WHOLE, text))


def _slips(bare: str) -> Iterator[str]:
    yield bare
    for place in range(len(bare) + 1):
        before, after = bare[:place], bare[place:]
        for letter in _LETTERS + _DIGITS:
            yield before + letter + after
            yield before + letter + after[1:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
