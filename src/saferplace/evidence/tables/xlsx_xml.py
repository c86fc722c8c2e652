"""A worksheet's XML in an XLSX file: how far it spreads, its failed formulas and its percentages."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.sheet import MOST_CELLS, MOST_ROWS, TOO_MANY_CELLS, TOO_MANY_ROWS, UnreadableTable

_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,500}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,500}(?<!/)>')
_ERROR_CELL = re.compile(rb'(<(?:\w+:)?c\b[^>]{0,500}?\bt=)"e"')
_FORMULA_WITHOUT_RESULT = re.compile(rb"</(?:\w+:)?f>\s*</(?:\w+:)?c>|<(?:\w+:)?f\b[^>]*/>\s*</(?:\w+:)?c>")
_PLAIN_NUMBER = re.compile(
    rb'<(?P<prefix>(?:\w+:)?)c\b(?P<before>[^>]{0,500}?)\bs="(?P<style>\d+)"(?P<after>[^>]{0,500})>'
    rb"(?P<formula><(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?"
    rb"<(?:\w+:)?v>(?P<number>[^<]+)</(?:\w+:)?v>"
)
_OWN_FORMATS = re.compile(r"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
_BUILT_IN_PERCENTAGES = frozenset({"9", "10"})  # “0%” and “0.00%”: ECMA-376 part 1, 18.8.30
_TEXT_IN_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.')


@dataclass(frozen=True)
class XlsxSheetPreparer:
    """percent_styles: the style numbers under which a number is shown as a percentage."""

    percent_styles: frozenset[bytes]

    @classmethod
    def of_styles(cls, styles_xml: bytes) -> XlsxSheetPreparer:
        """styles_xml: the workbook's xl/styles.xml; empty where it has none."""
        text = styles_xml.decode("utf-8", errors="replace")
        formats = {
            _attribute(found, "numFmtId"): _attribute(found, "formatCode") for found in _OWN_FORMATS.findall(text)
        }
        percentages = {number for number, code in formats.items() if "%" in _TEXT_IN_FORMAT.sub("", code)}
        cell_styles = _CELL_STYLES.search(text)
        styles = _STYLE.findall(cell_styles.group()) if cell_styles else []
        shown_as_percentage = percentages | (_BUILT_IN_PERCENTAGES - formats.keys())
        return cls(
            frozenset(
                str(position).encode()
                for position, style in enumerate(styles)
                if _attribute(style, "numFmtId") in shown_as_percentage
            )
        )

    def prepare(self, xml: bytes) -> bytes | None:
        """The XML to read instead, or None where nothing needs to change.

        Raises `UnreadableTable` when the sheet spreads too far.
        """
        _refuse_far_cells(xml)
        changed = _ERROR_CELL.sub(rb'\1"str"', xml) if b't="e"' in xml else xml
        if self.percent_styles:
            changed = _PLAIN_NUMBER.sub(self._percentage_as_text, changed)
        return None if changed is xml or changed == xml else changed

    def formulas_without_result(self, xml: bytes) -> int:
        """Formulas whose value no spreadsheet program has ever computed, as some systems' exports hold them."""
        return len(_FORMULA_WITHOUT_RESULT.findall(xml)) if b"f>" in xml or b"<f" in xml else 0

    def _percentage_as_text(self, found: re.Match[bytes]) -> bytes:
        attributes = found["before"] + found["after"]
        kind = re.search(rb'\bt="(\w+)"', attributes)
        if found["style"] not in self.percent_styles or (kind and kind.group(1) != b"n"):
            return found.group()
        try:
            shown = text_of(float(found["number"]) * 100).encode() + b"%"
        except ValueError:
            return found.group()
        attributes = re.sub(rb'\bt="\w+"', b"", attributes)
        prefix = found["prefix"]
        formula = found["formula"] or b""
        return b'<%bc%b t="str">%b<%bv>%b</%bv>' % (prefix, attributes, formula, prefix, shown, prefix)


def _refuse_far_cells(xml: bytes) -> None:
    """The rectangle up to the last filled cell is what a reader keeps in memory, however few cells are filled."""
    filled = set()
    last_row = 0
    for column, row in _FILLED_CELL.findall(xml):
        filled.add(column)
        last_row = max(last_row, int(row))
    if last_row > MOST_ROWS + 100:
        raise UnreadableTable(TOO_MANY_ROWS)
    if last_row * max((_column_number(letters) for letters in filled), default=0) > MOST_CELLS:
        raise UnreadableTable(TOO_MANY_CELLS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""
