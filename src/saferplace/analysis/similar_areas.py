"""An area among those most like it: its own rate, the middle of the group, and its place with the luck in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from saferplace.analysis.rank_simulation import simulated_ranks
from saferplace.analysis.ranking import Rank
from saferplace.analysis.rates import Rate


class AgainstMedian(StrEnum):
    HIGHER = "higher than the middle of the group, more than chance explains"
    LOWER = "lower than the middle of the group, more than chance explains"
    NO_CLEAR_DIFFERENCE = "not clearly different from the middle of the group"


@dataclass(frozen=True)
class AmongSimilar:
    """median_per_1000: of the *other* areas of the group, of which there are ``others``."""

    rate: Rate
    median_per_1000: float
    others: int
    rank: Rank

    @property
    def against_median(self) -> AgainstMedian:
        if self.rate.lower > self.median_per_1000:
            return AgainstMedian.HIGHER
        return AgainstMedian.LOWER if self.rate.upper < self.median_per_1000 else AgainstMedian.NO_CLEAR_DIFFERENCE

    def in_words(self) -> str:
        return (
            f"{self.rate.in_words()}, against {self.median_per_1000:,.2f} in the middle of {self.others} similar "
            f"areas: {self.against_median}. {rank_in_words(self.rank)}"
        )


def rank_in_words(rank: Rank) -> str:
    """A place in a ranking, and how much it is worth.

    >>> rank_in_words(Rank(4, 2, 9, 16))
    '4th highest of 16 (could be anywhere from 2nd to 9th). The place is unstable: chance alone could move it this far.'
    """
    said = rank.in_words()
    if rank.lowest - rank.highest >= max(2, rank.of // 4):
        return f"{said}. The place is unstable: chance alone could move it this far."
    return f"{said}."


def among_similar(own: str, rates: Mapping[str, Rate], *, seed: int) -> AmongSimilar:
    """Place ``own`` among the areas of its group.

    rates: name to rate, with ``own`` and two or more others. Raises ValueError where there are fewer.
    """
    others = [rate.per_1000 for name, rate in rates.items() if name != own]
    if own not in rates:
        raise ValueError(f"{own} has no rate to compare.")
    if len(others) < 2:
        raise ValueError("A group of similar areas needs two or more others with a rate.")
    return AmongSimilar(rates[own], median(others), len(others), simulated_ranks(rates, seed=seed)[own])
