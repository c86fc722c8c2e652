"""XLSX, XLS and ODS workbooks through calamine, with what calamine would lose put back first."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from io import BytesIO
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from saferplace.evidence.tables.archive import WorkbookKind
from saferplace.evidence.tables.cells import Cell
from saferplace.evidence.tables.sheet import MOST_CELLS, TOO_MANY_CELLS, Sharing, Sheet, UnreadableTable, tidy
from saferplace.evidence.tables.workbook_xml import Prepared, prepare_workbook

_DAMAGED = "The workbook is damaged or was cut short on its way. Open it, save it again, and send it again."
_OLD_WORKBOOK = (
    "In an old workbook (.xls) a formula that failed (#N/A, #REF!) cannot be told from an empty cell, and 12% reads as "
    "0.12. Send .xlsx if the table holds formulas or percentages."
)
# OpenDocument writes a duration of a day or more as PT36H00M00S, which calamine passes on as text.
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:\.\d+)?S")


def read_workbook(content: bytes, kind: WorkbookKind) -> tuple[Sheet, ...]:
    """Every worksheet of an XLSX or ODS file that `archive.kind_of_archive` found intact."""
    prepared: Prepared = prepare_workbook(content, kind)
    return _sheets(prepared.content or BytesIO(content), prepared.notes)


def read_old_workbook(content: bytes) -> tuple[Sheet, ...]:
    """Every worksheet of an XLS file: at most 65,536 rows and 256 columns by its format."""
    return _sheets(BytesIO(content), (_OLD_WORKBOOK,))


def _sheets(source: IO[bytes], notes: tuple[str, ...]) -> tuple[Sheet, ...]:
    try:
        workbook = CalamineWorkbook.from_object(source)
        tables = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        return tuple(_sheet(workbook, about.name, about.visible != SheetVisibleEnum.Visible, notes) for about in tables)
    except PasswordError:
        raise UnreadableTable(
            "The workbook is protected by a password. Remove the password and send it again."
        ) from None
    except CalamineError:
        raise UnreadableTable(_DAMAGED) from None


def _sheet(workbook: CalamineWorkbook, name: str, is_hidden: bool, notes: tuple[str, ...]) -> Sheet:
    table = workbook.get_sheet_by_name(name)
    if table.total_height * table.total_width > MOST_CELLS:
        raise UnreadableTable(TOO_MANY_CELLS)
    shared = Sharing()
    rows = [[_cell(value, shared) for value in row] for row in table.to_python(skip_empty_area=False)]
    sheet = tidy(name, rows, list(range(1, len(rows) + 1)), is_hidden=is_hidden, notes=notes)
    return dataclasses.replace(sheet, is_of_workbook=True)


def _cell(value: Any, shared: Sharing) -> Cell:
    if isinstance(value, str):
        if not value:
            return None
        if value.startswith("PT") and (duration := _DURATION.fullmatch(value)):
            hours, minutes, seconds = (int(part) for part in duration.groups())
            return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return shared(value)
    cell: Cell = value
    return cell
