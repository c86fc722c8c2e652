"""What every evaluation starts from: a count before, a count after, and the caution that belongs to all of them."""

from __future__ import annotations

from dataclasses import dataclass

REGRESSION_TO_THE_MEAN = (
    "Places are usually chosen because they were at their worst, and most would have fallen by themselves "
    "(regression to the mean): no comparison made afterwards takes that out entirely."
)


@dataclass(frozen=True)
class BeforeAfter:
    """Counts of one area (or of several added up) before and after a start, each a whole number from 0."""

    before: int
    after: int

    def __post_init__(self) -> None:
        for count in (self.before, self.after):
            if count != int(count) or count < 0:
                raise ValueError(f"{count} is not a count. Counts are whole numbers from 0.")

    @property
    def change(self) -> int:
        return self.after - self.before

    def in_words(self) -> str:
        """
        >>> BeforeAfter(120, 84).in_words()
        'fell from 120 to 84 (−30%)'
        >>> BeforeAfter(0, 3).in_words()
        'rose from 0 to 3'
        """
        if not self.change:
            return f"stayed at {self.before:,}"
        verb = "rose" if self.change > 0 else "fell"
        said = f"{verb} from {self.before:,} to {self.after:,}"
        return f"{said} ({signed(100 * self.change / self.before)}%)" if self.before else said


def signed(value: float) -> str:
    """A whole number with its sign, the minus as a minus and not a hyphen.

    >>> signed(-27.2), signed(3), signed(-0.2)
    ('−27', '+3', '0')
    """
    whole = round(value)
    return f"{'−' if whole < 0 else '+' if whole else ''}{abs(whole):,}"
