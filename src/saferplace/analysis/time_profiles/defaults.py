"""Midnight and noon: times that a form fills in when nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

_SUSPECTS = (0, 12)
_NEIGHBOURS = (-2, -1, 1, 2)
_TIMES_AS_MANY = 2.0
_CHANCE = 0.001


@dataclass(frozen=True)
class RecordingDefault:
    """``count`` events at exactly ``hour``:00, where the two full hours on either side have ``usual`` on average."""

    hour: int
    count: int
    usual: float

    def in_words(self) -> str:
        """
        >>> RecordingDefault(0, 210, 12.25).in_words()[:83]
        '210 records have exactly 00:00 as their time, where the full hours near it have abo'
        """
        return (
            f"{self.count:,} records have exactly {self.hour:02d}:00 as their time, where the full hours near it have "
            f"about {self.usual:,.0f} each: probably what was written when nobody knew"
        )


def recording_defaults(on_the_hour: npt.NDArray[np.int64]) -> tuple[RecordingDefault, ...]:
    """Which of 00:00 and 12:00 stand out among times on the full hour. on_the_hour: events at each, (24,).

    A default is at least twice the average of its four neighbours (22, 23, 01 and 02 o'clock; 10, 11, 13 and 14), and
    more than chance would give (one-sided binomial against a fifth, below one in a thousand). The rule is ours.
    """
    found = []
    for hour in _SUSPECTS:
        count, near = int(on_the_hour[hour]), int(sum(on_the_hour[(hour + step) % 24] for step in _NEIGHBOURS))
        usual = near / len(_NEIGHBOURS)
        if count > _TIMES_AS_MANY * usual and binom.sf(count - 1, count + near, 1 / (1 + len(_NEIGHBOURS))) < _CHANCE:
            found.append(RecordingDefault(hour, count, usual))
    return tuple(found)
