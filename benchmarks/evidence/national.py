"""Street files for every force of England and Wales, made out of the real files that are at hand.

Nobody hands out the whole country, so real rows are repeated over forces and months. What is made up: a row's force,
month and crime ID, and its LSOA, which is another real one of that force's districts; its point moves with it. What
stays real: which crime types, outcomes and places of a month stand beside each other, and how often they repeat.

Usage: python benchmarks/evidence/national.py SHARED FOLDER ROWS
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
from pyproj import Transformer

from saferplace.analysis.months import Month
from saferplace.evidence.police_outcomes.groups import GROUPS
from saferplace.evidence.police_outcomes.layout import COLUMNS as OUTCOME_COLUMNS
from saferplace.evidence.police_street.layout import COLUMNS
from saferplace.evidence.reference import forces, reference_table

FIRST_MONTH = Month(2011, 1)
FIRST_MONTH_OF_2021_CODES = Month(2023, 1)
_LSOAS_A_TURN = 700  # about as many as either real force has
ROWS_A_MONTH = 444_000  # so that 80 million rows are fifteen years


@dataclass(frozen=True)
class Written:
    """What was made: bytes of CSV, and rows, of how many real rows."""

    rows: int
    real_rows: int
    files: int
    size: int

    def in_words(self) -> str:
        return (
            f"{self.rows:,} rows in {self.files:,} files ({self.size / 1e9:.1f} GB of CSV): {self.real_rows:,} real "
            f"rows of data.police.uk, repeated {self.rows / self.real_rows:.0f} times over the forces of England and "
            "Wales and over months, with crime IDs made up and LSOA codes exchanged for real ones of those forces' "
            "districts."
        )


def write_country(shared: Path, target: Path, rows: int) -> Written:
    """Write about ``rows`` rows under ``target`` in data.police.uk's archive layout. The same input, the same bytes."""
    real = _real_months(shared)
    random = np.random.default_rng(2026)
    lsoas = _lsoas_by_force()
    all_lsoas = sum(codes.height for (_, edition), codes in lsoas.items() if edition == "2021")
    slugs = sorted({force for force, _ in lsoas})
    months = max(1, round(rows / ROWS_A_MONTH))
    written, size = 0, 0
    for number in range(months):
        month = FIRST_MONTH + number
        edition = "2021" if month >= FIRST_MONTH_OF_2021_CODES else "2011"
        for place, slug in enumerate(slugs):
            months_of_one = real[place % len(real)]
            own = lsoas[(slug, edition)]
            wanted = round(rows / months * lsoas[(slug, "2021")].height / all_lsoas)
            made = _made(months_of_one[(number + place) % len(months_of_one)], own, wanted, random)
            path = target / str(month) / f"{month}-{slug}-street.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            _named(made, slug, month, random).write_csv(path)
            written, size = written + wanted, size + path.stat().st_size
    return Written(written, sum(frame.height for of_force in real for frame in of_force), months * len(slugs), size)


