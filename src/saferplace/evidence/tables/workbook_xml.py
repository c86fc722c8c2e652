"""Makes a workbook ready for calamine: bounds are checked and what calamine would lose is written as text.

calamine gives an empty cell for a failed formula and 0.12 for 12%, and sets aside memory for the whole rectangle up to
the last filled cell. All three are answered in the workbook's XML before calamine sees it, member by member.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from saferplace.evidence.tables.archive import WorkbookKind
from saferplace.evidence.tables.ods_xml import prepare_ods_content
from saferplace.evidence.tables.xlsx_xml import XlsxSheetPreparer


@dataclass(frozen=True)
class Prepared:
    """content: the workbook to read in the file's place, or None where the file itself will do."""

    content: io.BytesIO | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PreparedMember:
    """content: what the member must hold instead, or None where it may stay as it is."""

    content: bytes | None
    formulas_without_result: int = 0


def prepare_workbook(content: bytes, kind: WorkbookKind) -> Prepared:
    """Raises `UnreadableTable` when a sheet spreads over too many cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        prepare, names = _work(archive, kind)
        members = {name: prepare(archive.read(name)) for name in names}
        changed = {name: member.content for name, member in members.items() if member.content is not None}
        without_result = sum(member.formulas_without_result for member in members.values())
        return Prepared(_repacked(archive, changed) if changed else None, _notes(without_result))


def _work(archive: zipfile.ZipFile, kind: WorkbookKind) -> tuple[Callable[[bytes], PreparedMember], list[str]]:
    names = archive.namelist()
    if kind is WorkbookKind.ODS:
        return _prepare_ods, [name for name in names if name == "content.xml"]
    styles = archive.read("xl/styles.xml") if "xl/styles.xml" in names else b""
    sheet = XlsxSheetPreparer.of_styles(styles)
    worksheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return lambda xml: PreparedMember(sheet.prepare(xml), sheet.formulas_without_result(xml)), worksheets


def _prepare_ods(xml: bytes) -> PreparedMember:
    return PreparedMember(prepare_ods_content(xml))


def _notes(formulas_without_result: int) -> tuple[str, ...]:
    if not formulas_without_result:
        return ()
    formulas = f"{formulas_without_result:,} formulas have" if formulas_without_result > 1 else "One formula has"
    return (
        f"{formulas} no stored result and read as empty cells. Open the workbook in Excel or LibreOffice, save it, and "
        "send it again.",
    )


def _repacked(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as again:
        for name in archive.namelist():
            again.writestr(name, changed[name] if name in changed else archive.read(name))
    out.seek(0)
    return out
