"""Work that takes longer than a page may: asked for, queued in the records, done by any worker, told when it ends.

A room registers its kinds of work (`kinds`), asks for one (`queue.ask`), and reads the `Job` to show how far it is.
"""

from saferplace.core.jobs.interruptions import JobCancelled, JobFailed, TryAgainLater
from saferplace.core.jobs.kinds import Report, every_hour, register

__all__ = ["JobCancelled", "JobFailed", "Report", "TryAgainLater", "every_hour", "register"]
