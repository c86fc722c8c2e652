"""A messy workbook from the browser into the evidence: matched once, tried, imported; the next month's only sent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from saferplace.core.models import AuditEntry, Job
from saferplace.evidence.importing import held_imports, refused_rows
from saferplace.evidence.sources.catalogue import source_of
from saferplace.intelligence.models import SavedMapping
from saferplace.intelligence.opening import evidence_store, partner_store
from saferplace.intelligence.uploads.models import Stage
from saferplace.partnership.models import Partnership, SharingAgreement
from tests.uploads import (
    COUNCIL,
    HEADINGS,
    IMPOSSIBLE,
    PHONED,
    SOUND,
    address,
    answer,
    columns,
    match,
    newest,
    send,
    work_off,
    workbook,
)
from tests.workbooks import xlsx_bytes

TIPPING = source_of("council-fly-tipping")


def page(client: Client, upload: object) -> str:
    return client.get(address(upload)).content.decode()  # type: ignore[arg-type]


def test_a_workbook_is_matched_tried_and_imported(analyst: Client, dacorum: Partnership) -> None:
    assert send(analyst, workbook()).status_code == 302
    upload = newest()
    match(analyst, upload)
    assert "Checking the file" in page(analyst, upload)
    work_off()
    tried = page(analyst, upload)
    assert "What this file would change" in tried
    assert "1 row would be refused" in tried
    assert "Sheet “October”, row 5" in tried
    assert "32/10/2026" in tried
    assert partner_store(dacorum).version(TIPPING.data_set) is None
    upload = newest()
    analyst.post(address(upload, "import/"), {"trial": upload.trial_id})
    work_off()
    done = page(analyst, upload)
    assert "The import did exactly what the dry run said." in done
    store = partner_store(dacorum)
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10"]
    held = held_imports(store, TIPPING.data_set)[0]
    assert (held.loaded_by, held.agreement) == ("Analyst Person", "Hertfordshire agreement 2024")
    assert [row.line for row in refused_rows(store, TIPPING)] == [5]
    assert evidence_store().version(TIPPING.data_set) is None
    for link in ("evidence/imports/" + held.import_id, "evidence/refused", "evidence/data-sets/council-fly-tipping"):
        assert analyst.get(f"/dacorum/{link}/").status_code == 200
    assert not newest().folder.exists()


def test_next_months_file_needs_only_sending(analyst: Client) -> None:
    send(analyst, workbook())
    match(analyst, newest())
    work_off()
    november = [["FT/9", dt.date(2026, 11, 2), "Household bags", "Marlowes", "Jane Smith", ""]]
    send(analyst, workbook(november), name="Fly tipping Nov.xlsx")
    upload = newest()
    assert upload.saved_mapping is not None
    assert upload.stage is Stage.CHECKING
    work_off()
    assert "November 2026" in page(analyst, upload)


def test_a_file_whose_columns_changed_is_asked_about_with_the_saved_answers_offered(analyst: Client) -> None:
    send(analyst, workbook())
    match(analyst, newest())
    table = [["Title"], [], [*HEADINGS, "Ward"], *([*row, "Adeyfield"] for row in (SOUND, IMPOSSIBLE))]
    send(analyst, xlsx_bytes({"October": table, "Codes": [["Code", "Meaning"], ["A", "B"]]}))
    upload = newest()
    assert upload.stage is Stage.MAPPING
    assert "Most columns are those of the saved mapping" in page(analyst, upload)
    answer(analyst, upload, "sheet", sheet="October")
    answer(analyst, upload, "headings", line="3", header_rows="1")
    asked = analyst.get(address(upload, "columns/")).context["columns"]
    assert {column.heading: column.chosen for column in asked}["Where"] == "keep:location"


def test_personal_data_stop_the_dry_run_and_are_not_shown(analyst: Client) -> None:
    send(analyst, workbook())
    upload = newest()
    answer(analyst, upload, "sheet", sheet="October")
    answer(analyst, upload, "headings", line="3", header_rows="1")
    answer(analyst, upload, "data-set", data_set="council-fly-tipping")
    answer(analyst, upload, "terms", agreement="A", purpose="B")
    asked = analyst.get(address(upload, "columns/")).content.decode()
    assert "May hold personal data" in asked
    for name in ("Jane", "Khan", "07700"):
        assert name not in asked
    kept = columns(analyst, upload) | {}
    reporter = next(
        column.name
        for column in analyst.get(address(upload, "columns/")).context["columns"]
        if column.heading == "Reported by"
    )
    place = next(name for name, value in kept.items() if value == "keep:location")
    answer(analyst, upload, "columns", **(kept | {reporter: "keep:location", place: "drop"}))
    answer(analyst, upload, "words", **{"word-0": "Black bags - household"})
    answer(analyst, upload, "months", covers="rows")
    shown = analyst.get(address(upload, "preview/")).content.decode()
    assert "Reported by" in shown
    assert "Check the whole file" not in shown
    assert "Jane" not in shown
    assert analyst.post(address(upload, "preview/"), {}).status_code == 400
    assert newest().trial is None


def test_a_corrected_csv_goes_through_the_same_page(analyst: Client, dacorum: Partnership) -> None:
    send(analyst, workbook())
    upload = newest()
    match(analyst, upload)
    work_off()
    analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
    work_off()
    csv = analyst.get("/dacorum/evidence/refused.csv?data_set=council-fly-tipping").content
    send(analyst, corrected(csv), name="refused-rows.csv", provider="")
    work_off()
    upload = newest()
    assert upload.stage is Stage.CHECKED
    analyst.post(address(upload, "import/"), {"trial": upload.trial_id})
    work_off()
    assert refused_rows(partner_store(dacorum), TIPPING) == []


def corrected(csv: bytes) -> bytes:
    """The date in the row's own cells put right; the six leading columns as they were."""
    before, _, after = csv.rpartition(b"32/10/2026")
    return before + b"31/10/2026" + after


