"""The rule for odd months on 202,648 published counts: how often it cries wolf, and that it sees the known cuts."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from saferplace.analysis.months import Month
from saferplace.evidence.odd_months import Leap, odd_months

Series = dict[tuple[str, ...], dict[Month, int]]
# Nottinghamshire's feed of anti-social behaviour is known to have been cut off in these months.
CUT = {(("nottinghamshire", "Anti-social behaviour"), month) for month in ("2021-10", "2022-01", "2024-01")}


@pytest.fixture(scope="module")
def counts(shared_data: Path) -> pl.DataFrame:
    return pl.read_csv(shared_data / "derived-lad-month-counts" / "lad_month_type_counts.csv.gz")


def series(counts: pl.DataFrame, *keys: str) -> Series:
    """Monthly series of one publication each; a month held without a row of the kind is a nought."""
    held: dict[tuple[str, str], set[str]] = {}
    for publication, force, month in counts.select("publication", "force_file", "month").unique().iter_rows():
        held.setdefault((publication, force), set()).add(month)
    found: Series = {}
    summed = counts.group_by("publication", "force_file", *keys, "month").agg(pl.col("n").sum())
    for publication, force, *rest, month, n in summed.iter_rows():
        key = (publication, force, *rest)
        empty = dict.fromkeys(map(Month.parse, held[publication, force]), 0)
        found.setdefault(key, empty)[Month.parse(month)] = n
    return found


def judged(found: Series) -> tuple[int, list[tuple[tuple[tuple[str, ...], str], Leap]]]:
    """How many months there are, and the odd ones (series without its publication, and month)."""
    odd = [
        ((key[1:], str(month)), one.leap) for key, months in found.items() for month, one in odd_months(months).items()
    ]
    return sum(map(len, found.values())), odd


def test_of_1386_force_months_none_is_called_a_drop_and_one_a_spike(counts: pl.DataFrame) -> None:
    """The spike is the least cut of four months of a force whose feed was cut off in all of them."""
    months, odd = judged(series(counts))
    assert months == 1_386
    assert odd == [((("dyfed-powys",), "2024-01"), Leap.SPIKE)]


def test_the_known_cuts_of_a_category_are_seen_and_fewer_than_one_in_a_thousand_others(counts: pl.DataFrame) -> None:
    months, odd = judged(series(counts, "crime_type"))
    drops = {where for where, leap in odd if leap is Leap.DROP}
    false = [where for where, _ in odd if where not in CUT]
    assert months > 19_000
    assert len(drops & CUT) == 2  # the third has too few months around it to judge
    assert (len(false), len(false) / months < 0.001) == (12, True)


def test_of_series_as_small_as_a_district_s_only_those_of_that_force_are_odd(counts: pl.DataFrame) -> None:
    months, odd = judged(series(counts.filter(pl.col("lad_name").is_not_null()), "lad_name"))
    assert months > 80_000
    assert {where[0][0] for where, _ in odd} == {"dyfed-powys"}