def _made(real: pl.DataFrame, own: pl.DataFrame, wanted: int, random: np.random.Generator) -> pl.DataFrame:
    """``wanted`` rows of one real month, each real LSOA in turn standing for one of the force's own."""
    times = -(-wanted // real.height)
    rows = pl.concat([real.with_columns(pl.lit(turn).alias("turn")) for turn in range(times)])
    if wanted < rows.height:
        rows = rows[np.sort(random.choice(rows.height, wanted, replace=False))]
    stands_for = (pl.col("lsoa_number") + pl.col("turn") * _LSOAS_A_TURN) % own.height
    placed = rows.with_columns(stands_for.cast(pl.Int64).alias("own_number")).join(
        own, on="own_number", how="left", maintain_order="left"
    )
    x, y = pl.col("from_centre_x") + pl.col("centre_x"), pl.col("from_centre_y") + pl.col("centre_y")
    return placed.with_columns(
        pl.when(pl.col("Longitude") != "").then(x.round(6).cast(pl.String)).otherwise(pl.lit("")).alias("Longitude"),
        pl.when(pl.col("Latitude") != "").then(y.round(6).cast(pl.String)).otherwise(pl.lit("")).alias("Latitude"),
        pl.col("lsoa_code").fill_null("").alias("LSOA code"),
        pl.col("lsoa_name").fill_null("").alias("LSOA name"),
    )


def _named(rows: pl.DataFrame, slug: str, month: Month, random: np.random.Generator) -> pl.DataFrame:
    name = next(force.name for force in forces() if force.slug == slug)
    drawn = pa.Array.from_buffers(pa.binary(32), rows.height, [None, pa.py_buffer(random.bytes(32 * rows.height))])
    ids = pl.Series(drawn).bin.encode("hex")
    has_id = pl.col("Crime ID") != ""
    return rows.with_columns(
        pl.when(has_id).then(ids).otherwise(pl.lit("")).alias("Crime ID"),
        pl.lit(str(month)).alias("Month"),
        pl.lit(name).alias("Reported by"),
        pl.lit(name).alias("Falls within"),
    ).select(pl.when(pl.col(heading) != "").then(pl.col(heading)).alias(heading) for heading in COLUMNS)


def _real_months(shared: Path) -> list[list[pl.DataFrame]]:
    """Of each real force its months, LSOAs numbered, and how far (degrees) each point lies from its LSOA's middle."""
    of_hertfordshire = sorted((shared / "police-uk-hertfordshire").glob("*.zip"))
    of_northumbria = [shared / "police-uk-northumbria" / "northumbria_2020-05_2022-08_street.zip"]
    return [
        _measured([frame for archive in archives for frame in _street_files(archive)])
        for archives in (of_hertfordshire, of_northumbria)
    ]


def _street_files(archive: Path) -> Iterator[pl.DataFrame]:
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(name for name in opened.namelist() if name.endswith("-street.csv")):
            yield pl.read_csv(io.BytesIO(opened.read(name)), infer_schema=False).fill_null("")


def _measured(months: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """A number stays with its LSOA over all months of the force, as points stay with their streets."""
    codes = pl.concat([month.select("LSOA code") for month in months]).unique().sort("LSOA code")
    known = codes.join(_centres(), left_on="LSOA code", right_on="lsoa_code").sort("LSOA code")
    numbered = known.with_row_index("lsoa_number").with_columns(pl.col("lsoa_number").cast(pl.Int64))
    longitude, latitude = (pl.col(name).cast(pl.Float64, strict=False) for name in ("Longitude", "Latitude"))
    return [
        month.join(numbered, on="LSOA code", how="left", maintain_order="left")
        .with_columns(
            (longitude - pl.col("centre_x")).clip(-0.03, 0.03).alias("from_centre_x"),
            (latitude - pl.col("centre_y")).clip(-0.02, 0.02).alias("from_centre_y"),
        )
        .filter(pl.col("lsoa_number").is_not_null() | (pl.col("Longitude") == ""))
        .drop("centre_x", "centre_y")
        for month in months
    ]


@cache
def _centres() -> pl.DataFrame:
    """Longitude and latitude of the middle of every LSOA of either edition; a split one has that of its first part."""
    points = reference_table("centroids")
    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    x, y = to_degrees.transform(points["easting"].to_numpy(), points["northing"].to_numpy())
    newer = points.select(pl.col("lsoa21_code").alias("lsoa_code"), pl.Series("centre_x", x), pl.Series("centre_y", y))
    fit = reference_table("exact_fit").unique("lsoa_2011", keep="first", maintain_order=True)
    older = fit.join(newer, left_on="lsoa_2021", right_on="lsoa_code").select(
        pl.col("lsoa_2011").alias("lsoa_code"), "centre_x", "centre_y"
    )
    return pl.concat([newer, older]).unique("lsoa_code", keep="first", maintain_order=True)


def _lsoas_by_force() -> dict[tuple[str, str], pl.DataFrame]:
    """Force and edition to that edition's LSOAs of its districts, numbered."""
    lsoas = reference_table("lsoas").join(reference_table("districts").select("lad_code", "pfa_code"), on="lad_code")
    lsoas = lsoas.join(_centres(), on="lsoa_code")
    found = {}
    for force in (force for force in forces() if force.pfa_code):
        for edition in ("2011", "2021"):
            own = lsoas.filter((pl.col("pfa_code") == force.pfa_code) & pl.col("edition").is_in([edition, "both"]))
            if own.height:
                numbered = (
                    own.sort("lsoa_code").with_row_index("own_number").with_columns(pl.col("own_number").cast(pl.Int64))
                )
                found[(force.slug, edition)] = numbered.drop("edition", "lad_code", "ward_code", "pfa_code")
    return found


def write_outcomes(street: Path, target: Path, *, months: int) -> None:
    """Outcome files for the last months of what `write_country` wrote: each crime's last outcome, as its own row."""
    for path in _last_months(street, months, "*"):
        rows = pl.read_csv(path, infer_schema=False).filter(pl.col("Crime ID").is_not_null())
        ended = rows.filter(pl.col("Last outcome category").is_in(list(GROUPS)))
        outcomes = ended.with_columns(pl.col("Last outcome category").alias("Outcome type")).select(*OUTCOME_COLUMNS)
        _write(outcomes, target, path.name.replace("-street.csv", "-outcomes.csv"))


def write_restatement(street: Path, target: Path, *, force: str, months: int) -> None:
    """The last months of one force as a later release has them: one outcome in ten is another."""
    for path in _last_months(street, months, force):
        rows = pl.read_csv(path, infer_schema=False)
        is_tenth = pl.int_range(pl.len()) % 10 == 0
        newer = pl.when(is_tenth & pl.col("Crime ID").is_not_null()).then(pl.lit("Local resolution"))
        _write(
            rows.with_columns(newer.otherwise("Last outcome category").alias("Last outcome category")),
            target,
            path.name,
        )


def _last_months(street: Path, months: int, force: str) -> list[Path]:
    folders = sorted(street.iterdir())[-months:]
    return [path for folder in folders for path in sorted(folder.glob(f"*-{force}-street.csv"))]


def _write(rows: pl.DataFrame, target: Path, name: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    rows.write_csv(target / name)


if __name__ == "__main__":
    shared, built, rows = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    print(write_country(shared, built / "street", rows).in_words())
    write_outcomes(built / "street", built / "outcomes", months=12)
    write_restatement(built / "street", built / "restated", force="hertfordshire", months=12)
