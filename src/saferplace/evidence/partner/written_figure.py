"""A cell of a return as a number or a mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from saferplace.analysis.missing import Missing
from saferplace.evidence.partner.own_columns import KNOWN
from saferplace.evidence.partner.reading.numbers import Written
from saferplace.evidence.partner.reading.unread import Unread


@dataclass(frozen=True)
class WrittenFigure:
    """status: “known”, or a value of `analysis.missing.Missing`; then there is no value."""

    value: float | None
    status: str
    is_percentage: bool = False
    is_provisional: bool = False


def as_written(read: Callable[[str], Written | Missing | Unread]) -> Callable[[str], WrittenFigure | Unread]:
    def reader(text: str) -> WrittenFigure | Unread:
        found = read(text)
        if isinstance(found, Written):
            return WrittenFigure(found.value, KNOWN, found.is_percentage, found.is_provisional)
        return WrittenFigure(None, found.value) if isinstance(found, Missing) else found

    return reader
