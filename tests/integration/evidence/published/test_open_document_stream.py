"""Reading an OpenDocument spreadsheet as a stream: the cells it holds, and what it will not be led into."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from saferplace.evidence.published.ods_rows import sheets_of_ods
from saferplace.evidence.tables.sheet import UnreadableTable

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)


def document(path: Path, rows: str, *, before: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{before}<office:document-content {_SPACES}>'
            f'<table:table table:name="One">{rows}</table:table></office:document-content>',
        )
    return path


def cell(content: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def test_spaces_paragraphs_comments_and_repeated_cells(tmp_path: Path) -> None:
    row = "".join(
        [
            cell("<text:p>Bristol, City of<text:s/>a</text:p>"),
            cell("<text:p>one</text:p><text:p>two</text:p>"),
            cell("<office:annotation><text:p>a comment</text:p></office:annotation><text:p>7</text:p>"),
            cell("<text:p>1,085</text:p>", 'office:value-type="float" office:value="1085"'),
            cell("<text:p>:</text:p>", 'table:number-columns-repeated="2"'),
            cell("", 'table:number-columns-repeated="16000"'),
        ]
    )
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    file = document(tmp_path / "a.ods", f"{blank}<table:table-row>{row}</table:table-row>")
    (sheet,) = sheets_of_ods(file)
    assert sheet.rows == [["Bristol, City of a", "one\ntwo", "7", "1085", ":", ":"]]
    assert sheet.lines == [4]


def test_a_few_cells_that_stand_for_millions_are_refused(tmp_path: Path) -> None:
    wide = cell("<text:p>x</text:p>", 'table:number-columns-repeated="4000"')
    rows = f'<table:table-row table:number-rows-repeated="4000">{wide}</table:table-row>' * 2
    with pytest.raises(UnreadableTable, match="20 million cells"):
        list(sheets_of_ods(document(tmp_path / "a.ods", rows)))


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    file = document(
        tmp_path / "a.ods", f"<table:table-row>{cell('<text:p>&b;</text:p>')}</table:table-row>", before=laughs
    )
    with pytest.raises(UnreadableTable, match="damaged"):
        list(sheets_of_ods(file))


def test_a_workbook_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    whole = document(tmp_path / "a.ods", "<table:table-row/>").read_bytes()
    (tmp_path / "b.ods").write_bytes(whole[:-40])
    with pytest.raises(UnreadableTable, match="cut short"):
        list(sheets_of_ods(tmp_path / "b.ods"))
