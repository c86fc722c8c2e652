"""A council's fly-tipping as it is sent: a small data set of records, its mapping, and a workbook in all its mess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.importing.summary import ImportReport
from saferplace.evidence.partner.fields import DATE, EASTING, LOCATION, NORTHING, NUMBER, POSTCODE, REFERENCE, category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from tests.workbooks import Value, xlsx_bytes

TODAY = dt.date(2026, 11, 23)
WASTE = category("What was tipped.", ("Black bags", "Construction", "Other household waste", "White goods"))
NOTE = Field("note", "Note", "What the officer wrote.", FieldKind.TEXT, also_called=("Notes", "Comments"))
TIPPING: Source = record_source(
    data_set="test-fly-tipping",
    title="fly-tipping as a test sends it",
    duty="",
    fields=(DATE, WASTE, LOCATION, POSTCODE, EASTING, NORTHING, NUMBER, REFERENCE, NOTE),
)
COUNCIL = "dacorum-borough-council"
HEADINGS = ["Ref No.", "Date/Time", "Waste", "Street", "Reported by", "Qty"]
MAPPING = Mapping(
    name="Dacorum fly-tipping",
    data_set=TIPPING.data_set,
    provider=COUNCIL,
    columns=(
        ColumnRule.keep("Ref No.", "reference"),
        ColumnRule.keep("Date/Time", "date"),
        ColumnRule.keep("Waste", "category"),
        ColumnRule.keep("Street", "location"),
        ColumnRule.drop("Reported by"),
        ColumnRule.keep("Qty", "number"),
    ),
    translations={"category": {"Bags (black)": "Black bags", "Fridge": "White goods"}},
)


def tip(number: int, day: Value = "01/10/2026", **changes: Value) -> list[Value]:
    """A sound row under HEADINGS, some cells changed by what they are."""
    row: dict[str, Value] = {
        "reference": f"FT/{number}",
        "date": day,
        "waste": "Bags (black)",
        "street": "Waterhouse Street",
        "by": "Jane Smith",
        "quantity": 1,
    }
    return list({**row, **changes}.values())


def messy_workbook(rows: Sequence[Sequence[Value]]) -> bytes:
    """Titles above, a total and a note below, a blank row between, another sheet in front and a hidden one behind."""
    sheet = [
        ["Dacorum Borough Council", None, None, None, None, None],
        ["Fly-tipping, October 2026"],
        [],
        HEADINGS,
        *rows[:1],
        [],
        *rows[1:],
        [],
        ["Total", None, None, None, None, len(rows)],
        ["Produced from the waste system on 2 November 2026"],
    ]
    return xlsx_bytes(
        {"October": sheet, "Codes": [["Code", "Meaning"], ["1", "Bags"]], "Old": [["x"]]},
        hidden=["Old"],
        merged=["A1:F1"],
    )


def bring(
    store: EvidenceStore,
    *paths: Path,
    mappings: Sequence[Mapping] = (MAPPING,),
    provider: str | None = None,
    covers: Sequence[str] = (),
    is_dry_run: bool = False,
    minute: int = 0,
) -> ImportReport:
    """Import as an analyst would, at a fixed time."""
    return import_files(
        store,
        paths,
        today=TODAY,
        terms=Terms("a test"),
        started_at=dt.datetime(2026, 11, 23, 9, minute, tzinfo=dt.UTC),
        is_dry_run=is_dry_run,
        mappings=mappings,
        provider=provider,
        covers=covers,
        sources=(TIPPING,),
    )
