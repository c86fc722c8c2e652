"""Events to a profile of the week: how many in each of its 168 hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.time_profiles.defaults import RecordingDefault, recording_defaults
from saferplace.analysis.time_profiles.london_clock import (
    Times,
    clock_changes,
    earliest_moment,
    latest_moment,
    left_out_by_the_clock,
)
from saferplace.analysis.time_profiles.spreading import spread_over_week

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = np.timedelta64(24, "h")  # a longer span says nothing about the hour of the day
_EVERY_DAY_AT_MOST = 12.0  # hours: mean span above which most of the profile is guesswork


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
        return bool(self.spread.sum() > self.exact.sum()) and self.mean_span_hours > _EVERY_DAY_AT_MOST


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
    if (weight < 0).any() or not np.isfinite(weight).all():
        raise ValueError("The number of things behind an event cannot be below zero or missing.")
    ends = np.where(np.isnat(ends), begins, ends)
    no_time = np.isnat(begins)
    backward = ends < begins  # False for NaT
    too_long = ends - begins > _LONGEST
    kept = ~(no_time | backward | too_long)
    not_placed = NotPlaced(int(no_time.sum()), int(too_long.sum()), int(backward.sum()))
    if not kept.any():
        raise ValueError(f"No event has a time of day that can be used: {not_placed.in_words() or 'there are none'}.")
    begins, ends, weight = begins[kept], ends[kept], weight[kept]
    is_exact = begins == ends
    first = earliest_moment(begins)
    # An end that the clock left out and one that came twice can only make the span longer, never turn it round.
    last = np.where(is_exact, first, latest_moment(ends))
    changes = clock_changes()
    exact, spread = (
        spread_over_week(first[of], last[of], weight[of], changes.moments, changes.offsets).reshape(7, 24)
        for of in (is_exact, ~is_exact)
    )
    spans = (ends - begins)[~is_exact].astype(np.int64) / 3600
    moved = int((left_out_by_the_clock(begins) | left_out_by_the_clock(ends)).sum())
    mean_span = float(spans.mean()) if len(spans) else 0.0
    return TimeProfile(exact, spread, len(begins), not_placed, moved, mean_span, recording_defaults(begins))
