"""Pages that show old figures say so plainly; a removed version is told, not crashed over; what changed is a page."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferplace.cli.after_import import bring_figures_up_to_date
from saferplace.cli.bundled import PARTNERSHIP_FILES
from saferplace.core.models import AuditEntry
from saferplace.evidence.importing import held_imports
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.retention.rules import Rule, RuleKind
from saferplace.evidence.sources import catalogue
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.opening import partner_store
from saferplace.partnership.models import Partnership, Role
from saferplace.performance.models import Observation
from saferplace.plan.commands import load_partnership_file
from tests.factories import SYSTEM, make_agreement, make_partnership, make_person
from tests.integration.history.shared_source import bring_in_reports, hold_council_reports
from tests.integration.history.test_retention import plan, remove
from tests.police_files import bring_in, row, street_file

CHANGES = f"/dacorum/evidence/data-sets/{DATA_SET}/changes/"
JUNE, NOVEMBER = dt.datetime(2026, 6, 15, tzinfo=dt.UTC), dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def violence(number: int, outcome: str) -> list[dict[str, str]]:
    """A month of violent crimes in Dacorum, each with an ID of its own."""
    return [
        row(Crime_ID=f"{each:064x}", Crime_type="Violence and sexual offences", Last_outcome_category=outcome)
        for each in range(number)
    ]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """March 2021 twice: 4,000 crimes as released in June 2021, then 4,001, three of them with another outcome."""
    folder = tmp_path_factory.mktemp("releases")
    store = EvidenceStore(folder / "evidence")
    rows = violence(4000, "Under investigation")
    changed = violence(3, "Offender given a caution") + rows[3:] + violence(4001, "Under investigation")[4000:]
    bring_in(store, street_file(folder / "1", rows), published="2021-06", minute=1)
    shutil.copytree(store.root, folder / "evidence-in-june")
    bring_in(store, street_file(folder / "2", changed), published="2022-02", minute=2)
    return folder


@pytest.fixture
def dacorum(db: None, releases: Path, tmp_path: Path, settings: Any) -> Partnership:
    settings.EVIDENCE_ROOT = Path(shutil.copytree(releases / "evidence", tmp_path / "evidence"))
    return make_partnership()


@pytest.fixture
def measured(db: None, releases: Path, settings: Any) -> Partnership:
    """Its measures were counted in June 2026 from the first release, and in November from the second."""
    load_partnership_file(PARTNERSHIP_FILES / "dacorum.yaml", by=SYSTEM)
    for name, at in (("evidence-in-june", JUNE), ("evidence", NOVEMBER)):
        settings.EVIDENCE_ROOT = releases / name
        bring_figures_up_to_date(settings.EVIDENCE_ROOT, at=at)
    return Partnership.objects.get(slug="dacorum")


@pytest.fixture
def analyst(dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(dacorum, Role.ANALYST))
    return client


def test_what_changed_is_a_page_with_its_rows_side_by_side(analyst: Client) -> None:
    page = analyst.get(CHANGES).content.decode()
    assert "1 new, 0 removed and 3 changed rows between version 1 and version 2." in page
    assert "Under investigation" in page
    assert "Offender given a caution" in page
    assert "2021-03-hertfordshire-street.csv, line 2" in page
    assert AuditEntry.objects.filter(action="restated rows read").exists()
    new = analyst.get(CHANGES, {"kind": "new"}).content.decode()
    assert "1 new row." in new


def test_what_changed_names_the_figures_of_measures_that_it_restated(measured: Partnership, client: Client) -> None:
    client.force_login(make_person(measured, Role.ANALYST))
    old = Observation.objects.filter(superseded_at__isnull=False, measure__key="violent-crime").get()
    assert (old.value, old.superseded_by.value if old.superseded_by else None) == (4000, 4001)
    page = client.get(CHANGES).content.decode()
    assert "Figures of measures that this restated" in page
    assert "4,000" in page
    assert "4,001" in page


def test_a_board_member_sees_counts_of_what_changed_and_no_row(dacorum: Partnership, client: Client) -> None:
    client.force_login(make_person(dacorum, Role.BOARD_MEMBER))
    page = client.get(CHANGES).content.decode()
    assert "3 changed rows" in page
    assert "Offender given a caution" not in page
    assert client.get(f"/dacorum/evidence/data-sets/{DATA_SET}/changes.csv").status_code == 403


def test_what_changed_as_csv_holds_every_row_before_and_after(analyst: Client) -> None:
    answer = analyst.get(f"/dacorum/evidence/data-sets/{DATA_SET}/changes.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1 + 4
    assert lines[0].startswith("What,Unit,File and line before,File and line after,Changed,crime_id before")
    assert "last_outcome" in lines[1]


@pytest.mark.parametrize("asked", [{"from": "1", "to": "1"}, {"unit": "nowhere~2021-03"}])
def test_versions_that_do_not_differ_say_so(analyst: Client, asked: dict[str, str]) -> None:
    assert "Nothing changed" in analyst.get(CHANGES, asked).content.decode()


def test_a_version_that_is_not_there_is_a_sentence(analyst: Client) -> None:
    answer = analyst.get(CHANGES, {"from": "1", "to": "9"})
    assert answer.status_code == 400
    assert "there is no version 9" in answer.content.decode()


def test_the_page_of_what_changed_asks_the_records_a_bounded_number_of_times(analyst: Client) -> None:
    analyst.get(CHANGES)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        analyst.get(CHANGES)
    assert len(asked) <= 20


def test_the_map_of_an_earlier_day_says_that_it_is_old_and_leads_to_the_same_rows(analyst: Client) -> None:
    now = analyst.get("/dacorum/map/")
    assert "Old figures" not in now.content.decode()
    assert now.context["map"].found.total == 4001
    then = analyst.get("/dacorum/map/", {"stood_on": "2021-12", "stood_by": "released"})
    page = then.content.decode()
    assert "Old figures: what had been released by its publisher by the end of December 2021." in page
    assert then.context["map"].found.total == 4000
    rows = analyst.get(unescape(re.findall(r'href="(/dacorum/evidence/rows/[^"]+)"', page)[0]))
    assert rows.context["found"].total == 4000
    assert "As released by the end of December 2021" in rows.content.decode()


def test_the_map_of_a_day_before_everything_says_why_there_is_none(analyst: Client) -> None:
    answer = analyst.get("/dacorum/map/", {"stood_on": "2020", "stood_by": "released"})
    assert answer.status_code == 400
    assert "had been released by 2020" in answer.content.decode()
    assert "is not a date like" in analyst.get("/dacorum/map/", {"stood_on": "March"}).content.decode()


def test_a_measure_shows_the_figures_that_it_showed_on_an_earlier_day(measured: Partnership, client: Client) -> None:
    client.force_login(make_person(measured, Role.ANALYST))
    address = "/dacorum/measures/violent-crime/"
    assert "Old figures" not in client.get(address).content.decode()
    then = client.get(address, {"stood_on": "2026-07-01"})
    assert "Old figures: as they stood here at 1 July 2026." in then.content.decode()
    assert [each.observation.value for each in then.context["page"].rows if each.observation] == [4000]
    assert [each.observation.value for each in client.get(address).context["page"].rows if each.observation] == [4001]
    assert client.get(address, {"stood_on": "2026-01"}).context["page"].rows == ()
    assert client.get(address, {"stood_on": "soon"}).status_code == 400
    csv = client.get(reverse("performance:measure-csv", args=["dacorum", "violent-crime"]), {"stood_on": "2026-07-01"})
    assert "4000" in csv.content.decode()
    assert "4001" not in csv.content.decode()


def test_evidence_that_was_removed_answers_410_with_its_certificate(
    dacorum: Partnership, analyst: Client, settings: Any
) -> None:
    then = analyst.get("/dacorum/map/", {"stood_on": "2021-12", "stood_by": "released"}).content.decode()
    rows = unescape(re.findall(r'href="(/dacorum/evidence/rows/[^"]+)"', then)[0])
    store = EvidenceStore(settings.EVIDENCE_ROOT)
    remove(store, plan(store, Rule(RuleKind.NEWEST_VERSIONS, 1)))
    answer = analyst.get(rows)
    assert answer.status_code == 410
    assert "certificate R-1" in answer.content.decode()
    chain = analyst.get(f"/dacorum/evidence/data-sets/{DATA_SET}/").content.decode()
    assert "Removed on 25 November 2026, certificate R-1" in chain


def test_an_import_leads_to_the_agreement_it_came_under_as_it_was_then(
    dacorum: Partnership, analyst: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_council_reports(monkeypatch)
    monkeypatch.setattr("saferplace.intelligence.views.evidence.SOURCES", catalogue.SOURCES)
    agreement = make_agreement(dacorum)
    store = partner_store(dacorum)
    bring_in_reports(store, street_file(tmp_path / "9", [row()]), minute=9, agreement=str(agreement))
    imported = held_imports(store, "council-reports")[0].import_id
    page = analyst.get(f"/dacorum/evidence/imports/{imported}/").content.decode()
    assert f"/dacorum/agreements/of/{agreement.reference}/?version=1" in page
    assert "fewer incidents" in page
