"""A place in a ranking of rates, with how far chance alone could move it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.rates import Rate


@dataclass(frozen=True)
class Rank:
    """1 is the highest rate. highest, lowest: the best and the worst place that the intervals leave open."""

    place: int
    highest: int
    lowest: int
    of: int

    def in_words(self) -> str:
        """
        >>> Rank(4, 3, 6, 10).in_words()
        '4th highest of 10 (could be anywhere from 3rd to 6th)'
        """
        said = f"{'the' if self.place == 1 else _ordinal(self.place)} highest of {self.of}"
        if self.highest == self.lowest:
            return said
        return f"{said} (could be anywhere from {_ordinal(self.highest)} to {_ordinal(self.lowest)})"

    def briefly(self) -> str:
        """For a table.

        >>> Rank(4, 3, 6, 10).briefly(), Rank(1, 1, 1, 10).briefly()
        ('4 (3 to 6)', '1')
        """
        return f"{self.place}" if self.highest == self.lowest else f"{self.place} ({self.highest} to {self.lowest})"


def ranks(rates: Mapping[str, Rate]) -> dict[str, Rank]:
    """The place of each by its rate, equal rates sharing one. Overlapping intervals are not told apart.

    An area is certainly above another only when its whole interval is. Counts come in clusters, so that the true
    range of places is at least as wide as this one.

    >>> from saferplace.analysis.rates import rate_per_1000
    >>> found = ranks({"a": rate_per_1000(100, 1000), "b": rate_per_1000(98, 1000), "c": rate_per_1000(10, 1000)})
    >>> [(rank.place, rank.highest, rank.lowest) for rank in found.values()]
    [(1, 1, 2), (2, 1, 2), (3, 3, 3)]
    """
    return {
        name: Rank(
            place=1 + sum(other.per_1000 > rate.per_1000 for other in rates.values()),
            highest=1 + sum(other.lower > rate.upper for other in rates.values()),
            lowest=len(rates) - sum(other.upper < rate.lower for other in rates.values()),
            of=len(rates),
        )
        for name, rate in rates.items()
    }


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
