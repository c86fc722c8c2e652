"""Repeat victimisation: who, or which dwelling, suffers again within a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

HORIZON_DAYS = 365  # the usual definition: the same victim or dwelling in the previous 365 days


@dataclass(frozen=True)
class Repeats:
    """repeat_victims: victims with at least one incident that followed another of theirs within the horizon.

    incidents_of_repeat_victims: all incidents of those victims in the data, the first ones too.
    repeat_incidents: incidents that followed another within the horizon.
    days_to_repeat: sorted days between each repeat incident and the one before it.
    span_days: from the first incident to the last, both counted.
    """

    incidents: int
    victims: int
    repeat_victims: int
    incidents_of_repeat_victims: int
    repeat_incidents: int
    days_to_repeat: npt.NDArray[np.int64]
    horizon_days: int
    span_days: int

    @property
    def share_of_victims(self) -> float:
        return self.repeat_victims / self.victims

    @property
    def share_of_incidents(self) -> float:
        return self.incidents_of_repeat_victims / self.incidents

    @property
    def is_long_enough(self) -> bool:
        """A victim of the last months has not had a whole year in which to suffer again."""
        return self.span_days >= 2 * self.horizon_days

    def repeated_within(self, days: int) -> float | None:
        """Share of the repeats that came within so many days; None when there are none."""
        if self.days_to_repeat.size == 0:
            return None
        return float(np.searchsorted(self.days_to_repeat, days, side="right") / self.days_to_repeat.size)

    def in_words(self, victims: str = "victims") -> str:
        """Counts and shares, and what the length of the data hides. victims: what the key names, in the plural."""
        within = f"had another incident within {self.horizon_days} days of one before"
        said = (
            f"{self.repeat_victims:,} of {self.victims:,} {victims} ({self.share_of_victims:.0%}) {within}; they"
            f" account for {self.incidents_of_repeat_victims:,} of {self.incidents:,} incidents"
            f" ({self.share_of_incidents:.0%})."
            if self.repeat_victims
            else f"None of {self.victims:,} {victims} {within}."
        )
        if self.is_long_enough:
            return said
        return f"{said} The data span {self.span_days:,} days, so repeats that come late are missed: at least so many."


def repeats(victims: npt.ArrayLike, days: npt.ArrayLike, *, horizon_days: int = HORIZON_DAYS) -> Repeats:
    """Count repeats of a key: a victim's number, a dwelling's UPRN.

    victims: keys, shape (incidents,), whole numbers or text. days: whole day numbers or datetime64, same shape.
    Raises ValueError when empty, or where a key or a date is missing: an unknown victim is not one and the same person.
    Farrell & Pease (1993), *Once Bitten, Twice Bitten*; the horizon is the one that Home Office and police count by.
    """
    keys, when = np.asarray(victims), np.asarray(days)
    if keys.ndim != 1 or keys.shape != when.shape or keys.size == 0:
        raise ValueError("Give one victim and one date for each incident, and at least one incident.")
    if horizon_days < 1:
        raise ValueError("A repeat needs at least one day in which to happen.")
    _refuse_missing(keys, when)
    if np.issubdtype(when.dtype, np.datetime64):
        when = when.astype("datetime64[D]")
    _, who = np.unique(keys, return_inverse=True)
    number = when.astype(np.int64)
    order = np.lexsort((number, who))
    who, number = who[order], number[order]
    gap = np.diff(number)
    is_repeat = np.concatenate([[False], (np.diff(who) == 0) & (gap <= horizon_days)])
    repeating = np.unique(who[is_repeat])
    return Repeats(
        keys.size,
        int(who[-1]) + 1,
        repeating.size,
        int(np.isin(who, repeating).sum()),
        int(is_repeat.sum()),
        np.sort(gap[is_repeat[1:]]),
        horizon_days,
        int(number.max() - number.min()) + 1,
    )


def _refuse_missing(keys: npt.NDArray[np.generic], when: npt.NDArray[np.generic]) -> None:
    if keys.dtype.kind == "O":
        unknown = np.array([key is None or key != key or key == "" for key in keys])
    else:
        unknown = keys == "" if keys.dtype.kind in "US" else keys != keys
    if unknown.any():
        raise ValueError(f"Incidents without a victim's key: {int(unknown.sum()):,}. Leave them out, and say how many.")
    if (when != when).any():
        raise ValueError(f"Incidents without a date: {int((when != when).sum()):,}. Leave them out, and say how many.")
