"""Aoristic weights against a count of minutes by Python's own clock (zoneinfo), which knows nothing of our method."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from saferplace.analysis.time_profiles import time_profile

LONDON = ZoneInfo("Europe/London")


def by_the_minute(begins: list[dt.datetime], ends: list[dt.datetime]) -> np.ndarray:
    """Walk every minute that passed from the first moment of each beginning to the last of each end."""
    week = np.zeros((7, 24))
    for begin, end in zip(begins, ends, strict=True):
        at = begin.replace(tzinfo=LONDON, fold=0).astimezone(dt.UTC)
        until = end.replace(tzinfo=LONDON, fold=0 if _is_missing(end) else 1).astimezone(dt.UTC)
        minutes = []
        while at < until:
            shown = at.astimezone(LONDON)
            minutes.append((shown.weekday(), shown.hour))
            at += dt.timedelta(minutes=1)
        for day, hour in minutes:
            week[day, hour] += 1 / len(minutes)
    return week


def _is_missing(local: dt.datetime) -> bool:
    aware = local.replace(tzinfo=LONDON)
    return aware.astimezone(dt.UTC).astimezone(LONDON).replace(tzinfo=None) != local


@pytest.mark.parametrize("around", ["2025-03-29", "2025-10-25", "2025-11-21", "1995-10-21", "2024-02-28"])
def test_weights_equal_a_count_of_minutes_also_where_the_clock_changes(around):
    rng = np.random.default_rng(11)
    first = dt.datetime.fromisoformat(around)
    begins = [first + dt.timedelta(minutes=int(m)) for m in rng.integers(0, 2 * 24 * 60, 150)]
    ends = [
        begin + dt.timedelta(minutes=int(m)) for begin, m in zip(begins, rng.integers(1, 24 * 60, 150), strict=True)
    ]
    ours = time_profile(np.array(begins, dtype="datetime64[s]"), np.array(ends, dtype="datetime64[s]"))
    assert ours.spread == pytest.approx(by_the_minute(begins, ends), abs=1e-9)
    assert ours.spread.sum() == pytest.approx(150)
