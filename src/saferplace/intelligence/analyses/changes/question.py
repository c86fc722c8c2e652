"""Which change is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.store import EvidenceStore


class Against(StrEnum):
    YEAR_BEFORE = "year-before"
    PERIOD_BEFORE = "period-before"


class By(StrEnum):
    TYPE = "type"
    WARD = "ward"


class Order(StrEnum):
    WORST = "worst"
    BEST = "best"
    MOST = "most"
    NAME = "name"


@dataclass(frozen=True)
class ChangeQuestion:
    """area: the partnership's, or one ward of it. known: months held from which on “since when” looks back."""

    store: EvidenceStore
    area: Area
    ward: str
    period: Period
    against: Against
    by: By
    kinds: frozenset[str] | None
    pandemic: str
    held_from: Month
    at: dt.datetime
    version: Standing = None

    @property
    def before(self) -> Period:
        return self.period.shifted(-12 if self.against is Against.YEAR_BEFORE else -len(self.period))

    @property
    def settings(self) -> dict[str, str]:
        return {
            "months": str(self.period),
            "against": self.against.value,
            "by": self.by.value,
            "ward": self.ward,
            "march_2020_to_july_2021": self.pandemic,
        }

    @property
    def place(self) -> str:
        return find_area(self.ward).name if self.ward else self.area.name

    @property
    def subject(self) -> str:
        return "Recorded crime" if self.kinds is None else " and ".join(sorted(self.kinds))
