"""What is asked of a map analysis: of which data, where, when, and with which settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore

Found = TypeVar("Found")


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

    def put_to_crime(self, ask: Callable[..., Found]) -> Found:
        """What a question to recorded crime (`evidence.queries`) answers for these months, kinds and area."""
        return ask(
            self.store,
            area=self.area,
            crime_types=self.kinds,
            period=self.period,
            version=self.version,
            at=self.at,
        )

    def put_to_records(self, ask: Callable[..., Found]) -> Found:
        """The same of partners' records."""
        return ask(
            self.store,
            source=self.source,
            area=self.area,
            categories=self.kinds,
            period=self.period,
            version=self.version,
            at=self.at,
        )

    def over(self, period: Period) -> LayerQuestion:
        """The same of other months."""
        return replace(self, period=period)

    @property
    def of_every_kind(self) -> LayerQuestion:
        """The same of all kinds in the data set."""
        return replace(self, kinds=None)


def question_of(store: EvidenceStore, receipt: Receipt) -> LayerQuestion:
    """The question that a receipt of counts by place, or of an analysis of them, was the answer to."""
    said, source = receipt.parameters, source_of(receipt.data_set)
    kinds = said["crime_types"] if source is POLICE_STREET else said["categories"]
    first, last = said["period"].split("/")
    return LayerQuestion(
        store,
        find_area(said["area"]),
        Period(Month.parse(first), Month.parse(last)),
        receipt.computed_at,
        None if kinds is None else frozenset(kinds),
        source,
        said.get("settings", {}),
        standing_of(receipt.version, said),
    )
