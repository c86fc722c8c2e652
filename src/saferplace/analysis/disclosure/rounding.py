"""Random rounding: every count to a multiple of 5, right on average, and always the same for the same cell."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from saferplace.analysis.disclosure.small_counts import Counts

BASE = 5
_STEPS = 2**64


def randomly_rounded(counts: Sequence[int], names: Sequence[str], *, seed: int, base: int = BASE) -> Counts:
    """Round each count up or down to a multiple of ``base``, up with the share of the way that it has gone.

    names: what identifies each cell ("E05009036, burglary, 2021"); the same name and seed always round the same way,
    so that asking again, or meeting the cell in another table, tells nothing more. Keep the seed secret.
    Totals are rounded by themselves and so need not equal the sum of their parts. Unbiased, as Cox (1987), JASA 82;
    multiples of the base stay what they are, so a shown 0 may be any count below the base.
    Raises ValueError for counts below 0 and for a base below 2.

    >>> randomly_rounded([0, 10, 12], ["a", "b", "c"], seed=1).tolist()
    [0, 10, 15]
    """
    each = np.asarray(counts, dtype=np.int64)
    if base < 2 or (each < 0).any() or len(each) != len(names):
        raise ValueError("Rounding needs counts from 0, a name for each, and a base of 2 or more.")
    left = each % base
    goes_up = np.array([_uniform(name, seed) for name in names]) * base < left
    rounded: Counts = each - left + base * goes_up
    return rounded


def _uniform(name: str, seed: int) -> float:
    digest = blake2b(name.encode(), key=str(seed).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / _STEPS
