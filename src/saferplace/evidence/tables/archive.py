"""What kind of workbook a zip file is, and whether it is safe to open."""

from __future__ import annotations

import zipfile
import zlib
from enum import StrEnum
from io import BytesIO

from saferplace.evidence.tables.sheet import UnreadableTable

MOST_UNPACKED_BYTES = 1024**3
MOST_MEMBERS = 5_000
_PASSWORD = "The workbook is protected by a password. Remove the password and send it again."  # noqa: S105
_DAMAGED = "The workbook is damaged or was cut short on its way. Open it, save it again, and send it again."


class WorkbookKind(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"


def kind_of_archive(content: bytes) -> WorkbookKind:
    """Raises `UnreadableTable` for anything but an intact XLSX or ODS workbook of bearable size.

    Sizes are checked as the archive states them, then every member is unpacked once in small pieces: a member that
    holds more than it states fails there, before a reader would take it into memory.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_bombs(archive)
            kind = _kind(archive)
            if archive.testzip() is not None:
                raise UnreadableTable(_DAMAGED)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, UnicodeDecodeError, ValueError):
        raise UnreadableTable(_DAMAGED) from None
    except NotImplementedError:
        raise UnreadableTable("The workbook is packed in a way that no office program uses. Save it again.") from None


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED_BYTES or len(members) > MOST_MEMBERS:
        raise UnreadableTable(
            f"Unpacked, the workbook would hold {unpacked / 1024**2:,.0f} MB in {len(members):,} parts; at most "
            f"{MOST_UNPACKED_BYTES // 1024**2:,} MB in {MOST_MEMBERS:,} parts are read. Send it as a CSV, or split it."
        )


def _kind(archive: zipfile.ZipFile) -> WorkbookKind:
    names = set(archive.namelist())
    if any(member.flag_bits & 0x1 for member in archive.infolist()):
        raise UnreadableTable(_PASSWORD)
    if "xl/workbook.xml" in names:
        return WorkbookKind.XLSX
    if "xl/workbook.bin" in names:
        raise UnreadableTable("This is a binary workbook (.xlsb). Save it as an ordinary workbook (.xlsx).")
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UnreadableTable(_PASSWORD)
        return WorkbookKind.ODS
    if "word/document.xml" in names or "mimetype" in names:
        raise UnreadableTable("This is a document, not a workbook. Copy its table into a spreadsheet and send that.")
    if any(name.startswith("Index/") for name in names):
        raise UnreadableTable("This is an Apple Numbers file. Export it as an Excel workbook (.xlsx) or CSV.")
    raise UnreadableTable("This is a zip archive, not a workbook. Unpack it and send the table itself.")
