"""How fast a national table loads and answers, beside pandas on the same files and DuckDB on the raw CSV files.

Usage: python benchmarks/evidence/run.py --rows 6|20|80 [--folder FOLDER] [--without-peers] [--spark]
SAFERPLACE_SHARED names the folder of shared real data, if it is not beside the checkout. Everything that is built
(3 GB of disk for each ten million rows) lies in a new folder inside FOLDER and is deleted at the end.
Every figure is of a process of its own; seconds of CPU and peak resident memory are the operating system's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
LOAD = """
import datetime as dt, sys
from pathlib import Path
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.store import EvidenceStore
now = dt.datetime.now(dt.UTC)
store = EvidenceStore(Path(sys.argv[1]))
report = import_files(store, [Path(each) for each in sys.argv[2:]], today=now.date(), terms=Terms(""), started_at=now)
print(report.rows_read, report.rows_refused)
"""


@dataclass(frozen=True)
class Ran:
    """One process: wall and CPU seconds, peak resident megabytes, and what it printed."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    said: str


def ran(*words: str) -> Ran:
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{PROJECT / 'src'}:{HERE}"},
    )
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, said
    return Ran(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, said)


def load(store: Path, *paths: Path) -> None:
    files = ran("-c", LOAD, str(store), *map(str, paths))
    read, refused = map(int, files.said.split())
    print(
        f"Load: {read:,} rows ({refused} refused) in {files.seconds:,.0f} s, {files.cpu_seconds:,.0f} s of CPU: "
        f"{read / files.seconds:,.0f} rows a second, {read / files.cpu_seconds:,.0f} a second of CPU; "
        f"peak {files.peak_mb:,.0f} MB",
        flush=True,
    )


def questions(engine: str, *words: str) -> dict[str, dict[str, Any]]:
    """Question to milliseconds: first, and median of the five that follow."""
    told = ran(str(HERE / "questions.py"), engine, *words)
    print(f"{engine}: peak {told.peak_mb:,.0f} MB, {told.cpu_seconds:,.0f} s of CPU", flush=True)
    answers: dict[str, dict[str, Any]] = json.loads(told.said.splitlines()[-1])
    return answers


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=float, required=True, help="millions")
    options.add_argument("--folder", type=Path, help="where to build; the system's folder for temporary files")
    options.add_argument("--without-peers", action="store_true", help="leave out pandas and the raw CSV files")
    options.add_argument("--spark", action="store_true", help="also ask a Spark master with two workers on loopback")
    given = options.parse_args()
    shared = Path(os.environ.get("SAFERPLACE_SHARED") or PROJECT.parent / "shared" / "data")
    wanted = round(given.rows * 1_000_000)
    load_now = "/".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{os.cpu_count()} cores; load average {load_now} before the start")
    with tempfile.TemporaryDirectory(dir=given.folder) as built:
        folder = Path(built)
        street, outcomes, restated = (folder / name for name in ("street", "outcomes", "restated"))
        # In a process of its own: a child's peak memory begins with what its parent had.
        print(ran(str(HERE / "national.py"), str(shared), str(folder), str(wanted)).said, flush=True)
        store = folder / "evidence"
        load(store, street)
        load(store, outcomes)
        load(store, restated)
        size = sum(file.stat().st_size for file in store.rglob("*.parquet"))
        print(f"Stored: {size / 1e9:.2f} GB", flush=True)
        table = {"Saferplace": questions("saferplace", str(store))}
        if not given.without_peers:
            table["DuckDB on CSV"] = questions("csv", str(street))
            table["pandas"] = questions("pandas", str(store))
        report(table)
        if given.spark:
            print(ran(str(HERE / "spark_cluster.py"), str(store)).said)


def report(table: dict[str, dict[str, dict[str, Any]]]) -> None:
    """A line for each question: ours in milliseconds, and how many times as long the others take."""
    ours = table["Saferplace"]
    others = [name for name in table if name != "Saferplace"]
    print(f"\n| question | first ms | then ms | CPU ms | {' | '.join(f'{name} ms (times ours)' for name in others)} |")
    print("| --- | ---: | ---: | ---: |" + " ---: |" * len(others))
    for question, took in ours.items():
        peers = []
        for name in others:
            theirs = table[name].get(question)
            peers.append("–" if theirs is None else f"{theirs['then']:,.0f} ({theirs['then'] / took['then']:,.1f}×)")
            assert theirs is None or theirs["answer"] == took["answer"], f"{question}: {name} says something else"
        print(f"| {question} | {took['first']:,.0f} | {took['then']:,.0f} | {took['cpu']:,.0f} | {' | '.join(peers)} |")


if __name__ == "__main__":
    main()
