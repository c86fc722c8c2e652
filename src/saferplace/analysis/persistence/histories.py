"""What kind of history a place has: new, intensifying, persistent, diminishing, sporadic, historical, or never hot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from saferplace.analysis.persistence.mann_kendall import Trends, mann_kendall
from saferplace.analysis.snap_points import MOVED_TO_SNAP_POINTS

Hot = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


class History(StrEnum):
    """In the order in which a list of places is best read."""

    INTENSIFYING = "intensifying"
    PERSISTENT = "persistent"
    NEW = "new"
    SPORADIC = "sporadic"
    DIMINISHING = "diminishing"
    HISTORICAL = "historical"
    NEVER_HOT = "never hot"

    @property
    def in_words(self) -> str:
        return {
            History.INTENSIFYING: "hot in nearly all periods, and more so as time went on",
            History.PERSISTENT: "hot in nearly all periods, with no trend beyond chance",
            History.NEW: "hot lately, and never before",
            History.SPORADIC: "hot now and then, lately too",
            History.DIMINISHING: "hot in nearly all periods, and less so as time went on",
            History.HISTORICAL: "hot in the past, but not lately",
            History.NEVER_HOT: "not hot in any period",
        }[self]


@dataclass(frozen=True)
class Rules:
    """mostly: share of periods from which a place counts as hot nearly all the time. recent: how many of the last
    periods are "lately". level: how sure a trend must be. Esri's tool has 90%, the last step alone, and 0.05 or 0.1.
    """

    mostly: float = 0.9
    recent: int = 1
    level: float = 0.05

    def __post_init__(self) -> None:
        if not 0 < self.mostly <= 1:
            raise ValueError("The share of periods that a persistent place is hot must be above 0 and at most 1.")
        if self.recent < 1:
            raise ValueError("At least one period must be recent.")
        if not 0 < self.level < 1:
            raise ValueError("The level must lie between 0 and 1.")


@dataclass(frozen=True)
class Histories:
    """One entry a place. periods_hot: of ``periods``. longest_run: of hot periods in a row. last_hot: position of the
    last hot period, -1 where there was none.
    """

    history: npt.NDArray[np.object_]
    periods_hot: Whole
    periods: int
    longest_run: Whole
    last_hot: Whole
    trends: Trends
    caveats: tuple[str, ...] = ()

    def places(self, history: History) -> Whole:
        """Positions of the places with one history."""
        return np.flatnonzero(self.history == history)

    def numbers(self) -> Mapping[History, int]:
        """How many places have each history; they add up to all places."""
        return {history: int((self.history == history).sum()) for history in History}

    def in_words(self) -> str:
        """
        >>> histories([[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]], [[5, 6, 5, 6], [1, 1, 1, 4], [1, 0, 1, 0]]).in_words()
        '1 persistent and 1 new of 3 places, over 4 periods; 1 was never hot.'
        """
        numbers = self.numbers()
        said = [f"{n:,} {history}" for history, n in numbers.items() if n and history is not History.NEVER_HOT]
        places, never = f"{len(self.history):,} place{'s' * (len(self.history) != 1)}", numbers[History.NEVER_HOT]
        if not said:
            return f"None of {places} was hot in any of {self.periods} periods."
        listed = " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
        rest = f"; {never:,} {'was' if never == 1 else 'were'} never hot" if never else ""
        return f"{listed} of {places}, over {self.periods} periods{rest}."


def histories(hot: npt.ArrayLike, intensity: npt.ArrayLike, rules: Rules | None = None) -> Histories:
    """Give every place exactly one history. The first rule that fits decides:

    1. never hot: hot in no period;
    2. historical: hot in none of the recent periods (but before);
    3. new: hot in the recent periods only, and there were earlier ones;
    4. hot in fewer than ``mostly`` of all periods: sporadic;
    5. hot in at least that share: intensifying or diminishing where the Mann-Kendall test finds that ``intensity``
       rose or fell over all periods, persistent where it finds neither.

    hot, intensity: places × periods in time order, without the periods that are not held; intensity is what a trend is
    looked for in (counts, or z-scores). Raises ValueError for tables that do not fit each other or missing values.
    Adapted from Esri's emerging hot spot analysis (Getis-Ord Gi* with a Mann-Kendall trend; Esri, "How Emerging Hot
    Spot Analysis works"). Esri leaves places that were hot at times, but not now, without a pattern (here: historical),
    and tells "consecutive" and "oscillating" from sporadic ones.
    """
    rules = rules or Rules()
    table = np.asarray(hot, dtype=np.bool_)
    measured = np.asarray(intensity, dtype=np.float64)
    if table.ndim != 2 or table.shape != measured.shape:
        raise ValueError("Hot periods and intensity must be tables of the same places and periods.")
    periods = table.shape[1]
    if rules.recent >= periods:
        raise ValueError(f"{rules.recent} recent periods leave no earlier ones among {periods}.")
    trends = mann_kendall(measured)
    times = table.sum(axis=1)
    lately = table[:, -rules.recent :].any(axis=1)
    before = table[:, : -rules.recent].any(axis=1)
    # 0.9 of 10 periods is 9, not a hair more as binary fractions have it.
    mostly = times >= rules.mostly * periods - 1e-9
    found = np.select(
        [times == 0, ~lately, ~before, ~mostly, trends.rises(rules.level), trends.falls(rules.level)],
        list(range(6)),
        6,
    )
    named = np.array(
        [
            History.NEVER_HOT,
            History.HISTORICAL,
            History.NEW,
            History.SPORADIC,
            History.INTENSIFYING,
            History.DIMINISHING,
            History.PERSISTENT,
        ],
        dtype=object,
    )
    last = np.where(times > 0, periods - 1 - np.argmax(table[:, ::-1], axis=1), -1)
    return Histories(named[found], times.astype(np.int64), periods, _longest_runs(table), last.astype(np.int64), trends)


def histories_of_snap_points(hot: npt.ArrayLike, intensity: npt.ArrayLike, rules: Rules | None = None) -> Histories:
    """As ``histories``, where places are the points that data.police.uk publishes; the result says what they are."""
    return replace(histories(hot, intensity, rules), caveats=(MOVED_TO_SNAP_POINTS,))


def _longest_runs(table: Hot) -> Whole:
    longest = np.zeros(len(table), dtype=np.int64)
    run = np.zeros(len(table), dtype=np.int64)
    for period in table.T:
        run = np.where(period, run + 1, 0)
        longest = np.maximum(longest, run)
    return longest
