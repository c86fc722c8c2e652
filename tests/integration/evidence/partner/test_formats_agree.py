from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING as SOURCE
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.tables.apply import read_mapped
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from saferplace.evidence.tables.workbook import open_tables

HEADINGS = {
    "Date": "date",
    "Time": "time",
    "Waste type": "category",
    "Clearance cost (£)": "clearance_cost",
    "Easting": "easting",
    "Northing": "northing",
}
CSV = "Date,Time,Waste type,Clearance cost (£),Easting,Northing\n01/04/2026,22:15,Tyres,84.50,505550,207550\n"


def stored(path: Path) -> list[dict[str, object]]:
    (sheet,) = open_tables(path, name=path.name)
    rules = tuple(ColumnRule.keep(heading, name) for heading, name in HEADINGS.items())
    cells = read_mapped(sheet, Mapping("m", SOURCE.data_set, "council", rules), SOURCE.cells).cells
    unit = Unit("council", "2026-04")
    found = SOURCE.check(cells, unit, dt.date(2026, 6, 1))
    assert found.refused["reason"].to_list() == []
    return SOURCE.keep(found.good, unit).to_dicts()


def test_imp_15_a_workbooks_dates_and_times_are_those_of_the_csv(tmp_path: Path) -> None:
    plain, marked, workbook = tmp_path / "plain.csv", tmp_path / "marked.csv", tmp_path / "table.xlsx"
    plain.write_text(CSV, encoding="utf-8")
    marked.write_text(CSV, encoding="utf-8-sig")
    with xlsxwriter.Workbook(workbook) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(HEADINGS))
        sheet.write_datetime(1, 0, dt.datetime(2026, 4, 1), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_datetime(1, 1, dt.time(22, 15), book.add_format({"num_format": "hh:mm"}))
        sheet.write_row(1, 2, ["Tyres", 84.5, 505550, 207550])
    (row,) = stored(plain)
    assert (row["occurred_on"], str(row["occurred_from"])) == (dt.date(2026, 4, 1), "2026-04-01 22:15:00")
    assert stored(marked) == stored(workbook) == [row]
