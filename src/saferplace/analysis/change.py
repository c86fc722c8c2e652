"""From one count to another, said so that nobody is misled: never a percentage without its counts."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.rate_ratio import RateRatio, Verdict, rate_ratio

_TOO_SMALL_FOR_PERCENT_FIRST = 50  # below this a percentage swings wildly, so the counts lead


@dataclass(frozen=True)
class Change:
    """Two counts of equal exposure, and what may be said of the difference."""

    count: int
    count_before: int
    ratio: RateRatio

    @property
    def percent(self) -> float | None:
        """Percentage change; None where the earlier count is zero and there is none.

        >>> round(change(532, 514).percent, 1)
        3.5
        """
        if self.count_before == 0:
            return None
        return (self.count - self.count_before) / self.count_before * 100

    @property
    def verdict(self) -> Verdict:
        return self.ratio.verdict

    def in_words(self) -> str:
        """
        >>> change(79, 59).in_words()
        '+33.9% (from 59 to 79)'
        >>> change(18, 12).in_words()
        'from 12 to 18 (+50.0%)'
        >>> change(4, 0).in_words()
        'not calculable, from 0 to 4'
        """
        counts = f"from {self.count_before:,} to {self.count:,}"
        if self.percent is None:
            return f"not calculable, {counts}"
        # Adding zero turns a rounded "-0.0" into "+0.0".
        percent = f"{round(self.percent, 1) + 0.0:+,.1f}%"
        if self.count_before < _TOO_SMALL_FOR_PERCENT_FIRST:
            return f"{counts} ({percent})"
        return f"{percent} ({counts})"

    def in_words_with_interval(self) -> str:
        """
        >>> change(79, 59).in_words_with_interval()
        '+33.9% (from 59 to 79), rate ratio 1.34, 95% interval 0.94 to 1.91: could be chance'
        """
        return f"{self.in_words()}, {self.ratio.in_words()}"


def change(count: int, count_before: int) -> Change:
    """Compare two counts (>= 0) taken over periods of equal length in the same place."""
    return Change(count, count_before, rate_ratio(count, count_before))
