"""An import job in a process of its own.

python -m tests.integration.jobs.import_process die     sends a file, tries it, imports it, and dies after its commit
python -m tests.integration.jobs.import_process work    takes up what was left, and works until nothing waits
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from saferplace.cli.records import open_records


def prepare() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from saferplace.core.actors import Actor
    from saferplace.core.jobs.running import run_job
    from saferplace.intelligence.models import Upload
    from saferplace.intelligence.uploads import commands
    from saferplace.partnership.models import Role
    from tests.factories import make_partnership, make_person
    from tests.police_files import asb, row, written

    partnership = make_partnership()
    by = Actor.of(make_person(partnership, Role.ANALYST))
    sent: Any = SimpleUploadedFile("2021-03-hertfordshire-street.csv", written([row(), asb()]))
    upload = commands.receive(by=by, partnership=partnership, sent=sent, provider="")
    run_job(commands.try_out(upload, by=by).pk)
    upload = Upload.objects.select_related("trial", "import_job", "partnership").get()
    commands.import_as_tried(upload, by=by, trial=upload.trial_id or 0)


def die() -> None:
    """kill -9 once the rows are committed, before the job has ended."""
    from saferplace.evidence.importing import staging

    commit = staging.Staging.commit

    def dying_commit(self: staging.Staging, said: dict[str, str]) -> int:
        version = commit(self, said)
        if not self.data_set.endswith("refused"):
            os.kill(os.getpid(), signal.SIGKILL)
        return version

    prepare()
    staging.Staging.commit = dying_commit  # type: ignore[method-assign]
    work()


def work() -> None:
    from django.conf import settings

    from saferplace.core.jobs.queue import take_up_abandoned
    from saferplace.core.jobs.running import run_job
    from saferplace.core.models import Job

    settings.JOBS = {**settings.JOBS, "stale_s": 0}
    take_up_abandoned()
    for job in Job.objects.filter(state="queued"):
        run_job(job.pk)


if __name__ == "__main__":
    open_records()
    {"die": die, "work": work}[sys.argv[1]]()
