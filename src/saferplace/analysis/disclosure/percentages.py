"""Percentages that go with a protected table: only from numbers that are themselves shown."""

from __future__ import annotations

from saferplace.analysis.missing import Missing


def percent_of(part: int | Missing, whole: int | Missing) -> float | Missing:
    """A percentage of two shown numbers. A hidden one hides it: from 40 of 160 anybody could go back.

    >>> percent_of(40, 160), str(percent_of(Missing.SUPPRESSED, 160)), str(percent_of(0, 0))
    (25.0, 'suppressed', 'not calculable')
    """
    if isinstance(part, Missing) or isinstance(whole, Missing):
        return Missing.SUPPRESSED
    return 100 * part / whole if whole else Missing.NOT_CALCULABLE
