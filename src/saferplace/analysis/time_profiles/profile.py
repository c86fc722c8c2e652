"""Events to a profile of the week: how many in each of its 168 hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.time_profiles.defaults import RecordingDefault, recording_defaults
from saferplace.analysis.time_profiles.london_clock import check_years, clock_changes
from saferplace.analysis.time_profiles.spreading import (
    BACKWARD,
    MOVED,
    NO_TIME,
    SECONDS,
    SPREAD,
    TOO_LONG,
    USED,
    laid_over_week,
)

Times = npt.NDArray[np.datetime64]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HALF_A_DAY = 12.0  # hours: mean span above which most of the profile is guesswork


@dataclass(frozen=True)
class NotPlaced:
    """Events that the profile leaves out, counted by why."""

    no_time: int
    longer_than_24_hours: int
    ends_before_it_begins: int

    @property
    def total(self) -> int:
        return self.no_time + self.longer_than_24_hours + self.ends_before_it_begins

    def in_words(self) -> str:
        """
        >>> NotPlaced(3, 12, 0).in_words()
        '3 without a time; 12 that may have happened at any time over more than 24 hours'
        """
        said = (
            (self.no_time, "without a time"),
            (self.longer_than_24_hours, "that may have happened at any time over more than 24 hours"),
            (self.ends_before_it_begins, "whose end is before their beginning"),
        )
        return "; ".join(f"{count:,} {why}" for count, why in said if count)


@dataclass(frozen=True, eq=False)
class TimeProfile:
    """exact: events whose time is known. spread: those between two times, each laid over the hours that it may have
    happened in. Both have shape (7, 24), Monday first, the hour by the clock in London.

    events: how many are in it. moved: times that the clock never showed (March), read as an hour later.
    mean_span_hours: of the events that are spread; 0 without any.
    """

    exact: npt.NDArray[np.float64]
    spread: npt.NDArray[np.float64]
    events: int
    not_placed: NotPlaced
    moved: int
    mean_span_hours: float
    defaults: tuple[RecordingDefault, ...]

    @property
    def weight(self) -> npt.NDArray[np.float64]:
        """Expected events in each hour of the week, shape (7, 24)."""
        return self.exact + self.spread

    @property
    def by_hour(self) -> npt.NDArray[np.float64]:
        total: npt.NDArray[np.float64] = self.weight.sum(axis=0)
        return total

    @property
    def by_weekday(self) -> npt.NDArray[np.float64]:
        total: npt.NDArray[np.float64] = self.weight.sum(axis=1)
        return total

    @property
    def is_mostly_guesswork(self) -> bool:
        """Most events are between two times that lie, on average, more than half a day apart."""
        return bool(self.spread.sum() > self.exact.sum()) and self.mean_span_hours > _HALF_A_DAY


def time_profile(begins: Times, ends: Times, number: npt.NDArray[np.int64] | None = None) -> TimeProfile:
    """Lay events over the 168 hours of the week: **aoristic** weights for those between two times.

    begins, ends: shape (n,), by the clock in London; NaT in ``begins`` for no time; ``ends`` NaT or equal for an exact
    one. number: alike things behind each event, shape (n,); 1 each without it.
    Each event spreads its number evenly over its span: an hour gets the share of the span that lies in it. Spans of
    more than 24 hours by the clock are left out and counted. Where an end falls into the hour that comes twice in
    October, the span is the longest that it can have been.
    Raises ValueError where no event can be placed, for arrays of different length, or negative numbers.
    Ratcliffe, J. H. (2000), Aoristic analysis, Int. J. Geographical Information Science 14(7); Ratcliffe (2002),
    Aoristic signatures, J. Quantitative Criminology 18(1).

    >>> friday, saturday = np.array([["2025-11-21T22:00"], ["2025-11-22T02:00"]], "datetime64[s]")
    >>> found = time_profile(friday, saturday)
    >>> found.spread[4, 22:].tolist(), found.spread[5, :3].tolist()
    ([0.25, 0.25], [0.25, 0.25, 0.0])
    """
    begins, ends = np.asarray(begins, dtype="datetime64[s]"), np.asarray(ends, dtype="datetime64[s]")
    weight = np.ones(len(begins)) if number is None else np.asarray(number, dtype=float)
    if not len(begins) == len(ends) == len(weight):
        raise ValueError("Every event needs a beginning, an end and a number.")
    if number is not None and ((weight < 0).any() or not np.isfinite(weight).all()):
        raise ValueError("The number of things behind an event cannot be below zero or missing.")
    check_years(begins, ends)
    clock = clock_changes()
    exact, spread, counts, on_the_hour = laid_over_week(
        begins.astype(np.int64),
        ends.astype(np.int64),
        weight,
        clock.moments,
        clock.offsets,
        clock.starts_at_the_earliest,
        clock.starts_at_the_latest,
        clock.left_out_from,
    )
    not_placed = NotPlaced(int(counts[NO_TIME]), int(counts[TOO_LONG]), int(counts[BACKWARD]))
    if not counts[USED]:
        raise ValueError(f"No event has a time of day that can be used: {not_placed.in_words() or 'there are none'}.")
    return TimeProfile(
        exact=exact.reshape(7, 24),
        spread=spread.reshape(7, 24),
        events=int(counts[USED]),
        not_placed=not_placed,
        moved=int(counts[MOVED]),
        mean_span_hours=float(counts[SECONDS]) / 3600 / max(1, int(counts[SPREAD])),
        defaults=recording_defaults(on_the_hour),
    )
