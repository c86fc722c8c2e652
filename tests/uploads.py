"""A council's messy workbook, and a person who sends it through the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from saferplace.core.actors import Actor
from saferplace.core.jobs.running import run_job
from saferplace.core.models import Job
from saferplace.intelligence.models import Upload
from saferplace.intelligence.uploads.models import FileKind
from saferplace.intelligence.uploads.saving import save_mapping
from saferplace.partnership.models import Partnership, User
from tests.workbooks import Rows, xlsx_bytes

COUNCIL = "dacorum-borough-council"
HEADINGS = ["Ref No", "Date of report", "Waste type", "Where", "Reported by", "Notes"]
SOUND = ["FT/1", dt.date(2026, 10, 1), "Household bags", "High Street", "Jane Smith", "By the bin"]
IMPOSSIBLE = ["FT/2", "32/10/2026", "White goods", "Marlowes", "John Jones", "Fridge"]
PHONED = ["FT/3", dt.date(2026, 10, 9), "Tyres", "Station Road", "Ali Khan", "Ring 07700 900123 first"]
CHOSEN = {
    "Ref No": "keep:reference",
    "Date of report": "keep:date",
    "Waste type": "keep:category",
    "Where": "keep:location",
    "Reported by": "drop",
    "Notes": "drop",
}


def workbook(rows: Rows = (SOUND, IMPOSSIBLE, PHONED)) -> bytes:
    """Titles above, a total below, a second sheet."""
    table = [["Dacorum fly-tipping, October 2026"], [], HEADINGS, *rows, [], ["Total", len(rows)]]
    return xlsx_bytes({"October": table, "Codes": [["Code", "Meaning"], ["A", "B"]]}, merged=["A1:D1"])


def send(client: Client, content: bytes, *, name: str = "Fly tipping Oct.xlsx", provider: str = COUNCIL) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/dacorum/evidence/send/", {"file": file, "provider": provider, "published": ""})


def address(upload: Upload, page: str = "") -> str:
    return f"/dacorum/evidence/uploads/{upload.reference}/{page}"


def newest() -> Upload:
    return Upload.objects.select_related("trial", "import_job").latest("pk")


def answer(client: Client, upload: Upload, page: str, **said: str) -> Any:
    """Answer one page; fails unless it was taken."""
    answered = client.post(address(upload, f"{page}/"), said)
    assert answered.status_code == 302, answered.content.decode()
    return answered


def columns(client: Client, upload: Upload, chosen: dict[str, str] | None = None) -> dict[str, str]:
    """The form of the columns page, filled in by headings."""
    asked = client.get(address(upload, "columns/")).context["columns"]
    return {column.name: (chosen or CHOSEN)[column.heading] for column in asked}


def match(client: Client, upload: Upload, **save: str) -> None:
    """Answer every question about the workbook, up to its dry run."""
    answer(client, upload, "sheet", sheet="October")
    answer(client, upload, "headings", line="3", header_rows="1")
    answer(client, upload, "data-set", data_set="council-fly-tipping")
    answer(client, upload, "terms", agreement="Hertfordshire agreement 2024", purpose="Community safety")
    answer(client, upload, "columns", **columns(client, upload))
    answer(client, upload, "words", **{"word-0": "Black bags - household"})
    answer(client, upload, "months", covers="rows", first="", last="")
    answer(client, upload, "preview", **(save or {"save": "yes", "name": "Council fly-tipping"}))


def work_off() -> list[Job]:
    """Do what waits, as a worker would, in this process."""
    done = []
    while job := Job.objects.filter(state="queued").order_by("pk").first():
        run_job(job.pk)
        job.refresh_from_db()
        done.append(job)
        assert job.has_ended, job.what
    return done


def matched_upload(partnership: Partnership, user: User) -> Upload:
    """A workbook whose every question is answered, just before its dry run; and its mapping, saved."""
    upload = Upload.objects.create(
        partnership=partnership,
        uploaded_by=user,
        provider=COUNCIL,
        kind=FileKind.TABLE,
        file_name="Fly tipping Oct.xlsx",
        sha256="0" * 64,
        size=1,
        data_set="council-fly-tipping",
        agreement="Hertfordshire agreement 2024",
        purpose="Community safety",
        mapping={
            "name": "Council fly-tipping",
            "sheet": "October",
            "header_line": 3,
            "header_rows": 1,
            "columns": [
                {"heading": heading, "use": use} | ({"field": field} if field else {})
                for heading, (use, _, field) in ((name, chosen.partition(":")) for name, chosen in CHOSEN.items())
            ],
            "translations": {"category": {"Household bags": "Black bags - household"}},
            "words_asked": ["category"],
            "months_asked": True,
        },
        uploaded_at=timezone.now(),
        expires_at=timezone.now() + dt.timedelta(days=1),
    )
    upload.path.parent.mkdir(parents=True)
    upload.path.write_bytes(workbook())
    save_mapping(upload, name="Council fly-tipping", by=Actor.of(user))
    return upload
