"""The list as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from saferplace.core.downloads import safe_cell
from saferplace.intelligence.layer_files.answered import AnsweredLayer


def write_list(answered: AnsweredLayer, file: Path) -> None:
    """Rank, name and level, every value, status and receipt, a line an area."""
    columns, lines = answered.table()
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns)
        writer.writerows([safe_cell(cell) for cell in line] for line in lines)
