"""Did it work, displacement counted in: the weighted displacement difference and its standard error."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

from scipy.stats import norm

from saferplace.analysis.effect.before_after import BeforeAfter
from saferplace.analysis.rate_ratio import Verdict

NOTHING = BeforeAfter(0, 0)


@dataclass(frozen=True)
class Sizes:
    """How large each area is beside the others, in any one unit (residents, hectares, streets)."""

    treated: float = 1.0
    control: float = 1.0
    buffer: float = 1.0
    buffer_control: float = 1.0


@dataclass(frozen=True)
class DisplacementDifference:
    """``crimes``: change in the treated place and its buffer beyond that of their controls; negative is a fall.

    Counts are those of the after period where periods differ in length, and per unit of size where sizes are given.
    """

    treated: BeforeAfter
    crimes: float
    in_treated: float
    in_buffer: float
    standard_error: float
    lower: float
    upper: float
    level: float

    @property
    def z(self) -> float:
        return self.crimes / self.standard_error

    @property
    def verdict(self) -> Verdict:
        if self.upper < 0:
            return Verdict.REAL_FALL
        return Verdict.REAL_RISE if self.lower > 0 else Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        """
        >>> displacement_difference(
        ...     BeforeAfter(120, 84), BeforeAfter(130, 126), BeforeAfter(60, 63), BeforeAfter(62, 60)
        ... ).in_words()  # doctest: +NORMALIZE_WHITESPACE
        'The treated area fell from 120 to 84 (−30%). Beside its comparison, and with its surroundings counted in,
        27 fewer crimes (95% interval: 79 fewer to 25 more): a fall that chance could make.'
        """
        return (
            f"The treated area {self.treated.in_words()}. Beside its comparison, and with its surroundings counted in, "
            f"{fewer_or_more(self.crimes)} crimes ({self.level:.0%} interval: {fewer_or_more(self.lower)} to "
            f"{fewer_or_more(self.upper)}): {direction_and_verdict(self.crimes, self.verdict)}."
        )


def displacement_difference(
    treated: BeforeAfter,
    control: BeforeAfter,
    buffer: BeforeAfter = NOTHING,
    buffer_control: BeforeAfter = NOTHING,
    *,
    before_length: float = 1.0,
    sizes: Sizes = Sizes(),
    dispersion: float = 1.0,
    level: float = 0.95,
) -> DisplacementDifference:
    """Change in treated and buffer less change in their controls. Wheeler & Ratcliffe (2018), Crime Science 7:11.

    before_length: length of the period before divided by that after (periods of 24 and 12 months: 2).
    sizes: where areas differ in size, all counts are taken per unit of it.
    The variance is the sum of the counts used (each divided by its weight squared): counts are taken as Poisson and
    the trends as parallel *in numbers*. dispersion: how many times more the counts vary than that, from
    `dispersion_around`; with 1, as published, the truth is at least this uncertain, for crimes come in clumps.
    Raises ValueError where every count is 0, a weight is not above 0 or the dispersion is below 1.
    """
    weights = (sizes.treated, sizes.control, sizes.buffer, sizes.buffer_control, before_length)
    if not all(0 < weight < float("inf") for weight in weights):
        raise ValueError("Lengths of periods and sizes of areas must be above 0.")
    if not 1 <= dispersion < float("inf"):
        raise ValueError("Dispersion is 1 (independent events) or more.")
    arms = ((treated, sizes.treated), (control, sizes.control), (buffer, sizes.buffer))
    used = (*arms, (buffer_control, sizes.buffer_control))
    changes = [(counts.after - counts.before / before_length) / size for counts, size in used]
    variance = sum((counts.after + counts.before / before_length**2) / size**2 for counts, size in used)
    if variance == 0:
        raise ValueError("No crime was counted anywhere, before or after: there is nothing to compare.")
    in_treated, in_buffer = changes[0] - changes[1], changes[2] - changes[3]
    return _found(treated, in_treated, in_buffer, sqrt(dispersion * variance), level)


def together(treated: DisplacementDifference, buffer: DisplacementDifference) -> DisplacementDifference:
    """Both places in one difference, where each has comparison areas, and a dispersion, of its own."""
    error = hypot(treated.standard_error, buffer.standard_error)
    return _found(treated.treated, treated.crimes, buffer.crimes, error, treated.level)


def _found(
    treated: BeforeAfter, in_treated: float, in_buffer: float, error: float, level: float
) -> DisplacementDifference:
    crimes, half = in_treated + in_buffer, float(norm.ppf(0.5 + level / 2)) * error
    return DisplacementDifference(treated, crimes, in_treated, in_buffer, error, crimes - half, crimes + half, level)


def fewer_or_more(crimes: float) -> str:
    """
    >>> fewer_or_more(-27), fewer_or_more(0.2), fewer_or_more(3)
    ('27 fewer', 'no more or fewer', '3 more')
    """
    whole = round(crimes)
    return f"{abs(whole):,} {'fewer' if whole < 0 else 'more'}" if whole else "no more or fewer"


def direction_and_verdict(effect: float, verdict: Verdict) -> str:
    """
    >>> direction_and_verdict(-27, Verdict.COULD_BE_CHANCE), direction_and_verdict(-90, Verdict.REAL_FALL)
    ('a fall that chance could make', 'a fall that is unlikely to be chance')
    """
    direction = "a fall" if effect < 0 else "a rise"
    return (
        f"{direction} that {'chance could make' if verdict is Verdict.COULD_BE_CHANCE else 'is unlikely to be chance'}"
    )
