"""Why a piece of work stops before its end. The work raises some of them, its report callback the others."""

from __future__ import annotations


class JobFailed(Exception):
    """It cannot be done. The message is the sentence that the person is shown."""


class TryAgainLater(Exception):
    """It cannot be done now. The message says what it waits for; the job goes back to the queue."""

    def __init__(self, why: str, *, after_s: float = 5) -> None:
        super().__init__(why)
        self.after_s = after_s


class JobCancelled(Exception):
    """Somebody asked for it to stop."""


class WorkerIsStopping(Exception):
    """This worker was told to stop; another, or the same after its start, takes the job up again."""


class JobTakenAway(Exception):
    """This worker was silent so long that another has the job now. Nothing more may be written for it."""
