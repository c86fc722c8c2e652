"""An import job in a process of its own, which may kill itself at a chosen moment.

python -m tests.integration.jobs.import_process prepare          sends a file, tries it, asks for its import
python -m tests.integration.jobs.import_process work [MOMENT]    works until nothing waits; dies at the moment
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


def work(moment: str = "") -> None:
    from django.conf import settings

    from saferplace.core.jobs.queue import take_up_abandoned
    from saferplace.core.jobs.running import run_job
    from saferplace.core.models import Job
    from saferplace.evidence.importing import staging

    settings.JOBS = {**settings.JOBS, "stale_s": 0}

    def killed(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    commit = staging.Staging.commit

    def dying_commit(self: staging.Staging, said: dict[str, str]) -> int:
        if moment == "before the commit" and not self.data_set.endswith("refused"):
            killed()
        version = commit(self, said)
        if moment == "after the commit" and not self.data_set.endswith("refused"):
            killed()
        return version

    staging.Staging.commit = dying_commit  # type: ignore[method-assign]
    take_up_abandoned()
    for job in Job.objects.filter(state="queued"):
        run_job(job.pk)


if __name__ == "__main__":
    open_records()
    {"prepare": prepare, "work": work}[sys.argv[1]](*sys.argv[2:])
