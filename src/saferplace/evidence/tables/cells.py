"""One cell of a partner's table, and the one text that stands for it whichever format it came in."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

# What spreadsheets show for a formula that failed. They stay text, so that a check can refuse them by name.
ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
# A spreadsheet's own words for a true or false cell when it saves a CSV.
_BOOLEAN_WORDS = {"TRUE": "yes", "FALSE": "no"}
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_WHOLE_NUMBERS_ARE_EXACT_BELOW = 1e15


def text_of(cell: Cell) -> str:
    """The canonical text: ISO dates and times, whole numbers without “.0”, yes/no, trimmed text, "" for an empty cell.

    >>> [text_of(cell) for cell in (12.0, 0.1 + 0.2, True, dt.datetime(2026, 4, 1, 22, 15), "  High Street ")]
    ['12', '0.3', 'yes', '2026-04-01T22:15:00', 'High Street']
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text_of_words(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return _text_of_number(cell)
    if isinstance(cell, dt.datetime):
        return _to_the_second(cell).replace(tzinfo=None).isoformat()
    if isinstance(cell, dt.timedelta):
        return _text_of_duration(cell)
    if isinstance(cell, dt.time):
        on_a_day = _to_the_second(dt.datetime.combine(dt.date(2000, 1, 1), cell))
        return on_a_day.time().replace(tzinfo=None).isoformat()
    return cell.isoformat()


def _text_of_words(words: str) -> str:
    if not words.isascii():
        words = _INVISIBLE.sub("", words).replace("\u00a0", " ").replace("\u202f", " ")
    words = words.strip()
    if "\r" in words:
        words = words.replace("\r\n", "\n").replace("\r", "\n")
    return _BOOLEAN_WORDS.get(words, words)


def _text_of_number(number: float) -> str:
    if number.is_integer() and abs(number) < _WHOLE_NUMBERS_ARE_EXACT_BELOW:
        return str(int(number))
    # Fifteen figures are what a spreadsheet shows; the rest is what binary arithmetic left behind.
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _to_the_second(at: dt.datetime) -> dt.datetime:
    """A spreadsheet's fraction of a day misses the second that was typed by a hair, on either side."""
    return (at + dt.timedelta(microseconds=500_000)).replace(microsecond=0) if at.microsecond else at


def _text_of_duration(duration: dt.timedelta) -> str:
    """Hours may pass 24: “36:00:00”."""
    seconds = round(duration.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def column_letter(position: int) -> str:
    """A column as a spreadsheet names it; positions count from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
