"""The fewest hours of the week that hold a share of the events, and how far to trust them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
import numpy.typing as npt

from saferplace.analysis.time_profiles.profile import WEEKDAYS, TimeProfile

HOURS_IN_WEEK = 168
_FEWEST = 30  # events; with fewer, even a week without any pattern looks like a handful of busy hours
_DRAWS = 999
_TENTHS, _ROUNDS = 10, 10
_WIDER = 1.5

Week = npt.NDArray[np.float64]


class Gathering(StrEnum):
    """What may be said of a peak, in the words a page prints."""

    GATHERED = "more gathered than chance"
    COULD_BE_CHANCE = "no more gathered than chance would make it"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True)
class Spell:
    """Hours of the week that follow one another. first, hours: from Monday 00:00 and how many. share: of all events."""

    first: int
    hours: int
    share: float

    def in_words(self) -> str:
        """
        >>> Spell(118, 4, 0.1).in_words(), Spell(9, 3, 0.1).in_words()
        ('Friday 22:00 to Saturday 02:00', 'Monday 09:00 to 12:00')
        """
        ends = self.first + self.hours
        day, ends_on = self.first // 24, (ends - 1) // 24
        until = f"{ends - 24 * ends_on:02d}:00"
        if ends_on != day:
            until = f"{WEEKDAYS[ends_on % 7]} {until}"
        return f"{WEEKDAYS[day]} {self.first % 24:02d}:00 to {until}"


@dataclass(frozen=True)
class Peak:
    """The fewest hours that hold at least ``share`` of the events.

    cells: hours from Monday 00:00, in order of time. held: the share of these events that they do hold.
    to_come, lower, upper: the share of other events of the same kind that such hours hold, with a 95% interval; less
    than ``held``, because busy hours were picked partly for their luck. None with too few events.
    by_chance_fewest, by_chance_most: the 95% range of hours that events spread evenly over the week would need.
    """

    share: float
    cells: tuple[int, ...]
    held: float
    events: int
    to_come: float | None
    lower: float | None
    upper: float | None
    by_chance_fewest: int
    by_chance_most: int
    spells: tuple[Spell, ...]

    @property
    def hours(self) -> int:
        return len(self.cells)

    @property
    def verdict(self) -> Gathering:
        if self.events < _FEWEST:
            return Gathering.TOO_FEW
        return Gathering.GATHERED if self.hours < self.by_chance_fewest else Gathering.COULD_BE_CHANCE

    def in_words(self, subject: str) -> str:
        """subject: what was counted, in the plural: 'thefts'."""
        if self.verdict is Gathering.TOO_FEW:
            return f"Only {self.events:,} {subject} have a time: too few to say when most happen."
        said = (
            f"{self.held:.0%} of the {self.events:,} {subject} happened in {self.hours} of the {HOURS_IN_WEEK} hours "
            "of the week"
        )
        chance = f"{self.by_chance_fewest} to {self.by_chance_most} hours"
        if self.verdict is Gathering.COULD_BE_CHANCE:
            return f"{said}, but chance alone would gather as many, spread evenly over the week, into {chance}."
        return f"{said}; spread evenly over the week, chance alone would gather them into {chance}."

    def to_come_in_words(self) -> str | None:
        """What a plan for these hours may expect, which is not what they held."""
        if self.to_come is None or self.lower is None or self.upper is None:
            return None
        return (
            f"Expect these hours to hold about {self.to_come:.0%} of those to come (95% interval {self.lower:.0%} to "
            f"{self.upper:.0%}): they were picked as the busiest, partly by luck. "
            f"They are {self.hours / HOURS_IN_WEEK:.0%} of the week."
        )


def peak(profile: TimeProfile, *, share: float = 0.4, seed: int) -> Peak:
    """The fewest hours of the week with at least ``share`` (0 to 1, both excluded) of the events, with uncertainty.

    What the hours will hold of other events is cross-validated: picked from nine tenths and measured on the last, ten
    times over (Stone 1974). Its interval is Wilson's, half as wide again, because the tenths share events: measured on
    known weeks, that holds the truth about 19 times in 20. Bootstrapping the number of hours does not (1 in 3 at 300
    events): drawing again gathers events further. Chance is 999 multinomial draws over equal hours. An event between
    two times counts by its weights, as if each were known.
    """
    if not 0 < share < 1:
        raise ValueError("The share of events must lie between 0 and 1.")
    week = profile.weight.ravel()
    events = round(float(week.sum()))
    if events < 1:
        raise ValueError("No event has a time of day.")
    rng = np.random.default_rng(seed)
    cells = sorted(int(cell) for cell in _fewest(week, share))
    flat = _how_many(rng.multinomial(events, np.full(HOURS_IN_WEEK, 1 / HOURS_IN_WEEK), size=_DRAWS), share)
    chance = np.percentile(flat, (2.5, 97.5))
    to_come, lower, upper = _of_others(week, share, rng) if events >= _FEWEST else (None, None, None)
    return Peak(
        share=share,
        cells=tuple(cells),
        held=float(week[cells].sum() / week.sum()),
        events=events,
        to_come=to_come,
        lower=lower,
        upper=upper,
        by_chance_fewest=int(chance[0]),
        by_chance_most=int(np.ceil(chance[1])),
        spells=_spells(cells, week),
    )


def _fewest(week: Week, share: float) -> npt.NDArray[np.int64]:
    order = np.argsort(-week, kind="stable")
    enough = np.cumsum(week[order]) >= share * week.sum() - 1e-9
    return order[: int(np.argmax(enough)) + 1]


def _how_many(weeks: npt.NDArray[np.int64], share: float) -> npt.NDArray[np.int64]:
    held = np.cumsum(-np.sort(-weeks, axis=1), axis=1)
    found: npt.NDArray[np.int64] = np.argmax(held >= share * held[:, -1:] - 1e-9, axis=1) + 1
    return found


def _of_others(week: Week, share: float, rng: np.random.Generator) -> tuple[float, float, float]:
    """Share of held-back events in the hours picked without them, and its interval."""
    whole = _whole_events(week)
    events, held = int(whole.sum()), 0
    for _ in range(_ROUNDS):
        left = whole.copy()
        for tenth in range(_TENTHS):
            part = rng.multivariate_hypergeometric(left, round(int(left.sum()) / (_TENTHS - tenth)))
            left -= part
            held += int(part[_fewest((whole - part).astype(float), share)].sum())
    return _wider_wilson(held / (_ROUNDS * events), events)


def _whole_events(week: Week) -> npt.NDArray[np.int64]:
    """By largest remainder, so that weights can be dealt like events."""
    whole = np.floor(week).astype(np.int64)
    short = round(float(week.sum())) - int(whole.sum())
    whole[np.argsort(whole - week, kind="stable")[:short]] += 1
    return whole


def _wider_wilson(share: float, events: int) -> tuple[float, float, float]:
    z = 1.96 * _WIDER
    middle = (share + z**2 / (2 * events)) / (1 + z**2 / events)
    reach = z / (1 + z**2 / events) * sqrt(share * (1 - share) / events + z**2 / (4 * events**2))
    return share, max(0.0, middle - reach), min(1.0, middle + reach)


def _spells(cells: list[int], week: Week) -> tuple[Spell, ...]:
    """Runs of hours, over the end of the week too, the fullest first."""
    chosen = set(cells)
    starts = [cell for cell in cells if (cell - 1) % HOURS_IN_WEEK not in chosen] or cells[:1]
    found = []
    for start in starts:
        hours = 1
        while hours < HOURS_IN_WEEK and (start + hours) % HOURS_IN_WEEK in chosen:
            hours += 1
        held = sum(week[(start + step) % HOURS_IN_WEEK] for step in range(hours))
        found.append(Spell(start, hours, float(held / week.sum())))
    return tuple(sorted(found, key=lambda spell: (-spell.share, spell.first)))
