"""Which areas to compare with, where nobody said: neighbours as nearby, and the most alike of the rest beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from saferplace.intelligence.analyses.did_it_work.areas import Areas, as_drawn
from saferplace.intelligence.analyses.did_it_work.choice import Choice, Part

_BESIDE_EACH_TREATED = 3  # one alone may go its own way


def settled_parts(areas: Areas, choice: Choice, before: Mapping[str, int]) -> dict[str, Part]:
    """A part for every area. before: counts before the start, by code.

    What somebody chose stays. Areas to compare with are, for each treated one, the three free areas whose count before
    was nearest (one for each that is nearby, of what is left): areas chosen at their peak are so compared with others
    at the same height. Areas that touch a treated one are never suggested for comparison.
    Raises ValueError where no treated area was chosen, one was drawn differently then, or nothing is left.
    """
    parts = as_drawn(areas, choice.parts)
    treated = _of(parts, Part.TREATED)
    if not treated:
        raise ValueError("Choose at least one area where the work was done.")
    around = {near for code in treated for near in areas.neighbours.get(code, frozenset())}
    if choice.counts_nearby and not _of(parts, Part.NEARBY):
        parts |= {code: Part.NEARBY for code in sorted(around) if code not in parts}
    each = {Part.COMPARISON: _BESIDE_EACH_TREATED, Part.NEARBY_COMPARISON: 1}
    for of, part in ((Part.TREATED, Part.COMPARISON), (Part.NEARBY, Part.NEARBY_COMPARISON)):
        if not _of(parts, part):
            free = [code for code in areas.codes if code not in parts and code not in around]
            parts |= dict.fromkeys(_most_alike(_of(parts, of) * each[part], free, before), part)
    if not _of(parts, Part.COMPARISON):
        raise ValueError("No area is left to compare with: choose fewer areas, or smaller ones.")
    return {code: parts.get(code, Part.OUT) for code in areas.codes}


def _of(parts: Mapping[str, Part], part: Part) -> list[str]:
    return [code for code, one in parts.items() if one is part]


def _most_alike(wanted: Iterable[str], free: list[str], before: Mapping[str, int]) -> list[str]:
    """A free area for each that is wanted (one may be wanted several times), the largest first, the nearest count."""
    left, found = list(free), []
    for code in sorted(wanted, key=lambda one: (-before[one], one)):
        if left:
            nearest = min(left, key=lambda one: (abs(np.log1p(before[one]) - np.log1p(before[code])), one))
            left.remove(nearest)
            found.append(nearest)
    return found
