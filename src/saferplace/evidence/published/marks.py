"""What publishers write where a number is not: each mark as the kind of missing that it is."""

from __future__ import annotations

import polars as pl

from saferplace.analysis.missing import Missing

KNOWN = "known"
# Symbols of the Government Analysis Function's guidance for statistics in spreadsheets ([c], [x], [z], [low], …), the
# older ones they replaced (c, x, z, ..), and Defra's colon, “Data not available”.
_MARKS = {
    "": Missing.BLANK,
    ":": Missing.NOT_COLLECTED,
    "..": Missing.NOT_COLLECTED,
    "[x]": Missing.NOT_COLLECTED,
    "x": Missing.NOT_COLLECTED,
    "[z]": Missing.NOT_COLLECTED,
    "z": Missing.NOT_COLLECTED,
    "n/a": Missing.NOT_COLLECTED,
    "[c]": Missing.SUPPRESSED,
    "c": Missing.SUPPRESSED,
    "*": Missing.SUPPRESSED,
    "[u]": Missing.DOUBTFUL,
    "[w]": Missing.NOT_COLLECTED,
}
_NUMBER = r"^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d+)?$"


def number(text: pl.Expr) -> pl.Expr:
    """The number in a text cell, with or without thousands separators; null where there is none.

    >>> pl.DataFrame({"a": ["1,085", ":", "-3", "0"]}).select(number(pl.col("a")))["a"].to_list()
    [1085.0, None, -3.0, 0.0]
    """
    stripped = text.str.strip_chars()
    is_number = stripped.str.contains(_NUMBER)
    return pl.when(is_number).then(stripped.str.replace_all(",", "").cast(pl.Float64, strict=False))


def status(text: pl.Expr) -> pl.Expr:
    """`known`, a value of `Missing`, or null where the cell is neither a number nor a mark."""
    marks = {mark: missing.value for mark, missing in _MARKS.items()}
    stripped = text.str.strip_chars()
    return (
        pl.when(stripped.str.contains(_NUMBER))
        .then(pl.lit(KNOWN))
        .otherwise(stripped.str.to_lowercase().replace_strict(marks, default=None, return_dtype=pl.String))
    )
