"""Where a measure's figures come from. A higher app (a survey, say) may register a source of its own kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from saferplace.analysis.missing import Figure
from saferplace.analysis.months import Month
from saferplace.evidence.areas import Denominator
from saferplace.evidence.receipts import Receipt
from saferplace.performance.models import Measure, MeasureVersion


@dataclass(frozen=True)
class SourcedFigures:
    """figures: first month of each period to its figure. seen_in_doubt: what incomplete months hold, to be drawn and
    never compared.

    receipt: where they were computed from. residents: of the area; None when it is not known.
    is_open: whether they rest on open data, so that they may be public without a person's say.
    shares: of a percentage, its numerator and denominator, by the first month of the period.
    """

    figures: Mapping[Month, Figure]
    seen_in_doubt: Mapping[Month, int]
    receipt: Receipt
    residents: Denominator | None
    is_open: bool = True
    shares: Mapping[Month, tuple[int, int]] = field(default_factory=dict)


class MeasureSource(Protocol):
    """Computes the whole series of a measure at a moment; None when its data set holds nothing yet."""

    def figures(self, measure: Measure, version: MeasureVersion, *, at: dt.datetime) -> SourcedFigures | None: ...


_registered: dict[str, Callable[[], MeasureSource]] = {}


def register(kind: str, open_source: Callable[[], MeasureSource]) -> None:
    """Say what opens the source of measures whose definition has ``source.kind`` equal to ``kind``."""
    _registered[kind] = open_source


def source_of(kind: str) -> MeasureSource | None:
    """The registered source; None for kinds that people record by hand."""
    opened = _registered.get(kind)
    return opened() if opened else None
