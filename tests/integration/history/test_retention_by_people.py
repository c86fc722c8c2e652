"""Two people stand behind every removal, in the browser and at a shell; figures that rested on it say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError
from django.test import Client

from saferplace.cli import main
from saferplace.core.audit import verify_chain
from saferplace.core.models import AuditEntry
from saferplace.core.receipts import keep
from saferplace.evidence.areas import find_area
from saferplace.evidence.count import answer_count
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.models import LegalHold, RetentionRule, RetentionRun
from saferplace.intelligence.opening import evidence_store, partner_store
from saferplace.partnership.models import Partnership, Role, User
from tests.factories import make_partnership, make_person
from tests.integration.history.shared_source import bring_in_reports, hold_council_reports
from tests.integration.history.test_retention import NOW, remove, rows_of_march
from tests.police_files import bring_in, row, street_file

HOME = "/dacorum/evidence/retention/"


@pytest.fixture
def partnership(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Partnership:
    """Three versions of what the council shared."""
    settings.EVIDENCE_ROOT = tmp_path / "data" / "evidence"
    hold_council_reports(monkeypatch)
    made = make_partnership()
    for number in (1, 2, 3):
        file = street_file(tmp_path / str(number), [row(Location=f"WORD{number} Street")])
        bring_in_reports(partner_store(made), file, minute=number, agreement="ISA-2026-01 version 1")
    return made


@pytest.fixture
def morgan(partnership: Partnership) -> User:
    return make_person(partnership, Role.MANAGER, "morgan@dacorum.example")


@pytest.fixture
def other(partnership: Partnership) -> User:
    return make_person(partnership, Role.MANAGER, "other@dacorum.example")


def set_rule(client: Client, number: int = 1) -> RetentionRule:
    answers = {"data_set": "council-reports", "kind": "newest versions", "number": number, "reason": "Clause 9"}
    assert client.post(f"{HOME}rules/add/", answers).status_code == 302
    return RetentionRule.objects.get(ended_at__isnull=True)


def proposed(client: Client) -> RetentionRun:
    client.post(f"{HOME}rules/{set_rule(client).pk}/")
    return RetentionRun.objects.get()


def test_ret_01_from_rule_to_certificate_in_the_browser(
    partnership: Partnership, morgan: User, other: User, client: Client
) -> None:
    store = partner_store(partnership)
    client.force_login(morgan)
    rule = set_rule(client)
    page = client.get(f"{HOME}rules/{rule.pk}/").content.decode()
    assert "keep the newest 1 version" in page
    assert "Hertfordshire, March 2021" in page
    client.post(f"{HOME}rules/{rule.pk}/")
    run = RetentionRun.objects.get()
    assert "who proposes a removal cannot" in client.get(f"{HOME}runs/{run.pk}/").content.decode()
    refused = client.post(f"{HOME}runs/{run.pk}/", {"step": "approve"}, follow=True).content.decode()
    assert "a second person must" in refused
    too_early = client.post(f"{HOME}runs/{run.pk}/", {"step": "carry-out"}, follow=True).content.decode()
    assert "Only a removal that is approved" in too_early
    client.force_login(other)
    client.post(f"{HOME}runs/{run.pk}/", {"step": "approve"})
    assert len(list(store.folder("council-reports").glob("publication_unit=*/*.parquet"))) == 3
    client.post(f"{HOME}runs/{run.pk}/", {"step": "carry-out"})
    assert len(list(store.folder("council-reports").glob("publication_unit=*/*.parquet"))) == 1
    run.refresh_from_db()
    client.force_login(make_person(partnership, Role.BOARD_MEMBER))
    certificate = client.get(f"/dacorum/evidence/certificates/{run.pk}/").content.decode()
    assert "Versions removed" in certificate
    assert run.certificate_digest in certificate
    told = client.get(f"/dacorum/evidence/certificates/{run.pk}.json").json()
    assert [told["versions"], len(told["files"]), told["digest"]] == [[1, 2], 2, run.certificate_digest]
    entry = AuditEntry.objects.get(action="retention carried out")
    assert entry.detail["certificate"] == run.certificate_digest
    assert verify_chain()[1] is None


def test_the_database_itself_refuses_one_person_for_both(
    partnership: Partnership, morgan: User, client: Client
) -> None:
    client.force_login(morgan)
    run = proposed(client)
    with pytest.raises(IntegrityError, match="approved_by_a_second_person"):
        RetentionRun.objects.filter(pk=run.pk).update(approved_by=morgan, approved_at=NOW)


def test_a_hold_placed_after_the_approval_still_stops_the_removal(
    partnership: Partnership, morgan: User, other: User, client: Client
) -> None:
    client.force_login(morgan)
    run = proposed(client)
    client.force_login(other)
    client.post(f"{HOME}runs/{run.pk}/", {"step": "approve"})
    hold = {"reference": "CLAIM-7", "data_set": "council-reports", "unit": "", "reason": "A claim"}
    assert client.post(f"{HOME}holds/add/", hold).status_code == 302
    stopped = client.post(f"{HOME}runs/{run.pk}/", {"step": "carry-out"}, follow=True).content.decode()
    assert "legal hold has changed what would be removed" in stopped
    assert len(list(partner_store(partnership).folder("council-reports").glob("publication_unit=*/*.parquet"))) == 3
    held = LegalHold.objects.get()
    assert "Say why" in client.post(f"{HOME}holds/{held.pk}/lift/", follow=True).content.decode()
    client.post(f"{HOME}holds/{held.pk}/lift/", {"reason": "The claim is settled"})
    client.post(f"{HOME}runs/{run.pk}/", {"step": "carry-out"})
    assert len(list(partner_store(partnership).folder("council-reports").glob("publication_unit=*/*.parquet"))) == 1


def test_a_refused_removal_removes_nothing_and_cannot_be_carried_out(
    partnership: Partnership, morgan: User, other: User, client: Client
) -> None:
    client.force_login(morgan)
    run = proposed(client)
    client.force_login(other)
    client.post(f"{HOME}runs/{run.pk}/", {"step": "refuse"})
    answer = client.post(f"{HOME}runs/{run.pk}/", {"step": "approve"}, follow=True).content.decode()
    assert "does not wait for approval any more" in answer
    assert client.get(f"/dacorum/evidence/certificates/{run.pk}/").status_code == 404


def test_a_manager_elsewhere_finds_no_run_or_rule_of_this_partnership(
    partnership: Partnership, morgan: User, client: Client
) -> None:
    client.force_login(morgan)
    run = proposed(client)
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    client.force_login(make_person(elsewhere, Role.MANAGER))
    assert client.get(f"/elsewhere/evidence/retention/runs/{run.pk}/").status_code == 404
    assert client.post(f"/elsewhere/evidence/retention/rules/{run.rule_id}/").status_code == 404


def test_open_data_is_not_for_one_partnership_to_remove(partnership: Partnership, morgan: User, client: Client) -> None:
    client.force_login(morgan)
    answers = {"data_set": DATA_SET, "kind": "newest versions", "number": 1, "reason": "Clause 9"}
    assert client.post(f"{HOME}rules/add/", answers).status_code == 400


def command(*words: str, password: str = "a-long-test-password") -> tuple[int, str]:  # noqa: S107 - of the test people
    answer = CliRunner().invoke(main, ["retention", *words], input=f"{password}\n")
    return answer.exit_code, answer.output


@pytest.fixture
def open_data(db: None, tmp_path: Path, settings: Any) -> EvidenceStore:
    settings.EVIDENCE_ROOT = tmp_path / "data" / "evidence"
    store = evidence_store()
    for number in (1, 2, 3):
        bring_in(store, street_file(tmp_path / str(number), [row(Location=f"WORD{number}")]), minute=number)
    return store


def test_two_administrators_remove_open_data_at_a_shell_and_verify_tells_it_apart(open_data: EvidenceStore) -> None:
    partnership = make_partnership()
    for email in ("ada@dacorum.example", "bea@dacorum.example"):
        make_person(partnership, Role.ADMINISTRATOR, email)
    make_person(partnership, Role.MANAGER, "morgan@dacorum.example")
    period = find_march()
    receipt = answer_count(
        open_data, area=find_area("Dacorum"), crime_types=None, period=period, version=1, at=NOW
    ).by_month.receipt
    keep(receipt, partnership)
    rule = ("rule", "--data-set", DATA_SET, "--keep-newest", "2", "--reason", "The schedule", "--as")
    assert command(*rule, "morgan@dacorum.example")[0] == 1
    assert command(*rule, "ada@dacorum.example", password="wrong")[1].endswith("password is wrong.\n")
    assert command(*rule, "ada@dacorum.example")[0] == 0
    number = str(RetentionRule.objects.get().pk)
    status, planned = command("plan", number, "--json")
    assert (status, json.loads(planned)["versions"]) == (0, [1])
    assert "Stays: Version 3" in command("plan", number)[1]
    assert command("propose", number, "--as", "ada@dacorum.example")[0] == 0
    run = RetentionRun.objects.get()
    assert command("approve", str(run.pk), "--as", "ada@dacorum.example")[0] == 1
    assert command("approve", str(run.pk), "--as", "bea@dacorum.example")[0] == 0
    assert command("carry-out", str(run.pk), "--as", "ada@dacorum.example")[0] == 0
    answer = CliRunner().invoke(main, ["verify", "--json"])
    said = json.loads(answer.output)
    assert answer.exit_code == 0
    assert said["receipts_wrong"] == []
    assert [(each["digest"], each["certificate"]) for each in said["receipts_removed"]] == [(receipt.digest, run.name)]
    told = CliRunner().invoke(main, ["verify"]).output
    assert f"cannot be computed again: removed under certificate {run.name}" in told


def find_march() -> Any:
    from saferplace.analysis.months import Month, Period

    return Period(Month(2021, 3), Month(2021, 3))


def test_the_count_command_answers_for_a_removed_version_in_a_sentence(open_data: EvidenceStore) -> None:
    from tests.integration.history.test_retention import NEWEST_TWO, plan

    remove(open_data, plan(open_data, NEWEST_TWO))
    assert rows_of_march(open_data) == 1
    asked = ["count", "--area", "Dacorum", "--from", "2021-03", "--to", "2021-03", "--version", "1"]
    answer = CliRunner().invoke(main, [*asked, "--data", str(open_data.root.parent)])
    assert answer.exit_code == 1
    assert "Version 1 of police-uk-street was removed on" in answer.output
