"""The message that a long or failed piece of work has ended: a reference and a link, never a word of its content.

The job keeps what became of the message, so a mail server that is down loses nothing: workers try again.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F

from saferplace.core.jobs.job import Job, JobState, MailState
from saferplace.core.jobs.kinds import kind_of

logger = logging.getLogger(__name__)
WORTH_A_MESSAGE = dt.timedelta(minutes=1)
MOST_ATTEMPTS = 8


def wants_mail(job: Job, *, failed: bool, ended_at: dt.datetime) -> MailState:
    """Nobody wants a message on what ended while they watched."""
    is_long = ended_at - job.created_at > WORTH_A_MESSAGE
    has_reader = job.asked_by is not None and job.asked_by.is_active
    return MailState.WAITING if has_reader and (failed or is_long) else MailState.NOT_NEEDED


def tell(job: Job) -> None:
    """Send the job's message if it waits for one. A failure is noted, never raised."""
    if job.mail != MailState.WAITING or job.asked_by is None:
        return
    # Counted before the attempt: two workers must not both send it, nor one try for ever.
    mine = Job.objects.filter(pk=job.pk, mail=MailState.WAITING, mail_attempts=job.mail_attempts)
    if not mine.update(mail_attempts=F("mail_attempts") + 1):
        return
    ending = "could not be done" if job.state == JobState.FAILED else "is done"
    try:
        link = f"{settings.SITE_ADDRESS}{kind_of(job).address_of(job)}"
        send_mail(
            f"Saferplace: {job.reference} {ending}",
            f"The work that you asked for, reference {job.reference}, {ending}.\n\n{link}\n",
            settings.DEFAULT_FROM_EMAIL,
            [job.asked_by.get_username()],
        )
        became = MailState.SENT
    except Exception:  # whatever a mail server or its library may raise
        logger.warning("The message on job %s could not be sent.", job.pk, exc_info=True)
        became = MailState.GIVEN_UP if job.mail_attempts + 1 >= MOST_ATTEMPTS else MailState.WAITING
    Job.objects.filter(pk=job.pk).update(mail=became)


def tell_those_still_waiting() -> None:
    for job in Job.objects.filter(mail=MailState.WAITING).select_related("asked_by"):
        tell(job)