@pytest.mark.parametrize("page_name", ["sheet", "headings", "data-set"])
def test_gov_01_a_page_without_an_answer_says_so_beside_the_field(analyst: Client, page_name: str) -> None:
    send(analyst, workbook())
    upload = newest()
    if page_name != "sheet":
        answer(analyst, upload, "sheet", sheet="October")
    if page_name == "data-set":
        answer(analyst, upload, "headings", line="3", header_rows="1")
    answered = analyst.post(address(upload, f"{page_name}/"), {})
    assert answered.status_code == 400
    assert "<title>Error: " in answered.content.decode()


def test_a_field_chosen_for_two_columns_is_refused(analyst: Client) -> None:
    send(analyst, workbook())
    upload = newest()
    answer(analyst, upload, "sheet", sheet="October")
    answer(analyst, upload, "headings", line="3", header_rows="1")
    answer(analyst, upload, "data-set", data_set="council-fly-tipping")
    twice = dict.fromkeys(columns(analyst, upload), "keep:location")
    answered = analyst.post(address(upload, "columns/"), twice)
    assert "“Street or place” is chosen for 6 columns" in answered.content.decode()


def test_a_changed_mapping_is_a_new_version_and_a_retired_one_reads_nothing(analyst: Client) -> None:
    send(analyst, workbook())
    upload = newest()
    match(analyst, upload)
    work_off()
    answer(analyst, upload, "words", **{"word-0": "Other household waste"})
    answer(analyst, upload, "preview", save="yes", name="Council fly-tipping")
    versions = SavedMapping.objects.order_by("version")
    assert [(saved.version, saved.retired_at is None) for saved in versions] == [(1, False), (2, True)]
    saved = versions.last()
    assert saved is not None
    assert analyst.get("/dacorum/evidence/mappings/").content.decode().count("Council fly-tipping") == 1
    assert "Other household waste" in analyst.get(f"/dacorum/evidence/mappings/{saved.pk}/").content.decode()
    analyst.post(f"/dacorum/evidence/mappings/{saved.pk}/retire/")
    send(analyst, workbook())
    assert newest().stage is Stage.MAPPING


def test_no_word_of_the_file_is_in_the_audit_log_or_in_a_job(analyst: Client) -> None:
    send(analyst, workbook([SOUND, PHONED, IMPOSSIBLE]))
    match(analyst, newest())
    work_off()
    analyst.post(address(newest(), "import/"), {"trial": newest().trial_id})
    work_off()
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"file sent", "dry run asked for", "mapping saved", "import asked for", "file imported"} <= actions
    kept = " ".join(AuditEntry.objects.values_list("detail_json", flat=True))
    kept += " ".join(str(said) for said in Job.objects.values_list("result", "parameters"))
    for word in ("Marlowes", "Jane", "07700", "32/10"):
        assert word not in kept


def test_an_agreement_in_force_that_covers_the_data_set_is_offered_and_cited(
    analyst: Client, dacorum: Partnership
) -> None:
    agreement = SharingAgreement.objects.create(
        partnership=dacorum,
        reference="herts-isa",
        title="Hertfordshire information sharing agreement",
        purpose="Tackling environmental crime",
        power="s.115",
        lawful_basis="Crime and Disorder Act 1998",
        signed_on=dt.date(2025, 4, 1),
        review_on=dt.date(2099, 4, 1),
        written_at=dt.datetime(2025, 4, 1, tzinfo=dt.UTC),
        written_by="A test",
    )
    agreement.data_sets.create(data_set=TIPPING.data_set)
    send(analyst, workbook())
    upload = newest()
    answer(analyst, upload, "sheet", sheet="October")
    answer(analyst, upload, "headings", line="3", header_rows="1")
    answer(analyst, upload, "data-set", data_set=TIPPING.data_set)
    asked = analyst.get(address(upload, "terms/"))
    assert (asked.context["cited"], asked.context["purpose"]) == ("herts-isa version 1", "Tackling environmental crime")
    refused = analyst.post(address(upload, "terms/"), {"cited": "another version 1", "purpose": "B"})
    assert refused.status_code == 400
    answer(analyst, upload, "terms", cited="herts-isa version 1", purpose="Tackling environmental crime")
    assert newest().agreement == "herts-isa version 1"
