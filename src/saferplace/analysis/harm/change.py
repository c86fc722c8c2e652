"""Has harm changed? The ratio of two weighted sums, with an interval and the verdict in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, sqrt

from saferplace.analysis.harm.total import Harm
from saferplace.analysis.rate_ratio import Verdict


@dataclass(frozen=True)
class HarmChange:
    """ratio: None where neither period has harm; ``inf`` where only the later one has."""

    total: float
    total_before: float
    unit: str
    ratio: float | None
    lower: float
    upper: float
    level: float

    @property
    def verdict(self) -> Verdict:
        if self.lower > 1:
            return Verdict.REAL_RISE
        if self.upper < 1:
            return Verdict.REAL_FALL
        return Verdict.TOO_FEW if self.lower <= 0.5 and self.upper >= 2 else Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        """Totals first: a percentage of harm moves with a handful of grave offences."""
        totals = f"from {self.total_before:,.0f} to {self.total:,.0f} {self.unit}"
        if self.ratio is None or self.ratio == inf:
            return f"{totals}: {self.verdict}"
        upper = "no upper end" if self.upper == inf else f"{self.upper:.2f}"
        return (
            f"{totals}, ratio {self.ratio:.2f}, {self.level:.0%} interval {self.lower:.2f} to {upper}: {self.verdict}"
        )


def harm_change(now: Harm, before: Harm) -> HarmChange:
    """Compare two periods of equal length in one place, weighed by one edition.

    Raises ValueError where scheme, edition or the set of offences differ: then the totals measure different things.
    The interval of the ratio is built from the gamma intervals of both totals (MOVER on the log scale; Zou & Donner
    2008, Statistics in Medicine 27). Each count is Poisson; crimes come in series, so it is at least this uncertain.
    """
    if (now.scheme, now.edition, now.sum.level) != (before.scheme, before.edition, before.sum.level):
        raise ValueError("Harm can only be compared within one scheme and edition.")
    if {o.offence for o in now.offences} != {o.offence for o in before.offences}:
        raise ValueError("Both periods must count the same offences: give those that did not happen as 0.")
    ratio = now.total / before.total if before.total else inf if now.total else None
    return HarmChange(now.total, before.total, now.scheme.unit, ratio, *_interval(now, before), now.sum.level)


def _interval(now: Harm, before: Harm) -> tuple[float, float]:
    if now.total == 0 and before.total == 0:
        return 0.0, inf
    if now.total == 0:
        return 0.0, inf if before.sum.lower == 0 else now.sum.upper / before.sum.lower
    if before.total == 0:
        return now.sum.lower / before.sum.upper, inf
    middle = log(now.total / before.total)
    down = sqrt(log(now.total / now.sum.lower) ** 2 + log(before.sum.upper / before.total) ** 2)
    up = sqrt(log(now.sum.upper / now.total) ** 2 + log(before.total / before.sum.lower) ** 2)
    return exp(middle - down), exp(middle + up)
