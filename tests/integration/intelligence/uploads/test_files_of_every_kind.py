"""What may be sent: told by its bytes, kept apart, deleted in the end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from saferplace.core.jobs.queue import ask_to_stop
from saferplace.core.jobs.running import run_job
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.police_street import DATA_SET
from saferplace.intelligence.models import Upload
from saferplace.intelligence.opening import evidence_store
from saferplace.intelligence.uploads.commands import delete_what_is_not_needed
from saferplace.intelligence.uploads.models import Stage
from saferplace.partnership.models import Partnership
from tests.police_files import archive, asb, row, written
from tests.uploads import address, match, newest, send, work_off, workbook

STREET = "2021-03-hertfordshire-street.csv"


def send_street(client: Client, *rows: dict[str, str]) -> Upload:
    send(client, written(rows or (row(), asb())), name=STREET, provider="")
    return newest()


def test_a_police_file_goes_straight_to_its_dry_run_and_into_the_open_store(analyst: Client) -> None:
    upload = send_street(analyst)
    assert upload.stage is Stage.CHECKING
    work_off()
    analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
    work_off()
    assert evidence_store().units(DATA_SET) == ["hertfordshire~2021-03"]
    assert "The import did exactly what the dry run said." in analyst.get(address(upload)).content.decode()


def test_a_month_that_an_archive_leaves_out_is_named_before_and_after_the_import(
    analyst: Client, tmp_path: Path
) -> None:
    months = {f"{month}-hertfordshire-street.csv": written([row(Month=month)]) for month in ("2021-03", "2021-05")}
    send(analyst, archive(tmp_path / "spring.zip", months).read_bytes(), name="spring.zip", provider="")
    upload = newest()
    work_off()
    warning = "Hertfordshire: no file for April 2021. A missing month is not zero."
    assert warning in analyst.get(address(upload)).content.decode()
    analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
    work_off()
    assert warning in analyst.get(address(upload)).content.decode()


def test_imp_02_the_same_file_again_says_that_nothing_changed(analyst: Client) -> None:
    for _ in range(2):
        upload = send_street(analyst)
        work_off()
        analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
        work_off()
    assert "Every row of the file was held already." in analyst.get(address(upload)).content.decode()


def test_an_import_that_differs_from_its_dry_run_says_where(analyst: Client) -> None:
    first, second = send_street(analyst), send_street(analyst)
    work_off()
    for upload in (first, second):
        tried = Upload.objects.get(pk=upload.pk).trial_id
        analyst.post(address(upload, "import/"), {"trial": tried})
        work_off()
    page = analyst.get(address(second)).content.decode()
    assert "This differs from the dry run" in page
    assert "hertfordshire 2021-03: new 0, not 2; unchanged 2, not 0." in page


def test_an_import_waits_while_another_is_under_way(analyst: Client) -> None:
    upload = send_street(analyst)
    work_off()
    analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
    job = newest().import_job
    assert job is not None
    with import_lock(evidence_store().root):
        run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.what) == ("queued", 0, "Waiting: another import is under way.")
    assert job.not_before is not None
    assert job.not_before > timezone.now()
    type(job).objects.update(not_before=None)
    work_off()
    assert evidence_store().version(DATA_SET) is not None


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "The file is empty."),
        (b"PK\x05\x06" + b"\0" * 18, "nothing.zip", "The archive holds no file of data.police.uk."),
    ],
)
def test_a_file_that_can_be_nothing_is_refused_beside_the_field(
    analyst: Client, content: bytes, name: str, said: str
) -> None:
    answered = send(analyst, content, name=name)
    assert answered.status_code == 400
    assert said in answered.content.decode()
    assert not Upload.objects.exists()


def test_a_pdf_under_the_name_of_a_workbook_is_told_by_its_bytes(
    analyst: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(analyst, b"%PDF-1.7 ...", name="Fly tipping.xlsx")
    upload = newest()
    assert "This is a PDF, from which no table can be read safely." in analyst.get(address(upload)).content.decode()
    assert not upload.folder.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_whole(analyst: Client, settings: Any) -> None:
    settings.LARGEST_UPLOAD_BYTES = 1024 * 1024
    answered = send(analyst, b"x" * (3 * 1024 * 1024), name="large.csv")
    assert answered.content.decode().count("The file is larger than 1 MB.") == 2  # above, and beside the field
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


def test_a_name_cannot_lead_out_of_the_folder(analyst: Client) -> None:
    send(analyst, workbook(), name="../../etc/<b>pass'wd.xlsx")
    upload = newest()
    assert upload.path.parent.parent == upload.folder
    assert upload.path.exists()
    assert "<b>" not in analyst.get(address(upload)).content.decode()


def test_a_discarded_and_an_expired_file_are_deleted(analyst: Client, django_capture_on_commit_callbacks: Any) -> None:
    send(analyst, workbook())
    first = newest()
    with django_capture_on_commit_callbacks(execute=True):
        analyst.post(address(first, "discard/"))
    assert not first.folder.exists()
    send(analyst, workbook())
    second = newest()
    delete_what_is_not_needed()
    assert second.path.exists()
    Upload.objects.filter(pk=second.pk).update(expires_at=timezone.now() - dt.timedelta(hours=1))
    delete_what_is_not_needed()
    assert not second.path.exists()
    assert "without being imported" in analyst.get(address(second)).content.decode()


def test_a_cancelled_dry_run_can_be_started_again(analyst: Client) -> None:
    upload = send_street(analyst)
    analyst.post(address(upload, "cancel/"))
    assert '<h1 class="govuk-heading-l">Cancelled</h1>' in analyst.get(address(upload)).content.decode()
    analyst.post(address(upload, "check/"))
    work_off()
    assert newest().stage is Stage.CHECKED


def test_a_cancelled_import_stores_nothing(analyst: Client) -> None:
    upload = send_street(analyst)
    work_off()
    analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
    job = newest().import_job
    assert job is not None
    type(job).objects.filter(pk=job.pk).update(cancel_requested_at=timezone.now())
    run_job(job.pk)
    assert newest().stage is Stage.IMPORT_FAILED
    assert evidence_store().version(DATA_SET) is None
    ask_to_stop(job)
    assert job.state == "cancelled"


def test_the_home_page_tells_of_the_end_until_it_is_opened(analyst: Client, dacorum: Partnership) -> None:
    send(analyst, workbook())
    match(analyst, newest())
    work_off()
    assert "Look at the check of Fly tipping Oct.xlsx" in analyst.get("/dacorum/home/").content.decode()
    analyst.get(address(newest()))
    assert "Look at the check of" not in analyst.get("/dacorum/home/").content.decode()
