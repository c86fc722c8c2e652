"""Months that are not like others, which a comparison can leave out, and then says so."""

from __future__ import annotations

from collections.abc import Iterable

from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Break

PANDEMIC = Break(Period(Month(2020, 3), Month(2021, 7)), "Covid-19 restrictions")
"""Dacorum's plan 2023-26 warns of figures from March 2020 to July 2021."""

LEAVE_OUT, USE = "leave-out", "use"
CHOICES = ((LEAVE_OUT, "Leave out"), (USE, "Use like other months"))
LABEL = "March 2020 to July 2021 (Covid-19)"


def breaks_of(choice: str) -> tuple[Break, ...]:
    """The breaks that a choice leaves out."""
    return (PANDEMIC,) if choice == LEAVE_OUT else ()


def used_in_words(choice: str, months: Iterable[Month]) -> tuple[str, ...]:
    """A caveat for each break that is used like other months though some of these lie in it."""
    if choice == LEAVE_OUT or not any(month in PANDEMIC.period for month in months):
        return ()
    return (f"{PANDEMIC.period.in_words()} ({PANDEMIC.reason}) is used here like other months: read it with care.",)
