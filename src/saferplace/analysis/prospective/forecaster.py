"""The protocol that every way of forecasting places follows."""

from __future__ import annotations

from typing import Protocol

from saferplace.analysis.prospective.history import Floats, History


class CannotForecast(ValueError):
    """This method lacks what it needs for that period. The sentence says what."""


class Forecaster(Protocol):
    """name: in a sentence, after 'by'."""

    @property
    def name(self) -> str: ...

    def scores(self, past: History, period: int) -> Floats:
        """How much crime to expect in each place in ``period``, in any unit: only the order matters. Shape (places,).

        past: everything before ``period``. Raises CannotForecast.
        """
