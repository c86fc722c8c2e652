"""Unique property reference numbers: up to twelve figures, kept as text."""

from __future__ import annotations

import re

from saferplace.evidence.partner.reading.unread import Unread

_UPRN = re.compile(r"(\d{1,12})(?:\.0+)?", re.ASCII)
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE | re.ASCII)


def read_uprn(text: str) -> str | Unread:
    """
    >>> read_uprn("010002345678"), read_uprn("1.00032E+11").why[:33]
    ('10002345678', 'was shortened by a spreadsheet, s')
    """
    written = text.replace(" ", "")
    if _SHORTENED.fullmatch(written):
        return Unread(
            "was shortened by a spreadsheet, so that figures are lost; format the column as text and send again"
        )
    found = _UPRN.fullmatch(written)
    if not found or not found[1].strip("0"):
        return Unread("is not a UPRN, which has up to 12 figures")
    return found[1].lstrip("0")
