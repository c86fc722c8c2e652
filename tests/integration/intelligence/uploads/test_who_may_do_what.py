"""Partner officers send their own organisation's files and see only their own; everybody else as their role says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from saferplace.intelligence.models import Upload
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.police_files import asb, written
from tests.uploads import address, answer, match, newest, send, work_off, workbook

POST_ONLY = ("check", "import", "cancel", "discard")
PAGES = ("", "progress.json", "match/", "sheet/", "headings/", "data-set/", "terms/", "columns/", "preview/")


@pytest.fixture
def sent(dacorum: Partnership) -> Upload:
    """A file that the manager sent."""
    client = Client()
    client.force_login(make_person(dacorum, Role.MANAGER))
    send(client, workbook())
    return newest()


def as_role(partnership: Partnership, role: Role | None) -> Client:
    client = Client()
    client.force_login(make_person(partnership, role))
    return client


@pytest.mark.parametrize("role", [Role.PARTNER_OFFICER, Role.PRIORITY_LEAD])
def test_a_sender_brings_their_own_organisations_table_in_from_first_to_last(dacorum: Partnership, role: Role) -> None:
    client = as_role(dacorum, role)
    send(client, workbook())
    upload = newest()
    match(client, upload)
    work_off()
    client.post(address(upload, "import/"), {"trial": newest().trial_id})
    work_off()
    done = client.get(address(upload)).content.decode()
    assert "The import did exactly what the dry run said." in done
    assert "Correct them in your own file and send it again." in done


@pytest.mark.parametrize("role", [Role.PARTNER_OFFICER, Role.PRIORITY_LEAD])
def test_to_a_sender_anothers_upload_does_not_exist(dacorum: Partnership, sent: Upload, role: Role) -> None:
    client = as_role(dacorum, role)
    assert {client.get(address(sent, page)).status_code for page in PAGES} == {404}
    assert {client.post(address(sent, f"{page}/")).status_code for page in POST_ONLY} == {404}
    assert sent.file_name not in client.get("/dacorum/evidence/uploads/").content.decode()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ADMINISTRATOR, None])
def test_others_are_refused(dacorum: Partnership, sent: Upload, role: Role | None) -> None:
    client = as_role(dacorum, role)
    assert {client.get(address(sent, page)).status_code for page in PAGES} == {403}
    assert {client.post(address(sent, f"{page}/")).status_code for page in POST_ONLY} == {403}
    assert send(client, workbook()).status_code == 403


def test_imp_05_a_sender_cannot_send_for_another_organisation(dacorum: Partnership) -> None:
    client = as_role(dacorum, Role.PARTNER_OFFICER)
    answered = send(client, workbook(), provider="hertfordshire-constabulary")
    assert answered.status_code == 400
    assert "Choose an organisation from the list." in answered.content.decode()
    assert not Upload.objects.exists()


def test_police_files_are_for_analysts(dacorum: Partnership) -> None:
    client = as_role(dacorum, Role.PARTNER_OFFICER)
    answered = send(client, written([asb()]), name="2021-03-hertfordshire-street.csv", provider="")
    assert "are loaded by an analyst" in answered.content.decode()
    assert not Upload.objects.exists()


def test_an_analyst_sees_everybodys_and_another_partnerships_analyst_nothing(
    dacorum: Partnership, sent: Upload
) -> None:
    assert sent.file_name in as_role(dacorum, Role.ANALYST).get("/dacorum/evidence/uploads/").content.decode()
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    stranger = as_role(elsewhere, Role.ANALYST)
    assert stranger.get(address(sent)).status_code == 403
    assert stranger.get(address(sent).replace("/dacorum/", "/elsewhere/")).status_code == 404


def test_a_visitors_file_is_not_even_received(dacorum: Partnership, settings: Any) -> None:
    client = Client()
    assert send(client, workbook()).status_code == 302
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
    assert not Upload.objects.exists()


def test_the_list_of_files_costs_the_same_for_one_and_for_many(
    dacorum: Partnership, django_assert_max_num_queries: Any
) -> None:
    client = as_role(dacorum, Role.ANALYST)
    for _ in range(12):
        send(client, workbook())
    with django_assert_max_num_queries(9):
        client.get("/dacorum/evidence/uploads/")
    with django_assert_max_num_queries(40):
        client.get("/dacorum/home/")


def test_an_upload_that_moved_on_is_shown_where_it_is(dacorum: Partnership, sent: Upload) -> None:
    client = as_role(dacorum, Role.ANALYST)
    assert client.post(address(sent, "import/"), {"trial": 1}).status_code == 302
    assert "The file is to be matched" in client.get(address(sent)).content.decode()


def test_a_question_out_of_its_order_leads_to_the_first_open_one(dacorum: Partnership, sent: Upload) -> None:
    client = as_role(dacorum, Role.ANALYST)
    assert client.get(address(sent, "columns/"))["Location"].endswith("/sheet/")
    answer(client, sent, "sheet", sheet="October")
    assert client.get(address(sent, "preview/"))["Location"].endswith("/headings/")
