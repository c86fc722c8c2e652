"""The sheets of an OpenDocument spreadsheet one after the other, so that memory holds one at a time.

The Home Office's workbooks unpack to a gigabyte of XML, which no reader that takes the document whole can bear.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from saferplace.evidence.tables.cells import Cell, text_of
from saferplace.evidence.tables.sheet import MOST_CELLS, TOO_MANY_CELLS, Sheet, UnreadableTable

_CHUNK = 1 << 20
_MOST_LETTERS = 1_000_000  # in one cell
_MOST_REPEATED = 4096  # empty rows and cells at the end of a sheet are one, repeated a million times
_WHITE_SPACE = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_NUMBERS = ("float", "currency", "percentage")


class _Rows:
    """What the parser has seen since it was last asked."""

    def __init__(self) -> None:
        self.done: list[tuple[str, int, list[str]]] = []
        self._sheet, self._number = "", 0
        self._row: list[str] = []
        self._repeated, self._times = 1, 1
        self._value: str | None = None
        self._text: list[str] | None = None
        self._letters = self._cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet, self._number, self._cells = attributes.get("table:name", ""), 0, 0
        elif tag == "table:table-row":
            self._row, self._times = [], int(attributes.get("table:number-rows-repeated", "1"))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._repeated = int(attributes.get("table:number-columns-repeated", "1"))
            is_number = attributes.get("office:value-type") in _NUMBERS
            self._value = attributes.get("office:value") if is_number else None
            self._text, self._letters = [], 0
        elif tag == "text:p" and self._text:
            self._text.append("\n")
        elif tag in _WHITE_SPACE and self._text is not None:
            self._text.append(_WHITE_SPACE[tag] * min(int(attributes.get("text:c", "1")), _MOST_REPEATED))
        elif tag == "office:annotation":
            self._text = None  # a comment on the cell is not its content

    def text(self, words: str) -> None:
        if self._text is not None:
            self._letters += len(words)
            if self._letters > _MOST_LETTERS:
                raise UnreadableTable(f"A cell of the sheet {self._sheet} holds more than {_MOST_LETTERS:,} letters.")
            self._text.append(words)

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            cell = "".join(self._text or []).strip() if self._value is None else _number(self._value)
            self._row.extend([cell] * min(self._repeated, _MOST_REPEATED))
            self._text = None
        elif tag == "table:table-row":
            while self._row and not self._row[-1]:
                self._row.pop()
            if self._row:
                self._cells += len(self._row) * min(self._times, _MOST_REPEATED)
                if self._cells > MOST_CELLS:
                    raise UnreadableTable(TOO_MANY_CELLS)
                for copy in range(1, min(self._times, _MOST_REPEATED) + 1):
                    self.done.append((self._sheet, self._number + copy, list(self._row)))
            self._number += self._times
        elif tag == "office:annotation":
            self._text = []


def unpacked_bytes(path: Path) -> int:
    """How large the sheets of an OpenDocument file are; 0 for any other file."""
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as archive:
        return next((one.file_size for one in archive.infolist() if one.filename == "content.xml"), 0)


def rows_of_ods(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Sheet, row number and cells (as text; numbers as the file holds them) of every row that is not empty.

    Raises KeyError or BadZipFile for what is no such file, ExpatError for one that is damaged, ValueError for one
    that defines entities of its own, which no office program does.
    """
    seen = _Rows()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = seen.start, seen.end
    parser.CharacterDataHandler = seen.text
    parser.EntityDeclHandler = _refuse_entity
    parser.buffer_text = True
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as xml:
        while chunk := xml.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from seen.done
            seen.done = []
        parser.Parse(b"", True)
        yield from seen.done


def sheets_of_ods(path: Path) -> Iterator[Sheet]:
    """Every sheet that has a row. Raises `UnreadableTable` with the sentence to show."""
    name, rows, lines = "", list[list[Cell]](), list[int]()
    try:
        for sheet, number, cells in rows_of_ods(path):
            if sheet != name:
                if rows:
                    yield Sheet(name, rows, lines)
                name, rows, lines = sheet, [], []
            rows.append([cell or None for cell in cells])
            lines.append(number)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, expat.ExpatError, RuntimeError):
        raise UnreadableTable(
            "The workbook is damaged, protected by a password, or was cut short on its way. Open it, save it again "
            "without a password, and send it again."
        ) from None
    if rows:
        yield Sheet(name, rows, lines)


def _number(value: str) -> str:
    """As `text_of` writes it, so that a file reads the same whole or as a stream."""
    return text_of(float(value)) if "." in value or "e" in value.lower() else value


def _refuse_entity(*_: Any) -> None:
    raise ValueError("The workbook defines entities of its own.")
