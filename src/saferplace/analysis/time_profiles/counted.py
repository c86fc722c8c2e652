"""A profile of events that were counted by hour and weekday already."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from saferplace.analysis.time_profiles.profile import NotPlaced, TimeProfile


def profile_of_counts(counts: Mapping[tuple[int, int], int], *, no_time: int = 0) -> TimeProfile:
    """counts: (weekday, hour) to events at exact times; weekday 0 is Monday. Raises ValueError where there are none.

    Which of them stand at exactly 00:00 or 12:00 is no longer known, so no recording default can be told.

    >>> float(profile_of_counts({(4, 22): 3}).weight[4, 22])
    3.0
    """
    exact = np.zeros((7, 24))
    for (day, hour), count in counts.items():
        if count < 0:
            raise ValueError("A count cannot be below zero.")
        exact[day, hour] = count
    if not exact.any():
        raise ValueError("No event has a time of day.")
    return TimeProfile(exact, np.zeros((7, 24)), int(exact.sum()), NotPlaced(no_time, 0, 0), 0, 0.0, ())
