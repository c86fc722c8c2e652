"""The sheets of an upload, for the pages that match its columns."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.workbook import open_tables
from saferplace.intelligence.uploads.models import Upload

_WORTH_KEEPING_BYTES = 4 * 1024 * 1024  # a sheet in memory is some ten times its file


def sheets_of(upload: Upload) -> tuple[Sheet, ...]:
    """The filled, visible sheets. Raises `UnreadableTable` with the sentence to show."""
    place = upload.path
    if upload.size <= _WORTH_KEEPING_BYTES:
        return _kept(place, upload.sha256)
    return _visible(place)


@lru_cache(maxsize=2)
def _kept(place: Path, digest: str) -> tuple[Sheet, ...]:
    """Small files are asked for page after page while their columns are matched."""
    return _visible(place)


def _visible(place: Path) -> tuple[Sheet, ...]:
    sheets = open_tables(place, name=place.name)
    shown = tuple(sheet for sheet in sheets if sheet.rows and not sheet.is_hidden)
    return shown or tuple(sheet for sheet in sheets if sheet.rows)
