"""“The highest since …”: the sentence that a reader asks for first, said with what is not held in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.held_months import name_months
from saferplace.analysis.missing import Figure, Known
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Break

_WORTH_SAYING = 6  # being above the last two or three months happens to every series all the time


class Extreme(StrEnum):
    HIGHEST = "highest"
    LOWEST = "lowest"
    NEITHER = "neither"


@dataclass(frozen=True)
class SinceWhen:
    """since: the newest earlier month that was at least as high (or as low); None where no month held was.

    compared: how many months held lie in between, all of them surpassed. absent: months in between (or, with no
    ``since``, from the first month held) without a figure. left_out: breaks among those months.
    """

    month: Month
    value: float
    extreme: Extreme
    since: Month | None
    since_value: float | None
    compared: int
    first_held: Month
    absent: tuple[Month, ...]
    left_out: tuple[Break, ...]

    def briefly(self) -> str:
        """For a table: blank where there is nothing to say."""
        if self.extreme is Extreme.NEITHER:
            return ""
        if self.since is None:
            return f"{self.extreme} of the {self.compared + 1} months held"
        return f"{self.extreme} since {self.since.in_words()}"

    def in_words(self) -> str:
        when = self.month.in_words()
        if self.extreme is Extreme.NEITHER:
            return f"{when} ({self.value:,.0f}) is neither the highest nor the lowest for {_WORTH_SAYING} months."
        if self.since is None or self.since_value is None:
            said = f"{when} ({self.value:,.0f}) is the {self.extreme} of the {self.compared + 1} months held"
            said += f" since {self.first_held.in_words()}."
        else:
            said = f"{when} ({self.value:,.0f}) is the {self.extreme} since {self.since.in_words()}"
            said += f" ({self.since_value:,.0f}), {self.compared} months compared."
        if self.absent:
            said += f" Not held: {name_months(self.absent)}."
        for one in self.left_out:
            said += f" Left out: {one.period.in_words()} ({one.reason.rstrip('.')})."
        return said


def since_when(figures: Mapping[Month, Figure], month: Month, *, breaks: Sequence[Break] = ()) -> SinceWhen:
    """When a month's figure was last matched, upwards or downwards, whichever is the longer ago.

    figures: month to figure; months without one, and months in a break, are compared with nothing, and said.
    An equal figure counts as matched. Raises ValueError where the month has no figure or no month before it has.
    """
    now = figures.get(month)
    if not isinstance(now, Known):
        raise ValueError(f"{month.in_words()} has no figure to compare.")
    held = {
        m: f.value
        for m, f in figures.items()
        if m < month and isinstance(f, Known) and not any(m in b.period for b in breaks)
    }
    if not held:
        raise ValueError(f"No month before {month.in_words()} is held to compare it with.")
    higher = _newest(held, lambda value: value >= now.value)
    lower = _newest(held, lambda value: value <= now.value)
    surpassed = {Extreme.HIGHEST: _between(held, higher), Extreme.LOWEST: _between(held, lower)}
    extreme = max(surpassed, key=lambda side: surpassed[side])
    since = higher if extreme is Extreme.HIGHEST else lower
    if surpassed[extreme] < _WORTH_SAYING:
        extreme = Extreme.NEITHER
    start = min(held) if since is None else since + 1
    span = list(Period(start, month + -1)) if start < month else []
    in_break = {m for m in span for b in breaks if m in b.period}
    return SinceWhen(
        month=month,
        value=now.value,
        extreme=extreme,
        since=since,
        since_value=None if since is None else held[since],
        compared=_between(held, since),
        first_held=min(held),
        absent=tuple(m for m in span if m not in held and m not in in_break),
        left_out=tuple(b for b in breaks if any(m in b.period for m in span)),
    )


def _newest(held: Mapping[Month, float], matches: Callable[[float], bool]) -> Month | None:
    return max((month for month, value in held.items() if matches(value)), default=None)


def _between(held: Mapping[Month, float], since: Month | None) -> int:
    return sum(since is None or month > since for month in held)
