"""The kinds of work there are. Each room registers its own when Django starts; a worker looks them up by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from saferplace.core.jobs.interruptions import JobFailed
from saferplace.core.jobs.job import Job


class Report(Protocol):
    """Called by the work as often as it likes; saved now and then. Raises when the work is to stop."""

    def __call__(self, done: int, total: int, what: str = "") -> None: ...


Run = Callable[[Job, Report], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """run: does it, and returns counts and identifiers for ``Job.result``. It may be killed at any moment and is then
    run again, so doing it twice must be the same as doing it once. address_of: the page that shows the job. after:
    called once the job is done for good; should it fail, nothing but its own effect is missing.
    """

    run: Run
    address_of: Callable[[Job], str]
    after: Callable[[Job], None] | None = None


_kinds: dict[str, Kind] = {}
_hourly: list[Callable[[], None]] = []


def register(
    name: str, run: Run, *, address_of: Callable[[Job], str], after: Callable[[Job], None] | None = None
) -> None:
    _kinds[name] = Kind(run, address_of, after)


def kind_of(job: Job) -> Kind:
    """Raises `JobFailed`: a worker of an older release may meet work that it does not know."""
    try:
        return _kinds[job.kind]
    except KeyError:
        raise JobFailed(f"This release of Saferplace does not know the kind of work “{job.kind}”.") from None


def every_hour(tidy: Callable[[], None]) -> None:
    """Have each worker call ``tidy`` at its start and once an hour. It must bear being called by several at once."""
    if tidy not in _hourly:
        _hourly.append(tidy)


def hourly() -> tuple[Callable[[], None], ...]:
    return tuple(_hourly)
