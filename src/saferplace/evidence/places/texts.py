"""A place as it was written: its parts, and the key under which a person settles it."""

from __future__ import annotations

import re

import polars as pl

from saferplace.evidence.places.postcodes import outward_postcode, whole_postcode
from saferplace.evidence.places.street_names import folded

PART = "\x1f"  # between the parts of a key; nobody writes it
_BETWEEN_PARTS = r"[,;\n\r\t\x1f/(){}\[\]|]+| - "


def parts_key(location: pl.Expr) -> pl.Expr:
    """The folded parts of a text, without empty ones, `PART` between them; empty where nothing is left.

    >>> pl.select(parts_key(pl.lit("12 High St, Berkhamsted, ")).str.replace(PART, " | ")).item()
    'high street | berkhamsted'
    """
    parts = location.fill_null("").str.replace_all(_BETWEEN_PARTS, "\x1f").str.split(PART)
    return parts.list.eval(folded(pl.element()).filter(folded(pl.element()) != "")).list.join(PART)


def with_keys(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: with location, postcode and uprn. Adds ``parts`` (see `parts_key`), ``place_text`` and ``place_key``.

    The text is what a person will see: place and postcode, or else the UPRN. Two texts with one key are one question.
    """
    postcode = pl.coalesce(
        whole_postcode(pl.col("postcode")),
        outward_postcode(pl.col("postcode")),
        pl.col("postcode").str.to_uppercase().str.strip_chars(),
    )
    given = [pl.col("location").str.strip_chars(), postcode]
    text = pl.concat_str(
        [pl.when(part != "").then(part) for part in given], separator=", ", ignore_nulls=True
    ).fill_null("")
    uprn = pl.format("UPRN {}", pl.col("uprn").str.strip_chars().str.strip_chars_start("0"))
    written = pl.when(text != "").then(text).otherwise(uprn.fill_null(""))
    locations = rows.select("location").unique()
    keyed = locations.with_columns(parts_key(pl.col("location")).alias("parts"))
    return (
        rows.join(keyed, on="location", how="left", nulls_equal=True, maintain_order="left")
        .with_columns(written.alias("place_text"))
        .with_columns(
            pl.when(text != "")
            .then(pl.concat_str([pl.col("parts"), postcode.fill_null("")], separator=PART).str.strip_chars(PART))
            .otherwise(pl.col("place_text").str.to_lowercase())
            .alias("place_key")
        )
    )


def in_words(parts: str) -> str:
    """A key as somebody may read it."""
    return re.sub(PART, ", ", parts)
