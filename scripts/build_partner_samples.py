"""Writes the sample file of every data set that partners share: `python scripts/build_partner_samples.py [FOLDER]`.

Every row is invented. The same rows are written every time, so that a change of a data set shows as a change of its
sample. The default folder is the package's own.
"""

import csv
import sys
from pathlib import Path

from partner_samples.figures import figures
from partner_samples.records import records
from saferplace.evidence.partner.data_sets import PARTNER_SOURCES
from saferplace.evidence.partner.samples import SAMPLES
from saferplace.evidence.sources.source import SourceKind


def build(folder: Path) -> None:
    for source in PARTNER_SOURCES:
        rows = records(source) if source.kind is SourceKind.RECORDS else figures(source)
        with (folder / f"{source.data_set}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([[field.heading for field in source.fields], *rows])


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
