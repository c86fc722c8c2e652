"""As it stood: which version answers a question about a day in the past, or about what was released by then.

Three ways to ask. **At a version**, or at the import that made it. **As loaded by a day**: the newest version committed
by the end of that day, London time. **As released by a day**: what the publisher's releases up to then said, whenever
they were loaded here. That last one may mix versions, so its rule is spelt out in `as_released`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from saferplace.analysis.months import Month
from saferplace.evidence.ledger import HeldImport, held_imports
from saferplace.evidence.store import EvidenceStore

LONDON = ZoneInfo("Europe/London")


class NothingByThen(ValueError):
    """Nothing of the data set was there on that day. The message says since when there is."""


@dataclass(frozen=True)
class ReleasedBy:
    """What releases up to a day said. day: ISO date, month or year; the whole of it counts.

    version: the newest version that may be looked into, so that the answer stays the same after later imports; None
    for the newest there is.
    """

    day: str
    version: int | None = None


Standing = int | ReleasedBy | None  # a version, what was released by a day, or as it is now


def version_as_of(store: EvidenceStore, data_set: str, moment: dt.datetime) -> int:
    """The newest version committed at ``moment`` (aware) or before. Raises `NothingByThen`."""
    commits = store.history(data_set)
    imports = held_imports(store, data_set)
    by_then = [commit for commit in commits if commit.at <= moment]
    if not any(held.committed_at <= moment for held in imports):
        since = f"The first was on {imports[-1].committed_at.astimezone(LONDON):%-d %B %Y}." if imports else ""
        raise NothingByThen(
            f"Nothing of {data_set} had been loaded by {moment.astimezone(LONDON):%-d %B %Y}. {since}".rstrip()
        )
    return by_then[0].version


def version_of_import(store: EvidenceStore, data_set: str, import_id: str) -> int:
    """The version that an import made. Raises ValueError in a sentence."""
    for held in held_imports(store, data_set):
        if held.import_id == import_id:
            return held.version
    raise ValueError(f"No import {import_id} has changed {data_set}.")


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day by the clock in London."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=LONDON)


def last_day(written: str) -> dt.date:
    """The last day of an ISO date, month or year. Raises ValueError in a sentence.

    >>> last_day("2022-02"), last_day("2022"), last_day("2022-03-31")
    (datetime.date(2022, 2, 28), datetime.date(2022, 12, 31), datetime.date(2022, 3, 31))
    """
    try:
        if len(written) == 4:
            return dt.date(int(written), 12, 31)
        if len(written) == 7:
            return (Month.parse(written) + 1).first_day - dt.timedelta(days=1)
        return dt.date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"“{written}” is not a date like 2022, 2022-03 or 2022-03-31.") from None


def out_by(held: HeldImport) -> dt.date:
    """The day by which an import's files were certainly released.

    The last day of the date that was given for them (``2022-06`` is certain at the end of June only), or the day they
    were loaded, whichever is earlier: nobody loads what is not out.
    """
    loaded = held.committed_at.astimezone(LONDON).date()
    return min(last_day(held.published), loaded) if held.published else loaded


def as_released(
    imports: Sequence[HeldImport], newest: int, day: str, *, removals: Mapping[str, Sequence[int]] | None = None
) -> Mapping[str, int]:
    """For each unit, the version in which to read it as it was released by the end of ``day``.

    imports: newest first. newest: versions after it are not looked at. removals: units to the versions that removed
    them by a retention rule.
    The rule: an import *speaks for* each unit of its summary, whether it changed it or found it the same. A unit is
    read as the import left it that was out last, of those out by then (`out_by`); of two out on the same day, the one
    loaded last. A unit for which no import out by then speaks was not released: it is no data.
    The version named is the last one in which the unit still is as that import left it, since later ones live longest.

    Its limits: a release that nobody loaded is not known of, nor is one that changed nothing at all and so made no
    version; rows corrected here count from the day of their correction; without a date of release, files count from
    the day they were loaded.
    """
    end = last_day(day)
    chosen: dict[str, HeldImport] = {}
    changed = {key: list(versions) for key, versions in (removals or {}).items()}
    for held in reversed([held for held in imports if held.version <= newest]):
        for unit in held.summary["units"]:
            key = unit["unit"]
            # Corrected rows set aside (told in a note) and places that a person settled change what is held, though
            # the file says the same.
            if unit["is_changed"] or unit["changed"] or unit.get("notes") or not unit["was_held"]:
                changed.setdefault(key, []).append(held.version)
            if out_by(held) <= end and (key not in chosen or out_by(chosen[key]) <= out_by(held)):
                chosen[key] = held
    return {key: _last_alike(held.version, changed.get(key, []), newest) for key, held in chosen.items()}


def _last_alike(version: int, changed: Sequence[int], newest: int) -> int:
    """The last version before the unit's next change."""
    return min((later for later in changed if later > version), default=newest + 1) - 1
