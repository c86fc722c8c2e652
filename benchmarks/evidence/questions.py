"""The catalogue's questions, put to one engine in this process: `saferplace STORE`, `csv FOLDER` or `pandas STORE`.

Prints one line of JSON: question to milliseconds of the first answer, to the median wall and CPU milliseconds of the
following ones, and to a number in the answer by which the engines are compared.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from saferplace.analysis.missing import Known
from saferplace.analysis.months import Month, Period
from saferplace.evidence import queries
from saferplace.evidence.areas import find_area, lsoa_codes
from saferplace.evidence.police_street import DATA_SET, POLICE_STREET
from saferplace.evidence.queries.restatement import restatement
from saferplace.evidence.reference import reference_path, reference_table
from saferplace.evidence.store import EvidenceStore

COUNTRY = "country: months of every partnership, by type"
SERIES = "one partnership: all months"
BY_TYPE = "one partnership: all months, by type"
TOP = "country: the 20 fullest LSOAs"
BY_LSOA = "one partnership: by LSOA, all months"
BY_WARD = "one partnership: by ward, the last year"
POINTS = "one partnership: points of the last year"
ROWS = "one partnership: a page of the rows of the last year"
OUTCOMES = "one partnership: outcome rates of the last year"
RESTATED = "what changed between two releases of a force's year"
AT = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
DACORUM = "E07000096"

Question = Callable[[], Any]


def of_saferplace(store: EvidenceStore) -> dict[str, Question]:
    area = find_area(DACORUM)
    months = sorted({Month.parse(unit.split("~")[1]) for unit in store.units(DATA_SET)})
    whole = Period(months[0], months[-1])
    year = Period(max(months[0], months[-1] + -11), months[-1])
    asked: dict[str, Any] = {"crime_types": None, "at": AT}

    def restated() -> int:
        found = restatement(store, POLICE_STREET, before=1, after=2, at=AT)
        return sum(unit.changed for unit in found.units)

    def country() -> int:
        found = queries.recorded_crime_by_partnership_and_type(store, period=whole, **asked)
        return int(found.receipt.result["rows"])

    def by_type() -> int:
        found = queries.recorded_crime_by_type_and_month(store, area=area, period=whole, **asked)
        return sum(sum_of(counts) for counts in found.counts.values())

    def outcomes() -> int:
        return sum(row.charged for row in queries.outcome_rates(store, area=area, period=year, **asked).rows)

    return {
        COUNTRY: country,
        TOP: lambda: sum(each.count for each in queries.top_lsoas(store, period=whole, **asked).lsoas),
        SERIES: lambda: sum_of(queries.recorded_crime_by_month(store, area=area, period=whole, **asked).counts),
        BY_TYPE: by_type,
        BY_LSOA: lambda: queries.recorded_crime_by_lsoa(store, area=area, period=whole, **asked).total,
        BY_WARD: lambda: queries.recorded_crime_by_ward(store, area=area, period=year, **asked).total,
        POINTS: lambda: queries.recorded_crime_at_points(store, area=area, period=year, **asked).total,
        ROWS: lambda: queries.recorded_crime_rows(store, area=area, period=year, **asked).total,
        OUTCOMES: outcomes,
        RESTATED: restated,
    }


def sum_of(counts: Any) -> int:
    return int(sum(figure.value for figure in counts.values() if isinstance(figure, Known)))


def of_csv(folder: Path) -> dict[str, Question]:
    """The same numbers by DuckDB's own SQL over the publisher's files as they are."""
    database = duckdb.connect()
    database.sql(
        'CREATE VIEW rows AS SELECT "LSOA code" AS lsoa_code, "Month" AS month, "Crime type" AS crime_type '
        f"FROM read_csv('{folder}/*/*-street.csv', header = true, all_varchar = true)"
    )
    database.sql(f"CREATE VIEW lsoas AS SELECT * FROM '{reference_path('lsoas')}'")
    database.sql(f"CREATE VIEW every_district AS SELECT * FROM '{reference_path('districts')}'")
    database.sql(
        "CREATE VIEW districts AS SELECT * FROM every_district WHERE csp_code NOT IN (SELECT csp_code FROM "
        "every_district WHERE lad_code IN (SELECT lad_code FROM every_district GROUP BY 1 HAVING count(*) > 1))"
    )
    codes = ", ".join(f"'{code}'" for code in sorted(lsoa_codes(find_area(DACORUM))))

    def total(sql: str) -> int:
        return int(database.sql(f"SELECT sum(n) FROM ({sql})").fetchall()[0][0])

    return {
        COUNTRY: lambda: total(
            "SELECT csp_code, month, crime_type, count(*) AS n FROM rows JOIN lsoas USING (lsoa_code) "
            "JOIN districts USING (lad_code) GROUP BY ALL"
        ),
        TOP: lambda: total(
            "SELECT lsoa_code, count(*) AS n FROM rows WHERE lsoa_code IS NOT NULL GROUP BY ALL "
            "ORDER BY n DESC, lsoa_code LIMIT 20"
        ),
        SERIES: lambda: total(f"SELECT month, count(*) AS n FROM rows WHERE lsoa_code IN ({codes}) GROUP BY ALL"),
    }


def of_pandas(store: EvidenceStore) -> dict[str, Question]:
    """The same numbers by pandas over the same Parquet files, reading only the columns that a question needs."""
    files = store.files(DATA_SET, 1)
    lsoas = reference_table("lsoas").select("lsoa_code", "lad_code").to_pandas()
    districts = reference_table("districts").select("lad_code", "csp_code").to_pandas()
    twice = districts.loc[districts.lad_code.duplicated(keep=False), "csp_code"]
    place = lsoas.merge(districts[~districts.csp_code.isin(twice)], on="lad_code")[["lsoa_code", "csp_code"]]
    codes = lsoa_codes(find_area(DACORUM))

    def read(*columns: str) -> pd.DataFrame:
        return pd.concat(pd.read_parquet(file, columns=list(columns), partitioning=None) for file in files)

    def country() -> int:
        rows = read("lsoa_code", "month", "crime_type").merge(place, on="lsoa_code")
        return int(rows.groupby(["csp_code", "month", "crime_type"]).size().sum())

    def top() -> int:
        counts = read("lsoa_code").groupby("lsoa_code").size().reset_index(name="n")
        return int(counts.sort_values(["n", "lsoa_code"], ascending=[False, True]).n.head(20).sum())

    def series() -> int:
        rows = read("lsoa_code", "month")
        return int(rows[rows.lsoa_code.isin(codes)].groupby("month").size().sum())

    return {COUNTRY: country, TOP: top, SERIES: series}


def timed(question: Question, times: int) -> dict[str, Any]:
    wall, cpu = [], []
    for _ in range(times + 1):
        began, began_cpu = time.perf_counter(), time.process_time()
        answer = question()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - began_cpu))
    later = slice(1 if times else 0, None)
    return {
        "first": wall[0],
        "then": statistics.median(wall[later]),
        "cpu": statistics.median(cpu[later]),
        "answer": answer,
    }


def main(engine: str, where: str) -> None:
    if engine == "saferplace":
        asked, times = of_saferplace(EvidenceStore(Path(where))), 5
    elif engine == "csv":
        asked, times = of_csv(Path(where)), 0
    else:
        asked, times = of_pandas(EvidenceStore(Path(where))), 0
    told = {}
    for name, question in asked.items():
        try:
            told[name] = timed(question, times)
        except (queries.NothingLoaded, ValueError) as absent:  # a store without outcomes, or without a second release
            print(f"{name}: left out ({absent})", file=sys.stderr)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
