"""Pieces of personal data inside a text, and the same text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
import polars as pl

from saferplace.evidence.tables.distinct import by_distinct_value
from saferplace.evidence.tables.street_words import BUILDING_WORDS, STREET_WORDS, TRADERS

REMOVED = "[removed]"


class PersonalData(StrEnum):
    """What kind of personal data, in the words that a person is shown."""

    NAME = "name"
    DATE_OF_BIRTH = "date of birth"
    PHONE = "phone number"
    EMAIL = "e-mail address"
    NHS_NUMBER = "NHS number"
    NATIONAL_INSURANCE_NUMBER = "National Insurance number"
    HOME_ADDRESS = "home address"


@dataclass(frozen=True)
class Piece:
    """start, end: where the piece stands in the text, as in a slice."""

    kind: PersonalData
    start: int
    end: int


_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Two letters, six digits, A to D, as HMRC issues them: no D F I Q U V in front, no O second.
_NATIONAL_INSURANCE = re.compile(
    r"\b(?![Bb][Gg]|[Gg][Bb]|[Nn][Kk]|[Kk][Nn]|[Tt][Nn]|[Nn][Tt]|[Zz][Zz])"
    r"[A-CEGHJ-PR-TW-Za-ceghj-pr-tw-z][A-CEGHJ-NPR-TW-Za-ceghj-npr-tw-z]"
    r" ?\d\d ?\d\d ?\d\d ?[A-Da-d]\b"
)
_NHS_WRITTEN_APART = re.compile(r"(?<![\d-])\d{3}([ -])\d{3}\1\d{4}(?![\d-])")
_NHS_NAMED = re.compile(r"\bNHS\b(?: ?(?:no|number|num))?[.:# ]*(\d{3} ?\d{3} ?\d{4})\b", re.IGNORECASE)
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ ./-]+(?:\d{1,2}|[A-Za-z]{3,9})[ ,./-]+(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|[A-Za-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b"
)
_BORN = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birth ?date)\b[ .:,=-]*(?:is |was )?(?P<date>{_DATE})",
    re.IGNORECASE,
)
_BORN_IN = re.compile(r"\bborn in (?P<date>(?:[A-Za-z]+ )?(?:19|20)\d\d)\b", re.IGNORECASE)
_SURNAME = r"(?:(?:O[’']|Mc|Mac|De |Van |Von )?[A-Z][a-z]+(?:[-’'][A-Z][a-z]+)*|[A-Z]{2,}(?:[-’'][A-Z]+)*)"
_FORENAME = r"(?:[A-Z]\.? |[A-Z][a-z]+ )"
_TITLED_NAME = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Prof|Rev|Sir|Lady|MR|MRS|MS|MISS|DR)\b\.? "
    rf"(?:{_FORENAME}){{0,2}}{_SURNAME}(?!\w)"
)
# Street names begin like this too: “Lady Lane”, “Dr Johnson Avenue”.
_NO_SURNAME = STREET_WORDS | BUILDING_WORDS | TRADERS
_FOLLOWING_WORD = re.compile(r"\W+([A-Za-z]+)")
# Also the numbers that Ofcom keeps for drama (07700 900…), which the numbering plan does not hold as valid.
_MOBILE = re.compile(r"(?<![\d+])(?:\+44[ -]?\(?0?\)?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)")
# Where a number in full begins: with 0 or +, at the start of a group of digits. Elsewhere nothing is looked for.
_BEGINS_LIKE_A_PHONE = re.compile(r"(?:^|[^\d])(?:\+[^\d\w]{0,2}[1-9]|0)(?:[^\d\w]{0,3}\d){8}")


def personal_pieces(text: str) -> list[Piece]:
    """Pieces in the order they stand, overlapping ones as the longer. A date of birth is only one that is called so."""
    found = sorted(_every_piece(text), key=lambda piece: (piece.start, -piece.end))
    kept: list[Piece] = []
    for piece in found:
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def masked(text: str) -> str:
    """The text with “[removed]” for each piece.

    >>> masked("Mrs J Jones (07700 900123) saw a van")
    '[removed] ([removed]) saw a van'
    """
    for piece in reversed(personal_pieces(text)):
        text = text[: piece.start] + REMOVED + text[piece.end :]
    return text


def mask(column: pl.Series) -> pl.Series:
    """The same for a column of text; null stays null. It finds what has a form: a bare “John Smith” it does not."""
    return by_distinct_value(column, masked)


def is_nhs_number(digits: str) -> bool:
    """Ten digits of which the last checks the others, modulus 11 (NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(digits[9])


def _every_piece(text: str) -> Iterator[Piece]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield Piece(PersonalData.EMAIL, *found.span())
    for found in _TITLED_NAME.finditer(text):
        if not _goes_on_as_a_street(text, found):
            yield Piece(PersonalData.NAME, *found.span())
    if not any(letter.isdigit() for letter in text):
        return
    for found in _NATIONAL_INSURANCE.finditer(text):
        yield Piece(PersonalData.NATIONAL_INSURANCE_NUMBER, *found.span())
    for pattern in (_BORN, _BORN_IN):
        for found in pattern.finditer(text):
            yield Piece(PersonalData.DATE_OF_BIRTH, *found.span("date"))
    yield from _nhs_numbers(text)
    if _BEGINS_LIKE_A_PHONE.search(text):
        yield from _phone_numbers(text)


def _nhs_numbers(text: str) -> Iterator[Piece]:
    for found in _NHS_NAMED.finditer(text):
        yield Piece(PersonalData.NHS_NUMBER, *found.span(1))
    for found in _NHS_WRITTEN_APART.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", found.group())):
            yield Piece(PersonalData.NHS_NUMBER, *found.span())


def _phone_numbers(text: str) -> Iterator[Piece]:
    for found in _MOBILE.finditer(text):
        yield Piece(PersonalData.PHONE, *found.span())
    # A British number begins with 0 or +44: references, property and grid numbers mostly do not.
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.VALID):
        written = match.raw_string.lstrip("( ")
        if written.startswith(("0", "+")):
            yield Piece(PersonalData.PHONE, match.start, match.end)


def _goes_on_as_a_street(text: str, found: re.Match[str]) -> bool:
    last = re.split(r"[\s-]", found.group())[-1].lower()
    following = _FOLLOWING_WORD.match(text, found.end())
    return last in _NO_SURNAME or bool(following and following.group(1).lower() in _NO_SURNAME)
