"""Which publisher's layout a file has, by what stands in it: names of files change with every release."""

from __future__ import annotations

from pathlib import Path

from saferplace.evidence.published.catalogue import LAYOUTS
from saferplace.evidence.published.file import PublishedFile
from saferplace.evidence.published.heads import first_rows


def published_file(path: Path) -> PublishedFile | None:
    """The file as its publisher's layout reads it; None when it has none that is known here."""
    for sheet, rows in first_rows(path):
        for layout in LAYOUTS:
            if layout.recognises(sheet, rows):
                return PublishedFile(path, layout)
    return None
