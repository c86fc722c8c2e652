"""What is asked of a map analysis: of which data, where, when, and with which settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class Setting:
    """One choice that a person may make about a method. choices: value and words; the first is the default."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]

    @property
    def default(self) -> str:
        return self.choices[0][0]

    def words_of(self, value: str) -> str:
        return dict(self.choices)[value]


@dataclass(frozen=True)
class LayerQuestion:
    """kinds: crime types, or categories of a partners' data set; None for all. settings: by name; all are there.

    store: the one that holds ``source``. version: which state of it, so that the whole answer rests on one.
    """

    store: EvidenceStore
    area: Area
    period: Period
    at: dt.datetime
    kinds: frozenset[str] | None = None
    source: Source = POLICE_STREET
    settings: Mapping[str, str] = field(default_factory=dict)
    version: Standing = None

    @property
    def is_recorded_crime(self) -> bool:
        return self.source is POLICE_STREET

    @property
    def subject(self) -> str:
        """What is counted, for the middle of a sentence: 'burglary', 'recorded crime', 'fly-tipping'."""
        if self.kinds is not None and len(self.kinds) <= 3:
            return " and ".join(sorted(self.kinds)).lower()
        whole = "recorded crime" if self.is_recorded_crime else self.source.title
        return whole if self.kinds is None else f"{whole} of {len(self.kinds)} kinds"

    def over(self, period: Period) -> LayerQuestion:
        """The same of other months."""
        return replace(self, period=period)

    @property
    def of_every_kind(self) -> LayerQuestion:
        """The same of all kinds in the data set."""
        return replace(self, kinds=None)
