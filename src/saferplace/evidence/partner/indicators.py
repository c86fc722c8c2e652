"""What the figures of a return count: its indicators, and what a figure of each may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """COUNT: whole, 0 or more. PERCENTAGE: 0 to 100, never without its base. RATE: so many for each one of the base."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"


@dataclass(frozen=True)
class Indicator:
    """name: its standard words. says: what is counted. base: of a percentage or rate, what it is of.
    per: a rate is of so many of the base, e.g. per 1,000 residents. needs: columns that must be filled for it.
    """

    name: str
    measure: Measure
    says: str
    base: str = ""
    per: int = 1
    needs: tuple[str, ...] = ()

    @property
    def factor(self) -> int | None:
        """Numerator ÷ base × factor is the figure; None for a count."""
        return {Measure.COUNT: None, Measure.PERCENTAGE: 100, Measure.RATE: self.per}[self.measure]


def count_of(name: str, says: str) -> Indicator:
    return Indicator(name, Measure.COUNT, says)


def percentage_of(name: str, says: str, base: str, *, needs: tuple[str, ...] = ()) -> Indicator:
    return Indicator(name, Measure.PERCENTAGE, says, base, needs=needs)


def rate_of(name: str, says: str, base: str, per: int = 1, *, needs: tuple[str, ...] = ()) -> Indicator:
    return Indicator(name, Measure.RATE, says, base, per, needs)
