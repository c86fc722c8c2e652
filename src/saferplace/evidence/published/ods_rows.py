"""The rows of an OpenDocument spreadsheet one after the other, in little memory.

The Home Office's workbooks unpack to a gigabyte of XML, which no reader that takes the document whole can bear.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

_CHUNK = 1 << 20
_MOST_REPEATED = 4096  # empty rows and cells at the end of a sheet are one, repeated a million times
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

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet, self._number = attributes.get("table:name", ""), 0
        elif tag == "table:table-row":
            self._row, self._times = [], int(attributes.get("table:number-rows-repeated", "1"))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._repeated = int(attributes.get("table:number-columns-repeated", "1"))
            is_number = attributes.get("office:value-type") in _NUMBERS
            self._value = attributes.get("office:value") if is_number else None
            self._text = []
        elif tag == "office:annotation":
            self._text = None  # a comment on the cell is not its content

    def text(self, words: str) -> None:
        if self._text is not None:
            self._text.append(words)

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            cell = self._value if self._value is not None else "".join(self._text or []).strip()
            self._row.extend([cell] * (self._repeated if cell else min(self._repeated, _MOST_REPEATED)))
            self._text = None
        elif tag == "table:table-row":
            while self._row and not self._row[-1]:
                self._row.pop()
            if self._row:
                for copy in range(1, min(self._times, _MOST_REPEATED) + 1):
                    self.done.append((self._sheet, self._number + copy, list(self._row)))
            self._number += self._times
        elif tag == "office:annotation":
            self._text = []


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


def _refuse_entity(*_: Any) -> None:
    raise ValueError("The workbook defines entities of its own.")
