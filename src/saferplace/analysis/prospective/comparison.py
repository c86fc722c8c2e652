"""Is a cleverer method really better than counting the last year, and which should be used?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.prospective.rolling import Trials
from saferplace.analysis.prospective.uncertainty import Interval, difference_of_hit_rates

_FEWEST_APART = 5  # crimes; nobody should change a plan for fewer, and ties in the list decide about as many


class Versus(StrEnum):
    """What may be said of a method beside the simple one."""

    BETTER = "really better"
    WORSE = "really worse"
    NO_TELLING = "no better as far as can be told"
    ITSELF = "the simple method itself"


@dataclass(frozen=True)
class Compared:
    """difference: of hit rates, the method's less the simple one's, with an interval widened for how many are tried."""

    name: str
    simple: str
    difference: Interval
    hits: float
    simple_hits: float
    total: float

    @property
    def verdict(self) -> Versus:
        if self.name == self.simple:
            return Versus.ITSELF
        if abs(self.hits - self.simple_hits) < _FEWEST_APART:
            return Versus.NO_TELLING
        if self.difference.lower is not None and self.difference.lower > 0:
            return Versus.BETTER
        if self.difference.upper is not None and self.difference.upper < 0:
            return Versus.WORSE
        return Versus.NO_TELLING

    def in_words(self) -> str:
        """The sentence for a manager, with its counts."""
        both = (
            f"Of {self.total:,.0f} crimes of the held-back periods, {self.name} caught {self.hits:,.0f} and "
            f"{self.simple} {self.simple_hits:,.0f} in as much ground"
        )
        match self.verdict:
            case Versus.ITSELF:
                return (
                    f"Of {self.total:,.0f} crimes of the held-back periods, {self.simple} caught "
                    f"{self.simple_hits:,.0f}; no other method caught more."
                )
            case Versus.BETTER:
                return f"{both}. That is more than chance explains."
            case Versus.WORSE:
                return f"{both}. That is fewer than chance explains."
            case _:
                return f"{both}. The difference could be chance, so the simple method is as good."


@dataclass(frozen=True)
class Choice:
    """best: the method that caught most. to_use: it if it is really better than the simple one, else the simple one."""

    best: str
    to_use: str
    compared: tuple[Compared, ...]

    def of(self, name: str) -> Compared:
        return next(one for one in self.compared if one.name == name)

    def in_words(self) -> str:
        return self.of(self.best).in_words()


def choice_of_method(trials: Trials, simple: str, *, seed: int, level: float = 0.95) -> Choice:
    """Compare every method with the simple one, in pairs on the same events, and choose.

    The level is divided among the methods compared (Bonferroni), since the best of many looks good by luck.
    Raises ValueError where the simple method was not tried.
    """
    if simple not in trials.names:
        raise ValueError(f"“{simple}” was not tried, so nothing can be compared with it.")
    others = max(1, len(trials.names) - 1)
    strict = 1 - (1 - level) / others
    base = trials.pooled(simple)
    compared = tuple(
        Compared(
            name,
            simple,
            difference_of_hit_rates(trials, name, simple, seed=seed, level=strict),
            trials.pooled(name).hits,
            base.hits,
            base.total,
        )
        for name in trials.names
    )
    best = trials.best_name
    if round(trials.pooled(best).hits, 6) <= round(base.hits, 6):
        best = simple
    better = [one for one in compared if one.verdict is Versus.BETTER]
    is_better = any(one.name == best for one in better)
    return Choice(best, best if is_better else simple, compared)
