"""Look at many series at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from saferplace.analysis.months import Month, Period
from saferplace.analysis.scan.expectation import chance_of, expectation
from saferplace.analysis.scan.shapes import Scan, Standing
from saferplace.analysis.xmr import Break
from saferplace.analysis.xmr.shapes import LIMITS_NEED

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

FALSE_SHARE = 0.05
"""At most about this share of what a scan calls exceptional is chance."""

_ODD = 0.05  # one in twenty, for a series looked at alone
_FEW = 5  # neither found nor expected so many: whatever the odds, nothing to act on


def scan(
    counts: Floats,
    months: Sequence[Month],
    judged: Period,
    *,
    weights: Floats | None = None,
    breaks: Sequence[Break] = (),
    false_share: float = FALSE_SHARE,
) -> Scan:
    """Judge each series' count in ``judged`` by its own earlier months, allowing for how many series are looked at.

    counts: shape (series, months), whole numbers from 0; NaN where a month has no figure. months: one for each column,
    in any order, none twice. Months before ``judged`` and outside every break set the expectation; months after it
    are ignored.
    weights: how much of an ordinary month each column is (days, or the usual season), shape (months,) or as counts;
    None for all alike.
    A series needs 6 months before, and a figure for each month of ``judged``. False discoveries are held to
    ``false_share`` by Benjamini & Hochberg (1995), *JRSS B* 57, 289-300, over all series that can be judged. Expected
    counts and their variation are in ``expectation``: counts that usually come in clusters must come in larger
    ones to stand out.
    Raises ValueError for counts that cannot be, months that do not fit, or a judged month inside a break.
    """
    counts = np.asarray(counts, dtype=np.float64)
    weight = _weights(weights, counts)
    _refuse(counts, weight, months, judged, breaks)
    in_break = np.array([any(m in b.period for b in breaks) for m in months])
    now = np.array([m in judged for m in months])
    before = np.array([m < judged.first for m in months]) & ~in_break
    count = counts[:, now].sum(axis=1)
    weight_now = np.broadcast_to(weight[:, now].sum(axis=1), len(counts))
    found = expectation(counts[:, before], weight[:, before], weight_now)
    able = (found.months >= LIMITS_NEED) & ~np.isnan(count)
    chance, adjusted = np.full(len(counts), np.nan), np.full(len(counts), np.nan)
    low, high = chance_of(count[able], found.expected[able], found.dispersion[able])
    chance[able] = np.minimum(1.0, 2 * np.minimum(low, high))
    if able.any():
        adjusted[able] = false_discovery_control(chance[able], method="bh")
    return Scan(
        judged=judged,
        baseline=tuple(sorted(m for m, is_before in zip(months, before, strict=True) if is_before)),
        left_out=tuple(b for b in breaks if any(m in b.period and m < judged.first for m in months)),
        count=count,
        expected=np.where(able, found.expected, np.nan),
        dispersion=np.where(able, found.dispersion, np.nan),
        chance=chance,
        adjusted=adjusted,
        months=found.months,
        standing=_standing(able, count, found.expected, chance < _ODD, adjusted <= false_share),
    )


def _standing(able: Booleans, count: Floats, expected: Floats, is_odd: Booleans, is_out: Booleans) -> NDArray[np.int8]:
    codes = {standing: code for code, standing in enumerate(Standing)}
    few = np.maximum(count, expected) < _FEW
    found = np.select(
        [~able, few, is_out & (count > expected), is_out, is_odd],
        [
            codes[Standing.NOT_JUDGED],
            codes[Standing.TOO_FEW],
            codes[Standing.HIGHER],
            codes[Standing.LOWER],
            codes[Standing.ODD_AMONG_SO_MANY],
        ],
        codes[Standing.UNREMARKABLE],
    )
    return found.astype(np.int8)


def _weights(weights: Floats | None, counts: Floats) -> Floats:
    given = np.ones((1, counts.shape[1])) if weights is None else np.asarray(weights, dtype=np.float64)
    return np.atleast_2d(given)


def _refuse(counts: Floats, weight: Floats, months: Sequence[Month], judged: Period, breaks: Sequence[Break]) -> None:
    if counts.ndim != 2 or counts.shape[1] != len(months) or len(set(months)) != len(months):
        raise ValueError("A scan needs a row for each series and a column for each month, and no month twice.")
    if weight.shape not in ((1, len(months)), counts.shape) or not (weight > 0).all():
        raise ValueError("Weights must be above zero, one for each month or one for each count.")
    known = counts[~np.isnan(counts)]
    if (known < 0).any() or (known != np.floor(known)).any() or not np.isfinite(known).all():
        raise ValueError("Counts are whole numbers from 0; leave a figure that is not there as NaN.")
    absent = [m for m in judged if m not in months]
    if absent:
        raise ValueError(f"{absent[0].in_words()} is not among the months held.")
    for one in breaks:
        if any(m in one.period for m in judged):
            raise ValueError(f"{judged.in_words()} lies in a break ({one.reason}) and cannot be judged.")
