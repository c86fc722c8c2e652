"""What a dry run found, kept beside the file and deleted with it: refused rows may hold anything, even names."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from saferplace.evidence.importing.refused_rows import RefusedRow
from saferplace.evidence.importing.summary import MOST_LISTED, ImportReport
from saferplace.intelligence.uploads.models import Upload

_FILE = "trial.json"


@dataclass(frozen=True)
class Trial:
    """report: `ImportReport.as_json()`. rows: the first refused rows."""

    report: dict[str, Any]
    rows: tuple[RefusedRow, ...]

    @property
    def lists_every_refused_row(self) -> bool:
        return len(self.rows) < MOST_LISTED


def counts(report: ImportReport) -> dict[str, Any]:
    """What a job may say of an import: numbers and names of periods, no word of a row. The same for both runs."""
    return {
        "import_id": report.import_id,
        "data_sets": [
            {
                "data_set": summary.data_set,
                "units": [
                    {
                        "provider": unit.unit.provider,
                        "period": unit.unit.period,
                        "read": unit.read,
                        "new": unit.difference.new,
                        "unchanged": unit.difference.unchanged,
                        "changed": unit.difference.changed,
                        "removed": unit.difference.removed,
                        "refused": unit.refused,
                    }
                    for unit in summary.units
                ],
                "missing": [[provider, list(months)] for provider, months in summary.missing_months],
            }
            for summary in report.summaries
        ],
        "refused_files": len(report.refused_files),
        "not_taken": len(report.not_taken),
        "changes_nothing": report.changes_nothing,
    }


def write(upload: Upload, report: ImportReport) -> None:
    said = report.as_json() | {"refused_rows": [dataclasses.asdict(row) for row in report.refused_rows]}
    temporary = upload.folder / f"{_FILE}.new"
    temporary.write_text(json.dumps(said, ensure_ascii=False))
    temporary.replace(upload.folder / _FILE)


def read(upload: Upload) -> Trial | None:
    """None when the file and all beside it are gone."""
    try:
        said = json.loads((upload.folder / _FILE).read_text())
    except FileNotFoundError:
        return None
    rows = [RefusedRow(**{**row, "cells": tuple(row["cells"])}) for row in said.pop("refused_rows")]
    return Trial(said, tuple(rows))
