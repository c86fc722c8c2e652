"""A council's workbook of streets, from the browser to the map: what is clear is placed, the rest is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from django.test import Client

from saferplace.cli import main
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.opening import partner_store
from saferplace.intelligence.settling import waiting_places
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.uploads import PHONED, SOUND, address, match, newest, send, work_off, workbook

TIPPING = source_of("council-fly-tipping")
CLEAR = ["FT/9", SOUND[1], "Household bags", "14 Marlowes, Hemel Hempstead", "Jane Smith", ""]


@pytest.fixture
def dacorum(db: None, bundled_evidence: EvidenceStore, tmp_path: Path, settings: Any) -> Partnership:
    """The bundled police files as open evidence, and a partnership's store of its own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads" / "arriving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EVIDENCE_ROOT.mkdir()
    for table in bundled_evidence.root.iterdir():
        (settings.EVIDENCE_ROOT / table.name).symlink_to(table)
    return make_partnership()


@pytest.fixture
def analyst(dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(dacorum, Role.ANALYST))
    return client


def bring_in(client: Client, *, is_known: bool) -> None:
    """Send the workbook and import it. is_known: how its columns are read was saved before."""
    send(client, workbook((SOUND, CLEAR, PHONED)))
    if not is_known:
        match(client, newest())
    work_off()
    client.post(address(newest(), "import/"), {"trial": newest().trial_id})
    work_off()


def held(partnership: Partnership) -> pl.DataFrame:
    files = partner_store(partnership).files(TIPPING.data_set)
    return pl.concat([pl.read_parquet(file, hive_partitioning=False) for file in files]).sort("reference")


def test_a_workbook_s_streets_are_placed_asked_about_and_stay_as_they_were_settled(
    analyst: Client, dacorum: Partnership
) -> None:
    bring_in(analyst, is_known=False)
    assert held(dacorum).select("reference", "place_method", "place_certainty").rows() == [
        ("FT/1", "street", "uncertain"),
        ("FT/3", "street", "uncertain"),
        ("FT/9", "street", "approximate"),
    ]
    high_street = next(text for text in waiting_places(dacorum) if text.text == "High Street")
    page = f"/dacorum/evidence/places/{high_street.digest}/"
    tring = next(each for each in analyst.get(page).context["candidates"] if "Tring" in each.words)
    analyst.post(page, {"choice": tring.value})
    settled = held(dacorum)
    assert settled["place_method"].to_list() == ["settled", "street", "street"]
    version = partner_store(dacorum).version(TIPPING.data_set)
    bring_in(analyst, is_known=True)
    assert partner_store(dacorum).version(TIPPING.data_set) == version
    assert held(dacorum).equals(settled)


def test_the_command_line_looks_in_the_same_streets(dacorum: Partnership, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("SAFERPLACE_DATA", str(tmp_path))
    file = tmp_path / "fly.csv"
    by_heading = {field.heading: "" for field in TIPPING.fields}
    by_name = {field.name: field.heading for field in TIPPING.fields}
    by_heading |= {by_name["date"]: "2026-10-01", by_name["location"]: "14 Marlowes, Hemel Hempstead"}
    category = next(field for field in TIPPING.fields if field.name == "category")
    by_heading[category.heading] = category.words[0]
    pl.DataFrame([by_heading]).write_csv(file)
    told = CliRunner().invoke(
        main, ["import", str(file), "--partnership", "dacorum", "--provider", "dacorum-borough-council"]
    )
    assert told.exit_code == 0, told.output
    rows = pl.read_parquet(partner_store(dacorum).files(TIPPING.data_set), hive_partitioning=False)
    assert rows["place_method"].to_list() == ["street"]
