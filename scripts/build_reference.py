"""Build the bundled reference tables from ONS and MHCLG files.

Usage: python scripts/build_reference.py FOLDER EDITION

FOLDER holds `geo-hertfordshire` and `population-deprivation` as their publishers wrote them (official ONS CSV files
begin with a byte order mark). EDITION is a date such as 2026-11; receipts carry it. The tables go to
src/saferplace/evidence/reference/tables, with their checksums in edition.json.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import polars as pl

TABLES = Path(__file__).resolve().parents[1] / "src/saferplace/evidence/reference/tables"
MID_YEARS = range(2011, 2023)

# Where the file name on data.police.uk is not simply the area's name. The last two have no police force area.
FORCE_SLUGS = {
    "Metropolitan Police": "metropolitan",
    "London, City of": "city-of-london",
    "Devon & Cornwall": "devon-and-cornwall",
}
FORCES_WITHOUT_AREA = [("btp", "British Transport Police"), ("northern-ireland", "Northern Ireland")]


def exact_fit(geo: Path) -> pl.DataFrame:
    """LSOA 2011 to 2021 as ONS publishes it. Not one to one: U unchanged, S split, M merged, X irregular."""
    official = pl.read_csv(geo / "lookup_lsoa11_lsoa21_lad22_exact_fit_v3.csv.gz")
    return official.select(
        lsoa_2011="LSOA11CD",
        name_2011="LSOA11NM",
        lsoa_2021="LSOA21CD",
        name_2021="LSOA21NM",
        change="CHGIND",
        lad_2022="LAD22CD",
    ).sort("lsoa_2011", "lsoa_2021")


def best_fit(geo: Path) -> pl.DataFrame:
    """LSOA 2021 to ward and district of 2024, best fit."""
    official = pl.read_csv(geo / "lookup_lsoa21_ward24_lad24_best_fit.csv.gz")
    return official.select(
        lsoa_2021="LSOA21CD", ward_code="WD24CD", ward_name="WD24NM", lad_code="LAD24CD", lad_name="LAD24NM"
    ).sort("lsoa_2021")


def districts(geo: Path) -> pl.DataFrame:
    """District of 2024, its partnerships and its police force area. A merged district can have several partnerships."""
    lookup = pl.read_csv(geo / "lookup_lad24_csp24_pfa24.csv")
    return lookup.rename(
        {
            "ltla24_code": "lad_code",
            "ltla24_name": "lad_name",
            "csp24_code": "csp_code",
            "csp24_name": "csp_name",
            "pfa24_code": "pfa_code",
            "pfa24_name": "pfa_name",
        }
    ).sort("lad_code", "csp_code")


def lsoas(fit: pl.DataFrame, wards: pl.DataFrame) -> pl.DataFrame:
    """Every LSOA code of either edition, its district, and its ward where that is certain.

    A 2011 code has a ward only when all its 2021 successors lie in that ward. Four irregular 2011 codes now lie in
    two districts; they take the district that their own name carries, where their crimes were counted at the time.
    """
    names_2021 = fit.select(lsoa_code="lsoa_2021", lsoa_name="name_2021").unique()
    newer = names_2021.join(wards, left_on="lsoa_code", right_on="lsoa_2021").select(
        "lsoa_code", "lsoa_name", "lad_code", "ward_code"
    )
    successors = fit.join(wards, on="lsoa_2021").with_columns(
        is_named=pl.col("name_2011").str.replace(r" \d{3}[A-Z]$", "") == pl.col("lad_name")
    )
    older = (
        successors.group_by("lsoa_2011", "name_2011")
        .agg(
            lad_code=pl.when(pl.col("lad_code").n_unique() == 1)
            .then(pl.col("lad_code").first())
            .otherwise(pl.col("lad_code").filter("is_named").first()),
            ward_code=pl.when(pl.col("ward_code").n_unique() == 1).then(pl.col("ward_code").first()),
        )
        .rename({"lsoa_2011": "lsoa_code", "name_2011": "lsoa_name"})
    )
    # An unchanged area keeps its code, so a code in both lists is the same place.
    only_older = older.join(newer, on="lsoa_code", how="anti").with_columns(edition=pl.lit("2011"))
    newer = newer.with_columns(
        edition=pl.when(pl.col("lsoa_code").is_in(older["lsoa_code"].to_list()))
        .then(pl.lit("both"))
        .otherwise(pl.lit("2021"))
    )
    every = pl.concat([newer, only_older], how="diagonal").sort("lsoa_code")
    assert every["lsoa_code"].is_unique().all()
    assert every["lad_code"].null_count() == 0
    return every.select("lsoa_code", "lsoa_name", "edition", "lad_code", "ward_code")


def wards_of(wards: pl.DataFrame) -> pl.DataFrame:
    return wards.select("ward_code", "ward_name", "lad_code").unique().sort("ward_code")


def forces(lad: pl.DataFrame) -> pl.DataFrame:
    """Force as data.police.uk names its files, and its police force area."""
    areas = lad.select("pfa_code", "pfa_name").unique().sort("pfa_code")
    territorial = [
        (FORCE_SLUGS.get(name) or name.lower().replace(" ", "-"), name, code) for code, name in areas.iter_rows()
    ]
    assert len(territorial) == 43
    rows = [*territorial, *((slug, name, None) for slug, name in FORCES_WITHOUT_AREA)]
    return pl.DataFrame(rows, schema=["force", "force_name", "pfa_code"], orient="row").sort("force")


def population(counts: Path) -> pl.DataFrame:
    """Mid-year residents per LSOA 2021, one column a year."""
    published = pl.read_csv(counts / "population_mid2011-2022_lsoa21_ew.csv.gz")
    years = {f"mid_{year}": pl.col(f"Mid-{year}: Population").cast(pl.Int32) for year in MID_YEARS}
    return published.select(lsoa_code="LSOA 2021 Code", **years).sort("lsoa_code")


def households(counts: Path) -> pl.DataFrame:
    published = pl.read_csv(counts / "households_census2021_lsoa21_ew.csv.gz")
    return published.select(lsoa_code="lsoa21_code", census_2021=pl.col("total_households").cast(pl.Int32)).sort(
        "lsoa_code"
    )


def centroids(geo: Path) -> pl.DataFrame:
    """Where people live in each LSOA 2021, British National Grid metres."""
    published = pl.read_csv(geo / "lsoa21_population_weighted_centroids_ew.csv.gz")
    metres = {"easting": pl.col("x").round().cast(pl.Int32), "northing": pl.col("y").round().cast(pl.Int32)}
    return published.select(lsoa21_code="LSOA21CD", **metres).sort("lsoa21_code")


def deprivation(counts: Path) -> pl.DataFrame:
    """Decile (1 = most deprived tenth) of the Indices of Deprivation, by edition of the indices and of the LSOA."""
    editions = [
        ("imd2019_england_lsoa11.csv.gz", "lsoa11_code", "2019", "2011"),
        ("imd2025_england_lsoa21.csv.gz", "lsoa21_code", "2025", "2021"),
    ]
    tables = [
        pl.read_csv(counts / name).select(
            lsoa_code=code,
            imd_edition=pl.lit(edition),
            lsoa_edition=pl.lit(lsoa_edition),
            decile=pl.col("IMD_decile").cast(pl.Int8),
            rank=pl.col("IMD_rank").cast(pl.Int32),
        )
        for name, code, edition, lsoa_edition in editions
    ]
    return pl.concat(tables).sort("imd_edition", "lsoa_code")


def main(folder: Path, edition: str) -> None:
    geo, counts = folder / "geo-hertfordshire", folder / "population-deprivation"
    fit, wards, lad = exact_fit(geo), best_fit(geo), districts(geo)
    tables = {
        "lsoas": lsoas(fit, wards),
        "exact_fit": fit.select("lsoa_2011", "lsoa_2021", "change", "lad_2022"),
        "wards": wards_of(wards),
        "best_fit": wards.select("lsoa_2021", "ward_code", "lad_code"),
        "districts": lad,
        "forces": forces(lad),
        "centroids": centroids(geo),
        "population": population(counts),
        "households": households(counts),
        "deprivation": deprivation(counts),
    }
    TABLES.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, table in tables.items():
        path = TABLES / f"{name}.parquet"
        table.write_parquet(path, compression="zstd", compression_level=19)
        written[name] = {"rows": table.height, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        print(f"{name}: {table.height:,} rows, {path.stat().st_size:,} bytes")
    (TABLES / "edition.json").write_text(json.dumps({"edition": edition, "tables": written}, indent=2) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2])
