"""Withholding small counts, so that a table of areas tells nobody who a person is.

Counts of 1 to 4 are withheld. Where the total of a column is known, what is withheld could be worked out from the
rest; so further cells are withheld until what is hidden together leaves more than one possibility.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from saferplace.analysis.missing import Missing

Key = TypeVar("Key")
SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Withheld(Generic[Key]):
    """One column of a table, as everybody may see it."""

    cells: Mapping[Key, int | Missing]
    total: int | Missing


def is_small(count: int) -> bool:
    """Whether a single count is withheld. Nought says that nothing happened, and is shown.

    >>> [is_small(count) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < count < SMALLEST_SHOWN


def withhold(counts: Mapping[Key, int]) -> Withheld[Key]:
    """The column with small counts withheld, and as many more as protect them from whoever knows the total.

    >>> [str(cell) for cell in withhold({"Apsley": 2, "Boxmoor": 9, "Gadebridge": 30, "Tring": 0}).cells.values()]
    ['suppressed', 'suppressed', '30', '0']
    """
    total = sum(counts.values())
    hidden = [key for key, count in counts.items() if is_small(count)]
    others = sorted(
        (key for key, count in counts.items() if count >= SMALLEST_SHOWN), key=lambda key: (counts[key], str(key))
    )
    while hidden and not _is_ambiguous([counts[key] for key in hidden]):
        if not others:  # nothing is left to hide behind, so not even where there was nothing
            return Withheld(dict.fromkeys(counts, Missing.SUPPRESSED), Missing.SUPPRESSED)
        hidden.append(others.pop(0))
    shown = {key: Missing.SUPPRESSED if key in hidden else count for key, count in counts.items()}
    return Withheld(shown, Missing.SUPPRESSED if is_small(total) else total)


def _is_ambiguous(hidden: list[int]) -> bool:
    """Whether the sum of what is hidden has several ways: not of one cell, nor of cells that are all ones or fours."""
    return len(hidden) > 1 and sum(hidden) not in (len(hidden), len(hidden) * (SMALLEST_SHOWN - 1))
