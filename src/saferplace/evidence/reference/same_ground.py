"""Small areas that stay the same ground across both editions of LSOAs, for counts over years that use both."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from saferplace.evidence.reference.bundled import reference_table


def same_ground(lsoa_codes: Collection[str]) -> Mapping[str, str]:
    """Each code to the name of the smallest ground that both editions can count.

    An unchanged LSOA is its own ground. Of a split or merged one the ground is the whole that was split or came of
    the merger, and bears that code; where neither edition has one code for it, its codes of 2021 are joined by ``+``.

    >>> same_ground(["E01035562", "E01023398", "E01023399"])
    {'E01035562': 'E01023398', 'E01023398': 'E01023398', 'E01023399': 'E01023399'}
    """
    fit = reference_table("exact_fit")
    changed = fit.filter(pl.col("lsoa_2011") != pl.col("lsoa_2021"))
    touched = frozenset(changed["lsoa_2011"]) | frozenset(changed["lsoa_2021"])
    pairs = fit.filter(pl.col("lsoa_2011").is_in(touched) | pl.col("lsoa_2021").is_in(touched))
    older: dict[str, set[str]] = {}
    newer: dict[str, set[str]] = {}
    for old, new in pairs.select("lsoa_2011", "lsoa_2021").iter_rows():
        newer.setdefault(old, set()).add(new)
        older.setdefault(new, set()).add(old)
    return {code: _ground_of(code, older, newer) if code in touched else code for code in lsoa_codes}


def _ground_of(code: str, older: Mapping[str, set[str]], newer: Mapping[str, set[str]]) -> str:
    olds, news = set(older.get(code, ())), set(newer.get(code, ()))
    while True:
        more_news = {new for old in olds for new in newer.get(old, ())} | news
        more_olds = {old for new in more_news for old in older.get(new, ())} | olds
        if (more_olds, more_news) == (olds, news):
            break
        olds, news = more_olds, more_news
    if len(news) == 1:
        return next(iter(news))
    return next(iter(olds)) if len(olds) == 1 else "+".join(sorted(news))
