"""Opens whatever table a partner sent. What a file is, its bytes say; its name is only shown."""

from __future__ import annotations

from pathlib import Path, PurePath

from saferplace.evidence.tables.archive import kind_of_archive
from saferplace.evidence.tables.delimited import read_delimited
from saferplace.evidence.tables.parquet import read_parquet
from saferplace.evidence.tables.sheet import Sheet, UnreadableTable
from saferplace.evidence.tables.spreadsheet import read_old_workbook, read_workbook

MOST_BYTES = 500 * 1024 * 1024
_TOO_LARGE = f"The file is larger than {MOST_BYTES // 1024**2} MB. Split it by year or by month."
_START = 4096
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def open_tables(path: Path, *, name: str) -> tuple[Sheet, ...]:
    """Every sheet of a CSV, XLSX, XLS, ODS or Parquet file; a CSV or Parquet file has one.

    name: what the sender called the file, for sentences and as the name of a CSV's only sheet.
    Raises `UnreadableTable` with the sentence to show.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableTable(_TOO_LARGE)
    return read_tables(path.read_bytes(), name=name)


def read_tables(content: bytes, *, name: str) -> tuple[Sheet, ...]:
    """As `open_tables`, of a file's bytes."""
    if not content:
        raise UnreadableTable("The file is empty.")
    if len(content) > MOST_BYTES:
        raise UnreadableTable(_TOO_LARGE)
    sheets = _read(content, PurePath(name).stem or "Table")
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableTable("The file is empty: no sheet of it has a single filled cell.")
    return sheets


def _read(content: bytes, title: str) -> tuple[Sheet, ...]:
    start = content[:_START]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_workbook(content, kind_of_archive(content))
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _read_compound_file(content)
    if start.startswith(b"PAR1"):
        return (read_parquet(content, title),)
    _refuse_what_is_no_table(start)
    return (read_delimited(content, title),)


def _read_compound_file(content: bytes) -> tuple[Sheet, ...]:
    """An old .xls, or the shell that Office puts around a workbook with a password."""
    if _ENCRYPTED_PACKAGE in content:
        raise UnreadableTable("The workbook is protected by a password. Remove the password and send it again.")
    return read_old_workbook(content)


def _refuse_what_is_no_table(start: bytes) -> None:
    words = start.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe").lstrip().lower()
    if words.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in words:
        raise UnreadableTable("This is an “XML Spreadsheet 2003”. Open it and save it as an Excel workbook (.xlsx).")
    if words.startswith(
        (b"<!doctype", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<?xml", b"<!--")
    ):
        raise UnreadableTable(
            "This is a web page saved under the name of a table, as some systems’ “Export to Excel” gives. "
            "Open it in Excel or LibreOffice and save it as a workbook (.xlsx) or CSV."
        )
    if words.startswith(b"%pdf"):
        raise UnreadableTable("This is a PDF, from which no table can be read safely. Ask for the spreadsheet itself.")
    if start.startswith(b"\x1f\x8b"):
        raise UnreadableTable("The file is compressed (gzip). Unpack it and send the table itself.")
    if words.startswith(b"{\\rtf"):
        raise UnreadableTable("This is a text document, not a table. Ask for the spreadsheet itself.")
