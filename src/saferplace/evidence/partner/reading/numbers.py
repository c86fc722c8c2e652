"""Numbers, and the marks that stand where a number is withheld, not there yet or not collected. None of them is zero.

The marks in brackets are those of the Government Analysis Function, “Symbols in tables” (2021).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from saferplace.analysis.missing import Missing
from saferplace.evidence.partner.reading.unread import Unread
from saferplace.evidence.tables.cells import ERROR_VALUES

_SUPPRESSED = re.compile(
    r"[<≤]\s*=?\s*\d+%?|(?:less|fewer) than \d+|under \d+|[0-4]\s*[-–]\s*[4-9]|\*+|\[?c\]?|\(c\)|suppressed|withheld"
    r"|confidential",
    re.IGNORECASE | re.ASCII,
)
_MARKS = {
    **dict.fromkeys(
        ("..", "...", "…", ":", "[x]", "x", "not available", "not yet available"), Missing.NOT_YET_AVAILABLE
    ),
    **dict.fromkeys(("tbc", "pending", "awaited", "to follow"), Missing.NOT_YET_AVAILABLE),
    **dict.fromkeys(("-", "–", "—", "n/a", "na", "[z]", "z", "."), Missing.NOT_COLLECTED),
    **dict.fromkeys(("not applicable", "not collected", "not held", "not recorded"), Missing.NOT_COLLECTED),
    **dict.fromkeys(("[u]", "unreliable"), Missing.DOUBTFUL),
}
_NUMBER = re.compile(
    r"(?P<sign>[-−+])?\s*£?\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?P<part>\.\d+)?\s*(?P<percent>%)?",
    re.ASCII,
)
_REMARK = re.compile(r"\s*[\[(](?P<remark>[per])[\])]$", re.IGNORECASE)
_SHORTENED = re.compile(r"\d+(?:\.\d+)?e[+-]?\d+", re.IGNORECASE | re.ASCII)
_LARGEST = 1e12


@dataclass(frozen=True)
class Written:
    """A number as it is written. is_provisional: marked [p] (provisional) or [e] (estimated)."""

    value: float
    is_percentage: bool = False
    is_provisional: bool = False


def read_number(text: str) -> Written | Missing | Unread:
    """A number, or why there is none. “£1,234.50”, “12%” and “1 234” are numbers; “1,23” is not.

    >>> read_number("1,234").value, read_number("<5"), read_number(""), read_number("0").value
    (1234.0, <Missing.SUPPRESSED: 'suppressed'>, <Missing.BLANK: 'blank'>, 0.0)
    """
    written = " ".join(text.split())
    if not written:
        return Missing.BLANK
    if written in ERROR_VALUES:
        return Unread("is a spreadsheet's error; correct the formula or leave the cell blank")
    mark = _MARKS.get(written.casefold())
    if mark:
        return mark
    if _SUPPRESSED.fullmatch(written):
        return Missing.SUPPRESSED
    return _number(written)


def _number(written: str) -> Written | Unread:
    remark = _REMARK.search(written)
    bare = written[: remark.start()] if remark else written
    if _SHORTENED.fullmatch(bare):
        return Unread("was shortened by a spreadsheet; format the column as a whole number and send it again")
    found = _NUMBER.fullmatch(bare)
    if not found or not (found["whole"] or found["part"]):
        return Unread("is not a number; write figures only, like 1234, or <5 where it is withheld")
    value = float(re.sub(r"[, ]", "", found["whole"] or "0") + (found["part"] or ""))
    if value > _LARGEST:
        return Unread("is far too large")
    is_below_zero = found["sign"] in ("-", "−")
    return Written(
        value=-value if is_below_zero else value,
        is_percentage=bool(found["percent"]),
        is_provisional=bool(remark and remark["remark"].casefold() in "pe"),
    )


def read_count(text: str) -> Written | Missing | Unread:
    """The same, where things are counted: whole, and not below nothing."""
    number = read_number(text)
    if not isinstance(number, Written):
        return number
    return _not_a_count(number) or number


def _not_a_count(number: Written) -> Unread | None:
    if number.is_percentage:
        return Unread("is a percentage where a count belongs")
    if number.value < 0:
        return Unread("is below zero; a count is 0 or more")
    if not number.value.is_integer():
        return Unread("has decimals; a count is a whole number")
    return None


def read_amount(text: str) -> Written | Missing | Unread:
    """The same, where something is measured, such as pounds lost: decimals, and not below nothing."""
    number = read_number(text)
    if not isinstance(number, Written):
        return number
    if number.is_percentage:
        return Unread("is a percentage where an amount belongs")
    return Unread("is below zero; an amount is 0 or more") if number.value < 0 else number
