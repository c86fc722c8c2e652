"""People who chose to reply are no sample of anybody: a share of those who replied, and no margin of error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOT_A_SAMPLE = (
    "These people chose to reply, so they may differ from residents in ways nobody can measure: "
    "there is no margin of error, and nothing is said of anybody who did not reply."
)


@dataclass(frozen=True)
class ShareOfReplies:
    """There is deliberately no interval here to print by mistake."""

    said: int
    answered: int
    percent: float

    def in_words(self) -> str:
        """
        >>> share_of_replies(np.arange(1200) < 357, np.ones(1200, bool), np.ones(1200)).in_words()
        '29.8% of those who replied (357 of 1,200)'
        """
        return f"{self.percent:.1f}% of those who replied ({self.said:,} of {self.answered:,})"


def share_of_replies(
    said: NDArray[np.bool_], answered: NDArray[np.bool_], weights: NDArray[np.float64]
) -> ShareOfReplies:
    """Share (weighted, where weights differ) of those who answered. Raises ValueError where nobody did."""
    number = int(answered.sum())
    if not number:
        raise ValueError("Nobody answered, so there is no share.")
    share = float(weights[said & answered].sum() / weights[answered].sum())
    return ShareOfReplies(int((said & answered).sum()), number, 100 * share)
