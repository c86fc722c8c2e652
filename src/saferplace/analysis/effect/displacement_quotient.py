"""Did crime move next door, or did the good spread? The weighted displacement quotient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.effect.before_after import BeforeAfter


class Spread(StrEnum):
    """What a quotient says of the ground around the treated place."""

    DIFFUSION_BEYOND_EFFECT = "the surroundings gained more than the treated place itself"
    DIFFUSION = "the surroundings gained too"
    NONE = "the surroundings did not change"
    SOME_DISPLACEMENT = "some of what was prevented moved nearby, less than was gained"
    NET_LOSS = "more crime appeared nearby than was prevented"


@dataclass(frozen=True)
class DisplacementQuotient:
    """``value`` = buffer_change ÷ treated_change, both as changes of a ratio to the comparison area."""

    value: float
    buffer_change: float
    treated_change: float

    @property
    def spread(self) -> Spread:
        if self.value > 1:
            return Spread.DIFFUSION_BEYOND_EFFECT
        if self.value > 0:
            return Spread.DIFFUSION
        if self.value == 0:
            return Spread.NONE
        return Spread.SOME_DISPLACEMENT if self.value >= -1 else Spread.NET_LOSS

    def in_words(self) -> str:
        """
        >>> displacement_quotient(BeforeAfter(120, 84), BeforeAfter(60, 63), BeforeAfter(400, 400)).in_words()
        'Displacement quotient −0.08: some of what was prevented moved nearby, less than was gained.'
        """
        return f"Displacement quotient {self.value:.2f}: {self.spread}.".replace("-", "−")


def displacement_quotient(treated: BeforeAfter, buffer: BeforeAfter, control: BeforeAfter) -> DisplacementQuotient:
    """Change beside the treated place for each unit of change in it, both measured against a control area.

    Raises ValueError where a count is 0, and where the treated place did not improve on the control: the quotient
    then has no meaning (a sign turned round twice looks like success). It has no interval: show it beside the
    weighted displacement difference, never instead. Bowers & Johnson (2003), J. Quant. Criminology 19.
    """
    if min(treated.before, treated.after, buffer.before, buffer.after, control.before, control.after) == 0:
        raise ValueError(
            "The displacement quotient cannot be taken where a count is 0: choose larger areas or periods."
        )
    in_treated = treated.after / control.after - treated.before / control.before
    in_buffer = buffer.after / control.after - buffer.before / control.before
    if in_treated >= 0:
        raise ValueError(
            "The treated area did no better than the comparison area, so there is no gain that could have moved: "
            "the displacement quotient is not taken."
        )
    return DisplacementQuotient(0.0 if in_buffer == 0 else in_buffer / in_treated, in_buffer, in_treated)
