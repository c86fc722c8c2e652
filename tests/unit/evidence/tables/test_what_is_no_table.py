"""What is sent under the name of a table and is none gets one sentence that says what to do."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.evidence.tables import archive, sheet
from saferplace.evidence.tables.sheet import UnreadableTable
from saferplace.evidence.tables.workbook import read_tables
from tests.workbooks import csv_bytes, ods_of, xlsx_bytes


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def refusal(content: bytes, name: str = "table.xlsx") -> str:
    with pytest.raises(UnreadableTable) as refused:
        read_tables(content, name=name)
    return str(refused.value)


XLSX = xlsx_bytes({"A": [["Date"], ["01/04/2026"]]})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n\r\n ", "The file is empty."),
        (b",,,\r\n,,,\r\n", "The file is empty: no sheet of it has a single filled cell."),
        (zipped({"xl/workbook.bin": b"x"}), "This is a binary workbook (.xlsb). Save it as an ordinary workbook"),
        (zipped({"Index/Document.iwa": b"x", "Metadata/a": b"x"}), "This is an Apple Numbers file. Export it"),
        (zipped({"word/document.xml": b"<w/>"}), "This is a document, not a workbook."),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "This is a document, not a workbook."),
        (zipped({"a.csv": b"x"}), "This is a zip archive, not a workbook. Unpack it"),
        (XLSX[: len(XLSX) // 2], "The workbook is damaged or was cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "The workbook is damaged or was cut short"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "The workbook is protected by a password.",
        ),
        (b"PAR1 and no more", "The Parquet file is damaged or was cut short"),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "This is a web page saved under the name of a table"),
        (b"\xef\xbb\xbf<html xmlns:x='urn:schemas-microsoft-com:office:excel'>", "This is a web page saved"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "This is an “XML Spreadsheet 2003”.",
        ),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x1f\x8b\x08\x00", "The file is compressed (gzip)."),
        (b"{\\rtf1\\ansi", "This is a text document, not a table."),
        (b"Date,\x00Place\n", "The file holds bytes that no CSV file has."),
        (b"\xff\xfeD", "The file is damaged: it begins as UTF-16 text but is not."),
    ],
)
def test_it_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content).startswith(sentence)


def test_an_encrypted_open_document_asks_for_the_password_to_be_removed() -> None:
    content = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
        }
    )
    assert refusal(content).startswith("The workbook is protected by a password.")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 1_000_000)
    bomb = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 2_000_000})
    assert refusal(bomb).startswith("Unpacked, the workbook would hold 2 MB")


def test_a_member_that_holds_more_than_it_states_is_damage() -> None:
    content = bytearray(zipped({"xl/workbook.xml": b"0" * 100_000}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(content)).startswith("The workbook is damaged")


def test_a_stray_cell_far_away_takes_no_memory() -> None:
    """A reader sets aside the whole rectangle: 1,048,576 rows of 16,384 columns."""
    rows: list[list[str | None]] = [["Date", "Place"], ["01/04/2026", "High Street"]]
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes({"A": rows}))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    row = b'<row r="1048570"><c r="XFD1048570" t="n"><v>1</v></c></row></sheetData>'
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", row)
    assert "Split it by year" in refusal(zipped(members))
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(b"1048570", b"99999")
    assert "Look for a stray value far to the right" in refusal(zipped(members))


def test_a_few_repeated_cells_of_an_open_document_take_no_memory() -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000">'
        "<text:p>1</text:p></table:table-cell>"
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    assert refusal(ods_of(content), "a.ods").startswith("The table spreads over more than 20 million cells.")


@pytest.mark.parametrize(
    "content",
    [
        ods_of('<x><table:table-row table:number-rows-repeated="2">' * 60_000),
        ods_of("<table:table-cell " + 'office:value-type="float" ' * 60_000),
        zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"<c " + b' s="1" r="A1"' * 100_000}),
    ],
    ids=["rows without an end", "a tag without an end", "a cell without an end"],
)
def test_a_file_that_was_made_to_take_for_ever_is_refused_at_once(content: bytes) -> None:
    began = time.process_time()
    assert refusal(content)
    assert time.process_time() - began < 2


def test_too_many_rows_say_how_to_split_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saferplace.evidence.tables.delimited.MOST_ROWS", 10)
    monkeypatch.setattr(sheet, "MOST_ROWS", 10)
    assert "Split it by year or by month" in refusal(csv_bytes([["a"]] * 30), "a.csv")


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_in_a_sentence(content: bytes) -> None:
    try:
        sheets = read_tables(content, name="anything")
    except UnreadableTable as refused:
        assert str(refused).endswith((".", "?"))
    else:
        assert any(sheet.rows for sheet in sheets)


@given(st.integers(0, len(XLSX) - 1), st.integers(1, 255))
@settings(max_examples=80, deadline=None)
def test_a_workbook_with_one_byte_changed_is_read_or_refused(at: int, by: int) -> None:
    damaged = bytearray(XLSX)
    damaged[at] ^= by
    try:
        read_tables(bytes(damaged), name="a.xlsx")
    except UnreadableTable as refused:
        assert str(refused).endswith(".")
