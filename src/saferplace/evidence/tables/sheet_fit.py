"""What next month's file has lost, gained or renamed since its columns were decided."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from saferplace.evidence.tables.headings import Header, normalised
from saferplace.evidence.tables.sheet import Sheet

_ROWS_LOOKED_AT = 60
_ALIKE = 0.6


def rows_that_may_head(sheet: Sheet, line: int, rows_count: int) -> list[Header]:
    """Every place in the first rows where headings could stand, that of ``line`` first."""
    last = min(len(sheet.rows) - rows_count, _ROWS_LOOKED_AT)
    rows = [row for row in range(last + 1) if sheet.rows[row]]
    rows.sort(key=lambda row: (sheet.lines[row] != line, row))
    return [Header(row, rows_count) for row in rows]


def differences(decided: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """decided: the headings of a mapping. found: those of a file. One sentence for each column to decide again."""
    decided_names, found_names = {normalised(name) for name in decided}, {normalised(name) for name in found}
    lost = [name for name in dict.fromkeys(decided) if normalised(name) not in found_names]
    gained = [name for name in found if normalised(name) not in decided_names]
    sentences = []
    for name in lost:
        renamed = _most_alike(name, gained)
        if renamed is None:
            sentences.append(f"The column “{name}” is not in this file.")
            continue
        gained.remove(renamed)
        sentences.append(
            f"The column “{name}” is not in this file, but “{renamed}” is new. Decide whether it is the same."
        )
    sentences += [f"The column “{name}” is new. Decide which field it fills, or that it is dropped." for name in gained]
    return tuple(sentences)


def _most_alike(name: str, others: Sequence[str]) -> str | None:
    def likeness(other: str) -> float:
        one, two = sorted(normalised(name).split()), sorted(normalised(other).split())
        return SequenceMatcher(None, " ".join(one), " ".join(two)).ratio()

    best = max(others, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _ALIKE else None
