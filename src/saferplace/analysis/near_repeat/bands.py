"""The rings of distance and of time in which pairs of events are counted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

SAME_PLACE_M = 1.0  # nearer than any two doors; coordinates of one door differ by rounding


@dataclass(frozen=True)
class DistanceBands:
    """upper_m: the last metre of each band, rising. A distance belongs to the first band whose end it does not pass,
    so 100.0 m is in "up to 100 m". A band that ends at or below one metre is the same place.

    Labels are those of Ratcliffe's Near Repeat Calculator ("same location", "1 to 100"), and here the pairs counted
    are those that the label says: that program counts "a to b" as a - 1 up to but not including b (Steenbeek, 2019),
    and as the same location only equal coordinates, which an upper end of 0 gives.
    """

    upper_m: tuple[float, ...]

    def __post_init__(self) -> None:
        _refuse_unless_rising(self.upper_m, "distance", "metres")

    @property
    def labels(self) -> tuple[str, ...]:
        """
        >>> distance_bands(100, 2).labels
        ('same place', '1 to 100 m', '101 to 200 m')
        """
        return tuple(self._label(band) for band in range(len(self.upper_m)))

    def _label(self, band: int) -> str:
        upper = self.upper_m[band]
        if upper <= SAME_PLACE_M:
            return "same place"
        below = self.upper_m[band - 1] if band else 0.0
        first = 1 if band and below <= SAME_PLACE_M else below + 1 if band else 0
        return f"{first:,.0f} to {upper:,.0f} m"


@dataclass(frozen=True)
class TimeBands:
    """upper_days: the last whole day of each band, rising; 0 is the same day."""

    upper_days: tuple[int, ...]

    def __post_init__(self) -> None:
        _refuse_unless_rising(self.upper_days, "time", "days")
        if any(int(upper) != upper for upper in self.upper_days):
            raise ValueError("A band of time ends on a whole day.")

    @property
    def labels(self) -> tuple[str, ...]:
        """
        >>> time_bands(7, 2).labels
        ('0 to 7 days', '8 to 14 days')
        >>> TimeBands((0, 1)).labels
        ('same day', '1 day')
        """
        first = (0, *(upper + 1 for upper in self.upper_days[:-1]))
        return tuple(_days(low, high) for low, high in zip(first, self.upper_days, strict=True))


def distance_bands(width_m: float, count: int) -> DistanceBands:
    """The same place, then ``count`` rings of equal width (above one metre)."""
    if not width_m > SAME_PLACE_M or count < 1:
        raise ValueError("Give at least one ring, wider than one metre.")
    return DistanceBands((SAME_PLACE_M, *(width_m * ring for ring in range(1, count + 1))))


def time_bands(width_days: int, count: int) -> TimeBands:
    """``count`` bands of equal length; the first also holds pairs of the same day."""
    if width_days < 1 or count < 1:
        raise ValueError("Give at least one band of at least one day.")
    return TimeBands(tuple(width_days * band for band in range(1, count + 1)))


def time_bands_after_the_same_day(width_days: int, count: int) -> TimeBands:
    """The same day apart from the rest: nobody can act between two events of one day, so it must not carry a warning.

    >>> time_bands_after_the_same_day(7, 2).labels
    ('same day', '1 to 7 days', '8 to 14 days')
    """
    return TimeBands((0, *time_bands(width_days, count).upper_days))


def _days(low: int, high: int) -> str:
    if low == high:
        return "same day" if high == 0 else "1 day" if high == 1 else f"{high} days"
    return f"{low} to {high} days"


def _refuse_unless_rising(upper: tuple[float, ...], what: str, unit: str) -> None:
    rising = all(a < b for a, b in pairwise(upper))
    if not upper or not rising or upper[0] < 0 or not all(isfinite(end) for end in upper):
        raise ValueError(f"Bands of {what} are given by their upper ends in {unit}, each above the one before.")
