from __future__ import annotations

import csv
import io
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from saferplace.evidence.partner.data_sets import INDICATORS, PARTNER_SOURCES
from saferplace.evidence.partner.documentation import data_sets_page
from saferplace.evidence.partner.samples import SAMPLES, sample_of
from saferplace.evidence.partner.stored import FIGURE, RECORD
from saferplace.evidence.partner.template import example_csv, template_csv, template_xlsx
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.field import FieldKind
from saferplace.evidence.sources.source import PROVENANCE, UNIT_COLUMN, Source, SourceKind
from saferplace.evidence.tables.headings import normalised
from saferplace.evidence.tables.personal_text import personal_pieces
from saferplace.evidence.tables.workbook import open_tables
from tests.unit.evidence.partner.cells import check, kept

PROJECT = Path(__file__).parents[4]
EVERY_SOURCE = pytest.mark.parametrize("source", PARTNER_SOURCES, ids=lambda source: source.data_set)
# What says who a person is. A data set may not even ask for it.
_PERSONAL = (
    "name",
    "surname",
    "forename",
    "date of birth",
    "dob",
    "age",
    "phone",
    "email",
    "nhs number",
    "notes",
    "comments",
)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_data_set_of_partners_is_held_after_the_police_s_own() -> None:
    own = sum(source.kind is SourceKind.POLICE for source in SOURCES)
    assert {source.kind for source in SOURCES[:own]} == {SourceKind.POLICE}
    assert SOURCES[own : own + len(PARTNER_SOURCES)] == PARTNER_SOURCES
    assert len({source.data_set for source in SOURCES}) == len(SOURCES)


@EVERY_SOURCE
def test_a_data_set_stores_the_common_columns_and_says_why_it_is_shared(source: Source) -> None:
    common = RECORD if source.kind is SourceKind.RECORDS else FIGURE
    stored = [(field.name, field.type) for field in source.stored]
    assert source.stored.names[0] == UNIT_COLUMN
    assert stored[1 : len(common) + 1] == common
    assert stored[-len(PROVENANCE) :] == PROVENANCE
    assert len(set(source.stored.names)) == len(source.stored.names)
    assert set(source.content) <= set(source.stored.names)
    assert not source.is_open
    assert source.duty


@EVERY_SOURCE
def test_no_two_columns_are_known_by_the_same_heading(source: Source) -> None:
    known = [{normalised(heading) for heading in (f.heading, *f.also_called)} for f in source.fields]
    assert len(set(chain(*known))) == sum(len(headings) for headings in known)
    assert len({field.name for field in source.fields}) == len(source.fields)


@EVERY_SOURCE
def test_nothing_that_says_who_a_person_is_is_asked_for(source: Source) -> None:
    assert not {normalised(field.heading) for field in source.fields} & set(_PERSONAL)


@EVERY_SOURCE
def test_a_sensitive_data_set_asks_for_no_point_of_anybody(source: Source) -> None:
    if source.is_sensitive:
        kinds = {field.kind for field in source.fields}
        exact = {FieldKind.EASTING, FieldKind.LONGITUDE, FieldKind.GRID_REFERENCE, FieldKind.UPRN, FieldKind.POSTCODE}
        assert not kinds & exact


@EVERY_SOURCE
def test_the_example_of_a_template_passes_its_own_check(source: Source) -> None:
    (row,) = kept(source, {field.name: field.example for field in source.fields})
    assert row["source_line"] == 2
    headings, example = read_csv(example_csv(source))
    assert headings == list(source.columns)
    assert example == [field.example for field in source.fields]
    assert read_csv(template_csv(source)) == [headings]


@EVERY_SOURCE
def test_a_template_workbook_begins_with_the_empty_table_and_explains_every_column(
    source: Source, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_xlsx(source))
    data, notes, example, words = open_tables(path, name="template.xlsx")
    assert [data.rows[0], len(data.rows)] == [list(source.columns), 1]
    assert [row[0] for row in notes.rows[1 : len(source.fields) + 1]] == list(source.columns)
    assert len(notes.rows) == 1 + len(source.fields) + len(INDICATORS.get(source.data_set, ()))
    assert [cell or "" for cell in example.rows[1]] == [f.example for f in source.fields][: len(example.rows[1])]
    shown = {str(cell) for row in words.rows[1:] for cell in row if cell}
    assert shown == {word for field in source.fields for word in field.words}


@EVERY_SOURCE
def test_no_row_of_a_sample_is_refused_or_names_anybody(source: Source) -> None:
    headings, *rows = read_csv(sample_of(source).read_bytes())
    assert headings == list(source.columns)
    assert 20 <= len(rows) <= 60
    found = check(source, *(dict(zip(source.cells, row, strict=True)) for row in rows))
    assert found.refused["reason"].to_list() == []
    assert found.good.height == len(rows)
    assert not [cell for row in rows for cell in row if personal_pieces(cell)]


def test_the_samples_are_what_their_script_writes(tmp_path: Path) -> None:
    script = PROJECT / "scripts" / "build_partner_samples.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in SAMPLES.glob("*.csv")}


def test_the_page_of_data_sets_says_what_the_code_says() -> None:
    page = (PROJECT / "docs" / "data-sets.md").read_text(encoding="utf-8")
    assert page == data_sets_page(), "Run python scripts/build_data_sets_page.py."
