"""The empty table of a data set, for a partner to fill: as CSV, and as a workbook that explains itself."""

from __future__ import annotations

import csv
import io

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Format, Workbook, Worksheet

from saferplace.evidence.partner.notes import indicator_in_words, indicators_of, notes_of
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Source

_ROWS = 5_000
# What a spreadsheet would otherwise turn into a number, a date or a power of ten.
_AS_TEXT = frozenset(
    {FieldKind.UPRN, FieldKind.TEXT, FieldKind.POSTCODE, FieldKind.OUTWARD_POSTCODE, FieldKind.PERIOD, FieldKind.AREA}
)
_NOTES = ("Column", "What belongs in it", "How", "Needed", "Words", "Example", "Other headings that are known")
_NOTE_WIDTHS = (24, 60, 26, 10, 50, 20, 40)


def template_csv(source: Source) -> bytes:
    """The headings alone, so that no example can be sent back by mistake. UTF-8 with the mark that Excel looks for."""
    return _csv([[field.heading for field in source.fields]])


def example_csv(source: Source) -> bytes:
    """The headings and one row that passes the data set's own checks."""
    return _csv([[field.heading for field in source.fields], [field.example for field in source.fields]])


def template_xlsx(source: Source) -> bytes:
    """A workbook: the table to fill, notes on every column, an example row and the words that the columns take."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    table = book.add_worksheet("Data")
    _write_notes(book.add_worksheet("Notes"), source, bold, wrapped)
    _write_rows(book.add_worksheet("Example"), _example(source), bold)
    words = book.add_worksheet("Words")
    _write_rows(table, [[field.heading for field in source.fields]], bold)
    _write_words(words, source.fields, bold)
    _make_ready(book, table, source.fields)
    book.close()
    return content.getvalue()


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _example(source: Source) -> list[list[str]]:
    return [[field.heading for field in source.fields], [field.example for field in source.fields]]


def _write_rows(sheet: Worksheet, rows: list[list[str]], bold: Format) -> None:
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, bold if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(rows[0]) - 1, 0), 20)


def _write_notes(sheet: Worksheet, source: Source, bold: Format, wrapped: Format) -> None:
    for column, (heading, width) in enumerate(zip(_NOTES, _NOTE_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 1)
    rows = [
        (note.heading, note.says, note.how, "yes" if note.is_required else "no", "; ".join(note.words), note.example,
         "; ".join(note.also_called))
        for note in notes_of(source)
    ]  # fmt: skip
    indicators = [("Indicator", f"{each.name}: {indicator_in_words(each)}") for each in indicators_of(source)]
    for number, row in enumerate([*rows, *indicators], start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, wrapped)


def _write_words(sheet: Worksheet, fields: tuple[Field, ...], bold: Format) -> None:
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.heading, bold)
        for number, word in enumerate(field.words, start=1):
            sheet.write_string(number, column, word)


def _make_ready(book: Workbook, sheet: Worksheet, fields: tuple[Field, ...]) -> None:
    """Columns formatted so that what is typed stays what it is, and lists of the words to choose from."""
    text = book.add_format({"num_format": "@"})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    time = book.add_format({"num_format": "hh:mm"})
    for column, field in enumerate(fields):
        if field.kind in _AS_TEXT:
            sheet.set_column(column, column, 20, text)
        elif field.kind is FieldKind.DATE:
            sheet.set_column(column, column, 14, date)
        elif field.kind is FieldKind.TIME:
            sheet.set_column(column, column, 10, time)
        if field.words:
            name = xl_col_to_name(column)
            words = f"=Words!${name}$2:${name}${len(field.words) + 1}"
            sheet.data_validation(
                1, column, _ROWS, column, {"validate": "list", "source": words, "error_type": "warning"}
            )
