"""A share of people asked, with its interval. There is no share without the number asked."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.wilson import wilson_interval


@dataclass(frozen=True)
class Proportion:
    """``percent``, ``lower`` and ``upper`` are percentages, 0 to 100."""

    numerator: int
    denominator: int
    percent: float
    lower: float
    upper: float
    level: float

    def in_words(self) -> str:
        """
        >>> proportion(357, 1200).in_words()
        '29.8% (357 of 1,200; 95% interval 27.2% to 32.4%)'
        """
        return (
            f"{self.percent:.1f}% ({self.numerator:,} of {self.denominator:,}; "
            f"{self.level:.0%} interval {self.lower:.1f}% to {self.upper:.1f}%)"
        )


def proportion(numerator: int, denominator: int | None, *, level: float = 0.95) -> Proportion:
    """Share with Wilson's score interval.

    numerator: those who said yes (0 to ``denominator``). denominator: all who answered (> 0).
    The interval belongs to a random sample: for people who chose to reply, print the share alone.
    Raises ValueError without a denominator: "357 people felt unsafe" says nothing until we know of how many.
    """
    if not denominator:
        raise ValueError(f"{numerator:,} of how many? A percentage needs the number of people who answered.")
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator:,} of {denominator:,} is not a share: the part must be between 0 and the whole.")
    share = numerator / denominator
    lower, upper = wilson_interval(share, denominator, level=level)
    return Proportion(numerator, denominator, share * 100, lower * 100, upper * 100, level)
