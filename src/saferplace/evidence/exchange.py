"""The quarterly exchange of depersonalised data: which set is due from whom, what came, when, and what lacks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.months import Month, Period
from saferplace.evidence.ledger import held_imports
from saferplace.evidence.queries.unit_profiles import unit_profiles
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.timeliness import Arrival, arrivals, due_by, information_period
from saferplace.evidence.withholding import is_small

_QUARTER_KEY = re.compile(r"(\d{4})-\d{2}-Q([1-4])")
_YEAR_KEY = re.compile(r"(\d{4})-(\d{2})")


class ExchangeState(StrEnum):
    """Of one set of one information period. The symbol goes with the words: colour is never alone."""

    RECEIVED = "Received"
    RECEIVED_LATE = "Received late"
    PARTLY = "Partly received"
    OVERDUE = "Overdue"
    NOT_DUE = "Not due yet"

    @property
    def symbol(self) -> str:
        return dict(zip(ExchangeState, ("●", "◑", "◐", "!", "○"), strict=True))[self]


@dataclass(frozen=True)
class ExchangeLine:
    """provider: None where nobody has ever sent the set. received: the day on which the last of its months first came.

    missing: months of the information period that have not come.
    """

    source: Source
    provider: str | None
    information: Period
    due: dt.date
    received: dt.date | None
    released_by: str
    rows: int
    missing: tuple[Month, ...]
    state: ExchangeState

    @property
    def rows_in_words(self) -> str:
        """The tracker is everybody's, so the rows of a sensitive set are told only when they are many."""
        return "1 to 4" if self.source.is_sensitive and is_small(self.rows) else f"{self.rows:,}"


def exchange(
    store: EvidenceStore, sources: Sequence[Source], *, newest: Period, periods: int, today: dt.date
) -> tuple[ExchangeLine, ...]:
    """Lines of the ``periods`` information periods up to ``newest``, newest first, set by set, sender by sender."""
    asked = [newest.shifted(-3 * step) for step in range(periods)]
    lines: list[ExchangeLine] = []
    for source in sources:
        held = _held(store, source)
        came = arrivals(held_imports(store, source.data_set)) if held else {}
        senders: list[str | None] = sorted({provider for provider, _ in held}) or [None]  # type: ignore[assignment]
        lines += [_line(source, sender, one, held, came, today) for sender in senders for one in asked]
    return tuple(lines)


def last_information_period(today: dt.date) -> Period:
    """The newest information period that is over.

    >>> str(last_information_period(dt.date(2026, 11, 25)))
    '2026-07/2026-09'
    """
    return information_period(Month.of(today)).shifted(-3)


def months_of_period(key: str) -> Period:
    """The months of a unit's period. Raises ValueError for what is no period.

    >>> [str(months_of_period(key)) for key in ("2026-05", "2026-27-Q1", "2026-27", "2026")]
    ['2026-05/2026-05', '2026-04/2026-06', '2026-04/2027-03', '2026-01/2026-12']
    """
    if found := _QUARTER_KEY.fullmatch(key):
        first = Month(int(found[1]), 4) + 3 * (int(found[2]) - 1)
        return Period(first, first + 2)
    if (found := _YEAR_KEY.fullmatch(key)) and int(found[2]) == (int(found[1]) + 1) % 100 and int(found[2]) > 12:
        return Period(Month(int(found[1]), 4), Month(int(found[1]) + 1, 3))
    if re.fullmatch(r"\d{4}", key):
        return Period.year(int(key))
    month = Month.parse(key)
    return Period(month, month)


_Held = Mapping[tuple[str, Month], tuple[str, int]]  # provider and month to the unit that holds it and its rows


def _held(store: EvidenceStore, source: Source) -> _Held:
    found: dict[tuple[str, Month], tuple[str, int]] = {}
    for profile in unit_profiles(store, source):
        months = months_of_period(profile.unit.period)
        found |= {(profile.unit.provider, month): (profile.unit.key, profile.rows) for month in months}
    return found


def _line(
    source: Source,
    provider: str | None,
    information: Period,
    held: _Held,
    came: Mapping[str, Arrival],
    today: dt.date,
) -> ExchangeLine:
    units = {month: held[provider, month] for month in information if provider and (provider, month) in held}
    missing = tuple(month for month in information if month not in units)
    brought = [came[key] for key, _ in units.values() if key in came]
    received = max((one.on for one in brought), default=None) if not missing else None
    due = due_by(information)
    return ExchangeLine(
        source=source,
        provider=provider,
        information=information,
        due=due,
        received=received,
        released_by=", ".join(sorted({one.by for one in brought})),
        rows=sum(dict(units.values()).values()),
        missing=missing,
        state=_state(due, received, is_whole=not missing, is_begun=bool(units), today=today),
    )


def _state(due: dt.date, received: dt.date | None, *, is_whole: bool, is_begun: bool, today: dt.date) -> ExchangeState:
    if is_whole:
        is_late = received is not None and received > due
        return ExchangeState.RECEIVED_LATE if is_late else ExchangeState.RECEIVED
    if today > due:
        return ExchangeState.PARTLY if is_begun else ExchangeState.OVERDUE
    return ExchangeState.NOT_DUE
