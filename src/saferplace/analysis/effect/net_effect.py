"""How many crimes were prevented in all, the treated place and its surroundings together."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.effect.before_after import BeforeAfter


@dataclass(frozen=True)
class NetEffect:
    """Crimes prevented (negative: added) in the treated place and in the buffer; fractions of crimes are possible."""

    in_treated: float
    in_buffer: float

    @property
    def prevented(self) -> float:
        return self.in_treated + self.in_buffer

    def in_words(self) -> str:
        """
        >>> total_net_effect(BeforeAfter(120, 84), BeforeAfter(60, 63), BeforeAfter(400, 400)).in_words()
        '33 fewer crimes than if both had gone the way of the comparison area (36 fewer in the area, 3 more nearby).'
        """
        return (
            f"{_few_or_more(self.prevented)} crimes than if both had gone the way of the comparison area "
            f"({_few_or_more(self.in_treated)} in the area, {_few_or_more(self.in_buffer)} nearby)."
        )


def total_net_effect(treated: BeforeAfter, buffer: BeforeAfter, control: BeforeAfter) -> NetEffect:
    """Expected less seen, where expected is the count before times the control's change. Guerette (2009), POP Guide 10.

    Raises ValueError where the control had no crime before: its change has no ratio. Has no interval by itself.
    """
    if control.before == 0:
        raise ValueError("The comparison area had no crime before, so its change cannot be carried over.")
    change = control.after / control.before
    return NetEffect(treated.before * change - treated.after, buffer.before * change - buffer.after)


def _few_or_more(prevented: float) -> str:
    return f"{abs(round(prevented)):,} {'more' if round(prevented) < 0 else 'fewer'}"
