"""The Knox test: do events that are near in space come nearer in time than chance would bring them?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock

import numpy as np
import numpy.typing as npt

from saferplace.analysis.near_repeat.bands import TimeBands
from saferplace.analysis.near_repeat.matrix import KnoxCell, KnoxMatrix
from saferplace.analysis.near_repeat.pairs import NearPairs
from saferplace.analysis.processors import every_processor

_LEAST_TO_DEAL = 20_000  # days, that are worth a thread of their own
_LONGEST_SPAN = 65_535
_SEED_BITS = 2**63

Progress = Callable[[int, int], None]
Whole = npt.NDArray[np.int64]


def knox_test(
    pairs: NearPairs,
    days: npt.ArrayLike,
    times: TimeBands,
    *,
    permutations: int = 999,
    seed: int,
    progress: Progress | None = None,
) -> KnoxMatrix:
    """Pairs observed in each band of distance and time, beside those of randomly re-dated events.

    pairs: near pairs of the events, found once by `pairs_in_straight_line` or `pairs_along_streets`.
    days: date of each event, shape (events,), in the order in which their coordinates were given: whole day numbers,
    or datetime64.
    progress: called with deals done and deals in all.
    Raises ValueError for dates that are missing, not whole days, all alike, or more than 179 years apart.

    Knox (1964), Applied Statistics 13; re-dating and pseudo-p as Johnson et al. (2007) and Ratcliffe's Near Repeat
    Calculator: (1 + deals with as many pairs or more) / (1 + deals). The adjusted p is that of the largest excess in
    any band, in Pearson units (single-step maximum; Westfall & Young 1993): below 0.05 in any band happens by chance in
    one data set out of twenty, however many bands are looked at.
    The null keeps the places and the dates as they are and lets only their pairing vary, so hot spots and seasons are
    not mistaken for near repeats; a hot spot that comes up part-way through the period can be (Kulldorff & Hjalmars
    1999).
    Memory: four bytes a pair, 136 bytes an event.
    """
    if permutations < 19:
        raise ValueError("Fewer than 19 deals of the dates can show nothing at the 5% level.")
    counts = _counts(pairs, _whole_days(days, pairs, times), times, permutations, seed % _SEED_BITS, progress)
    observed, dealt = counts[0], counts[1:]
    expected = dealt.mean(axis=0)
    p = (1 + (dealt >= observed).sum(axis=0)) / (1 + permutations)
    adjusted = _adjusted(counts)
    cells = tuple(
        KnoxCell(ring, time, int(observed[ring, time]), *(float(of[ring, time]) for of in (expected, p, adjusted)))
        for ring in range(observed.shape[0])
        for time in range(observed.shape[1])
    )
    return KnoxMatrix(pairs.bands, times, pairs.measured, pairs.points, permutations, seed, cells)


def _counts(
    pairs: NearPairs,
    days: npt.NDArray[np.uint16],
    times: TimeBands,
    permutations: int,
    seed: int,
    progress: Progress | None,
) -> Whole:
    """Pairs in each band, shape (1 + permutations, distances, times): first the events as they were."""
    from saferplace.analysis.near_repeat import retiming  # Numba takes half a second that few processes need

    upper_days = np.array(times.upper_days, dtype=np.uint16)
    by_event = np.empty((days.size, retiming.DEALS), dtype=np.uint16)
    dealt = np.empty((retiming.DEALS, days.size), dtype=np.uint16)
    in_order = np.sort(days)  # so that the order in which rows came changes nothing

    def within() -> Whole:
        found = np.zeros((pairs.start.shape[0], upper_days.size, retiming.DEALS), dtype=np.int64)
        one_at_a_time = Lock()

        def part(first: int, last: int) -> None:
            counted = np.zeros_like(found)
            retiming.count_within(pairs.start, pairs.neighbour, by_event, upper_days, counted, first, last)
            with one_at_a_time:
                found[:] += counted  # whole numbers: their order cannot change the sum

        in_parts(days.size, part)
        return np.moveaxis(found, -1, 0)

    with every_processor() as in_parts:
        by_event[:] = days[:, None]
        counts = [within()[:1]]
        for first in range(0, permutations, retiming.DEALS):
            deal = partial(retiming.deal, in_order, seed, first, dealt)
            in_parts(retiming.DEALS, deal, least=max(1, _LEAST_TO_DEAL // days.size))
            in_parts(days.size, partial(retiming.turned, dealt, by_event), least=_LEAST_TO_DEAL)
            counts.append(within()[: permutations - first])
            if progress is not None:
                progress(min(first + retiming.DEALS, permutations), permutations)
    return _apart(np.concatenate(counts))


def _apart(within: Whole) -> Whole:
    """From "no more than so many days" to each band by itself."""
    apart = within.copy()
    apart[:, :, 1:] -= within[:, :, :-1]
    return apart


def _adjusted(counts: Whole) -> npt.NDArray[np.float64]:
    usual = counts.mean(axis=0)
    excess = (counts - usual) / np.sqrt(np.where(usual > 0, usual, 1))
    largest = excess[1:].max(axis=(1, 2))
    # Equal counts must stay equal after division.
    as_large = (largest[:, None, None] >= excess[0] - 1e-9).sum(axis=0)
    adjusted: npt.NDArray[np.float64] = (1 + as_large) / counts.shape[0]
    return adjusted


def _whole_days(days: npt.ArrayLike, pairs: NearPairs, times: TimeBands) -> npt.NDArray[np.uint16]:
    """Days since the first, in the sorted order of the pairs."""
    given = np.asarray(days)
    if given.shape != (pairs.points,):
        raise ValueError("Give one date for each event.")
    if np.issubdtype(given.dtype, np.datetime64):
        missing = np.isnat(given)
        given = given.astype("datetime64[D]").astype(np.int64)
    else:
        missing = ~np.isfinite(given)
    if missing.any():
        raise ValueError(f"Events without a date: {int(missing.sum()):,}. Leave them out, and say how many.")
    if (given != np.floor(given)).any():
        raise ValueError("Give dates as whole days: the bands are of days.")
    since = given - given.min()
    if since.max() == 0:
        raise ValueError("All events are of one day, so their dates can say nothing about near repeats.")
    if since.max() + times.upper_days[-1] > _LONGEST_SPAN:
        raise ValueError("The dates span more than 179 years: check them.")
    sorted_days: npt.NDArray[np.uint16] = since.astype(np.uint16)[pairs.order]
    return sorted_days
