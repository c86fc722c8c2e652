"""How fast an import is, and how much memory it takes, beside a plain pandas load of the same files.

Usage: python benchmarks/import/run.py [ROWS]     (default 500000)
The rows are the bundled real ones, repeated under the names of made-up forces until there are enough: the same number
of rows is written as 1, 10 and 60 files, so that memory can be seen not to grow with the number of files. Each run is a
process of its own; seconds and peak resident memory are the operating system's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ARCHIVE = PROJECT / "data" / "police-uk-hertfordshire" / "hertfordshire_2021-03_2022-03_street.zip"

OURS = """
import datetime as dt, sys
from pathlib import Path
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.store import EvidenceStore
now = dt.datetime.now(dt.UTC)
store, files = EvidenceStore(Path(sys.argv[2])), [Path(sys.argv[1])]
import_files(store, files, today=now.date(), terms=Terms(""), started_at=now)
"""
PANDAS = """
import sys
from pathlib import Path
import pandas as pd
files = sorted(Path(sys.argv[1]).rglob("*-street.csv"))
pd.concat(pd.read_csv(file) for file in files).to_parquet(sys.argv[2] + ".parquet")
"""


def write_files(folder: Path, rows: int, files: int) -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        months = {name[:7]: archive.read(name).splitlines(keepends=True) for name in sorted(archive.namelist())}
    header = next(iter(months.values()))[0]
    for number in range(files):
        month, lines = list(months.items())[number % len(months)]
        force = "made-up-" + "".join(chr(97 + int(digit)) for digit in f"{number:02d}")
        path = folder / month / f"{month}-{force}-street.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        wanted, real = rows // files, lines[1:]
        with path.open("wb") as out:
            out.write(header)
            for start in range(0, wanted, len(real)):
                out.writelines(real[: min(len(real), wanted - start)])


def measure(program: str, source: Path, target: Path) -> tuple[float, float]:
    """Seconds and peak MB of one process."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", program, str(source), str(target)])
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0
    return time.perf_counter() - began, usage.ru_maxrss / 1000


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    print(f"{rows:,} real rows, repeated; {os.cpu_count()} cores. Start-up of Python and its libraries is included.")
    print(f"{'files':>6} {'':10} {'seconds':>8} {'rows/s':>10} {'peak MB':>8}")
    for files in (1, 10, 60):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source"
            write_files(source, rows, files)
            ours = measure(OURS, source, Path(folder) / "evidence")
            pandas = measure(PANDAS, source, Path(folder) / "pandas")
        for name, (seconds, peak) in (("saferplace", ours), ("pandas", pandas)):
            print(f"{files:6} {name:10} {seconds:8.2f} {rows / seconds:10,.0f} {peak:8,.0f}")
        print(f"{'':6} ratio of seconds {ours[0] / pandas[0]:.2f}, of memory {ours[1] / pandas[1]:.2f}")


if __name__ == "__main__":
    main()
