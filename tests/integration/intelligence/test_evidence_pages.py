"""The state of the evidence, and rows that wait for correction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.core.models import AuditEntry
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
IN_THE_SEA = (
    ",2025-01,Hertfordshire Constabulary,Hertfordshire Constabulary,2.0,54.5,<script>alert(1)</script>,E01023345,"
    "Dacorum 013A,Burglary,,=1+1"
)


@pytest.fixture
def with_a_refused_row(db: None, tmp_path: Path, settings: Any) -> Partnership:
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    file = tmp_path / "2025-01-hertfordshire-street.csv"
    file.write_text(f"{HEADER}\n{IN_THE_SEA}\n")
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    import_files(EvidenceStore(tmp_path / "evidence"), [file], today=now.date(), terms=Terms("a test"), started_at=now)
    return make_partnership()


def test_a_refused_row_is_shown_with_file_line_and_reason_and_nothing_in_it_runs(
    with_a_refused_row: Partnership, client: Client
) -> None:
    client.force_login(make_person(with_a_refused_row, Role.ANALYST))
    page = client.get("/dacorum/evidence/refused/").content.decode()
    assert "2025-01-hertfordshire-street.csv" in page
    assert "Longitude: “2.0” with its latitude is in the sea or outside the UK." in page
    assert "<script>alert" not in page
    assert AuditEntry.objects.filter(action="refused rows read").exists()


def test_imp_17_the_csv_of_refused_rows_guards_a_cell_that_a_spreadsheet_would_run(
    with_a_refused_row: Partnership, client: Client
) -> None:
    client.force_login(make_person(with_a_refused_row, Role.ANALYST))
    downloaded = client.get("/dacorum/evidence/refused.csv").content.decode("utf-8-sig")
    assert "'=1+1" in downloaded
    assert downloaded.startswith("Refused in import,Data set,Refused file,Refused line,Refused column,Reason,Crime ID")


def test_the_home_page_of_an_analyst_asks_for_the_correction(with_a_refused_row: Partnership, client: Client) -> None:
    client.force_login(make_person(with_a_refused_row, Role.ANALYST))
    assert "Correct 1 refused row" in client.get("/dacorum/home/").content.decode()


def test_a_board_member_is_not_told_of_refused_rows_on_the_home_page(
    with_a_refused_row: Partnership, client: Client
) -> None:
    client.force_login(make_person(with_a_refused_row, Role.BOARD_MEMBER))
    assert "refused" not in client.get("/dacorum/home/").content.decode()


def test_the_evidence_page_names_gaps_redrawn_points_and_the_switch_of_area_codes(
    loaded_dacorum: Partnership, client: Client
) -> None:
    client.force_login(make_person(loaded_dacorum, Role.BOARD_MEMBER))
    page = client.get("/dacorum/evidence/").content.decode()
    assert "April 2022 to December 2023; May to December 2024" in page
    assert "only 50 recur" in page
    assert "From January 2024 the files use another census edition of area codes" in page


def test_before_the_first_import_the_pages_say_how_to_begin(
    db: None, client: Client, tmp_path: Path, settings: Any
) -> None:
    settings.EVIDENCE_ROOT = tmp_path / "nothing"
    client.force_login(make_person(make_partnership(), Role.MANAGER))
    for address in ("/dacorum/map/", "/dacorum/evidence/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "saferplace import PATH" in page.content.decode()
