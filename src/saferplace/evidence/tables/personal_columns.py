"""Columns of a table that hold personal data: by what they are called, by what their values look like, and in text.

An import stops at the first such column that the mapping neither drops nor masks. Masking takes out only what has a
form of its own, so a column of bare names, dates of birth or home addresses has to be dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from saferplace.evidence.tables.apply import LINE, MappedRows
from saferplace.evidence.tables.mapping import Mapping
from saferplace.evidence.tables.personal_text import PersonalData, personal_pieces
from saferplace.evidence.tables.personal_values import kind_by_shape, of_kind, visible

# Without one of these no text holds a piece: asked of a whole column at once, for looking closely is slow.
_MAY_HOLD_A_PIECE = (
    r"(?i)@|\b(?:mr|mrs|ms|miss|mx|master|dr|prof|rev|sir|lady)\b|\bd\.?o\.?b|birth|\bborn\b"
    r"|\b[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d]\b|\d{3}[ -]\d{3}[ -]\d{4}|\bnhs\b"
    r"|(?:^|[^\d])(?:\+[^\d\w]{0,2}[1-9]|0)(?:[^\d\w]{0,3}\d){8}"
)
# A time, a number or a long identifier, and nothing else.
_HOLDS_NONE = (
    r"^(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})[\d:. TZ+-]*$|^-?(?:[1-9]\d*|0)(?:[.,]\d+)?$"
    r"|^[0-9A-Za-z/_-]{20,}$"
)


@dataclass(frozen=True)
class PersonalFinding:
    """column: as the file calls it. rows: how many. first_line: of the first, as the file counts.

    shape: of its value, every letter an x and every digit a 9, so that nobody is named. is_in_text: it is a piece of a
    longer text, which masking can take out.
    """

    column: str
    kind: PersonalData
    rows: int
    first_line: int
    shape: str
    is_in_text: bool

    @property
    def sentence(self) -> str:
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        where = f"in {rows}, first in row {self.first_line} (like “{self.shape}”)"
        if self.is_in_text:
            return f"The column “{self.column}” contains {self._kind} {where}: mask or drop it in the mapping."
        return f"The column “{self.column}” seems to hold {self._kind} {where}: drop it in the mapping."

    @property
    def _kind(self) -> str:
        article = "an" if self.kind in (PersonalData.EMAIL, PersonalData.NHS_NUMBER) else "a"
        return f"{article} {self.kind}"


def personal_data_in(mapping: Mapping, mapped: MappedRows) -> tuple[PersonalFinding, ...]:
    """What is left of people in the cells that would be kept: after dropping and masking."""
    heading_of = {rule.field: rule.heading for rule in reversed(mapping.columns) if rule.field}
    first_fields = {heading: field for field, heading in reversed(heading_of.items())}
    lines = mapped.cells[LINE]
    return tuple(
        finding
        for heading, field in reversed(first_fields.items())
        for finding in findings_in(heading, mapped.cells[field], lines)
    )


def findings_in(heading: str, values: pl.Series, lines: pl.Series) -> Iterator[PersonalFinding]:
    """The personal data in one column, one finding a kind. values: text. lines: of each, as the file counts."""
    distinct = visible(values.unique())
    told = kind_by_shape(heading, distinct)
    for kind in told:
        yield _finding(heading, kind, values, lines, of_kind(kind, heading, distinct), is_in_text=False)
    may = distinct.str.contains(_MAY_HOLD_A_PIECE) & ~distinct.str.contains(_HOLDS_NONE)
    pieces = {value: personal_pieces(value) for value in distinct.filter(may)}
    for kind in PersonalData:
        holding = {
            value: value[piece.start : piece.end]
            for value, found in pieces.items()
            for piece in found
            if piece.kind is kind
        }
        if holding and kind not in told:
            yield _finding(heading, kind, values, lines, holding, is_in_text=True)


def _finding(
    heading: str, kind: PersonalData, values: pl.Series, lines: pl.Series, holding: dict[str, str], *, is_in_text: bool
) -> PersonalFinding:
    """holding: each distinct value of the kind, to the part of it that is personal."""
    rows = values.is_in(list(holding)).arg_true()
    first = rows[0]
    return PersonalFinding(heading, kind, len(rows), lines[first], _shape(holding[values[first]]), is_in_text)


def _shape(text: str) -> str:
    shown = "".join("9" if letter.isdigit() else "x" if letter.isalpha() else letter for letter in text)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
