"""The message on the end of long work: only where it is wanted, without content, and never lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from saferplace.core.jobs import JobFailed, register
from saferplace.core.jobs.kinds import Report
from saferplace.core.jobs.mail import MOST_ATTEMPTS, tell_those_still_waiting
from saferplace.core.jobs.queue import ask, ask_to_stop
from saferplace.core.jobs.running import run_job
from saferplace.core.models import Job
from saferplace.partnership.models import Role, User
from tests.factories import make_partnership, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> None:
    settings.SITE_ADDRESS = "https://saferplace.example"

    def fails(job: Job, report: Report) -> dict[str, Any]:
        raise JobFailed("The file of Marlowes Road is empty.")

    register("test sound", lambda job, report: {}, address_of=lambda job: f"/work/{job.pk}/")
    register("test failing", fails, address_of=lambda job: f"/work/{job.pk}/")


@pytest.fixture
def person() -> User:
    return make_person(make_partnership(), Role.ANALYST)


def done(kind: str, person: User, *, minutes_ago: float = 0, title: str = "Import of secret.xlsx") -> Job:
    job = ask(kind=kind, title=title, parameters={}, asked_by=person)
    asked_at = timezone.now() - dt.timedelta(minutes=minutes_ago)
    Job.objects.filter(pk=job.pk).update(created_at=asked_at)
    run_job(job.pk)
    job.refresh_from_db()
    return job


def test_acc_20_a_message_holds_a_reference_and_a_link_only(person: User) -> None:
    job = done("test failing", person)
    (message,) = mail.outbox
    assert message.subject == f"Saferplace: {job.reference} could not be done"
    assert message.to == [person.email]
    assert f"https://saferplace.example/work/{job.pk}/" in message.body
    assert not any(word in message.subject + message.body for word in ("secret", "Marlowes", "empty"))
    assert job.mail == "sent"


@pytest.mark.parametrize(("minutes_ago", "messages"), [(0.5, 0), (2, 1)])
def test_work_that_ended_well_is_told_by_message_only_when_it_took_long(
    person: User, minutes_ago: float, messages: int
) -> None:
    done("test sound", person, minutes_ago=minutes_ago)
    assert len(mail.outbox) == messages


def test_who_cancelled_their_work_needs_no_message(person: User) -> None:
    job = ask(kind="test sound", title="", parameters={}, asked_by=person)
    ask_to_stop(job)
    run_job(job.pk)
    assert (job.state, mail.outbox) == ("cancelled", [])


def test_not_01_a_mail_server_that_is_down_loses_nothing_and_is_asked_again(person: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    job = done("test failing", person)
    assert (job.state, job.mail, job.mail_attempts) == ("failed", "waiting", 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tell_those_still_waiting()
    job.refresh_from_db()
    assert (job.mail, len(mail.outbox)) == ("sent", 1)
    tell_those_still_waiting()
    assert len(mail.outbox) == 1


def test_a_message_that_can_never_be_sent_is_given_up_and_the_job_says_so(person: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "no.such.backend"
    job = done("test failing", person)
    for _ in range(MOST_ATTEMPTS):
        tell_those_still_waiting()
    job.refresh_from_db()
    assert (job.mail, job.mail_attempts) == ("given up", MOST_ATTEMPTS)


def test_an_unexpected_fault_is_a_sentence_without_its_words(person: User) -> None:
    def breaks(job: Job, report: Report) -> dict[str, Any]:
        raise RuntimeError("Jane Smith, 07700 900123")

    register("test breaking", breaks, address_of=lambda job: "/")
    job = done("test breaking", person)
    assert job.state == "failed"
    assert "did not expect" in job.error
    assert "Jane" not in job.error


def test_work_of_a_kind_that_this_release_does_not_know_fails_with_a_sentence(person: User) -> None:
    assert "does not know the kind of work “from the future”" in done("from the future", person).error
