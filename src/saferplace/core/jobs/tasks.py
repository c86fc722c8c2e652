"""What stands in the queue: “run that job”. The job itself is the record; this is only what brings a worker to it."""

from __future__ import annotations

from django_tasks import task

from saferplace.core.jobs.running import run_job


@task()
def run_one(job_id: int) -> None:
    run_job(job_id)
