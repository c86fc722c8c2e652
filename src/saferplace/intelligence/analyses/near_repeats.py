"""Near repeats: does one record make another nearby more likely, how far and how long, and where that stands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from saferplace.analysis.near_repeat import (
    KnoxCell,
    KnoxMatrix,
    Zone,
    active_zones,
    distance_bands,
    knox_test,
    pairs_in_straight_line,
    time_bands_after_the_same_day,
)
from saferplace.analysis.repeats import Repeats, repeats
from saferplace.evidence.queries import RecordEvents, record_events
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.placed import partners_months
from saferplace.intelligence.analyses.question import LayerQuestion, Setting, question_of

RING = Setting("ring", "Rings of", (("100", "100 metres"), ("50", "50 metres"), ("200", "200 metres")))
STEP = Setting("step", "Steps of", (("7", "7 days"), ("14", "14 days"), ("3", "3 days")))
SETTINGS = (RING, STEP)

_METHOD = "near_repeats"
_RINGS, _STEPS = 4, 4
_FEWEST = 20
_SEED = 1
# So that a page comes within about two seconds on two processors: pairs to deals of the dates.
_DEALS = ((10_000_000, 999), (50_000_000, 199))
_MOST_PAIRS = _DEALS[-1][0]


@dataclass(frozen=True, eq=False)
class NearRepeats:
    """events: the records used, in order of time. dwellings: None where no two records carry a dwelling's number."""

    matrix: KnoxMatrix
    answer: Answer
    events: RecordEvents
    used: npt.NDArray[np.bool_]
    dwellings: Repeats | None

    @property
    def newest_day(self) -> np.datetime64:
        newest: np.datetime64 = self.events.day[self.used].max()
        return newest

    def zones(self, on: np.datetime64) -> tuple[Zone, ...]:
        """Rings round recent records in which the risk is raised on a day; `origin` is the number of the record among
        `events`. Whoever asks must have settled who may see single records.
        """
        risk = self.matrix.raised()
        if risk is None:
            return ()
        numbers = np.flatnonzero(self.used)
        east, north = self.events.easting[self.used], self.events.northing[self.used]
        days, today = self.events.day[self.used].astype(np.int64), int(on.astype("datetime64[D]").astype(np.int64))
        found = active_zones(risk, east, north, days, today)
        return tuple(replace(zone, origin=int(numbers[zone.origin])) for zone in found)


def near_repeats(question: LayerQuestion) -> NearRepeats:
    """Raises NothingLoaded, and ValueError, in a sentence, where there is too little or too much to say anything."""
    events = question.put_to_records(record_events)
    placed = np.isfinite(events.easting) & np.isfinite(events.northing)
    used = placed & ~np.isnat(events.day)
    if used.sum() < _FEWEST:
        raise ValueError(
            f"{int(used.sum()):,} of {len(events):,} records carry both a day and a point. That is too few to tell"
            f" near repeats from chance: at least {_FEWEST} are needed."
        )
    rings, steps = int(question.settings["ring"]), int(question.settings["step"])
    pairs = pairs_in_straight_line(events.easting[used], events.northing[used], distance_bands(rings, _RINGS))
    if pairs.count > _MOST_PAIRS:
        raise ValueError(
            f"There are {pairs.count:,} pairs of records within {rings * _RINGS:,} m, too many to work out while you"
            " wait. Choose narrower rings, fewer months or one category."
        )
    deals = next(number for most, number in _DEALS if pairs.count <= most)
    times = time_bands_after_the_same_day(steps, _STEPS)
    matrix = knox_test(pairs, events.day[used], times, permutations=deals, seed=_SEED)
    dwellings = _dwellings(events)
    answer = _answer(question, matrix, dwellings, events, used)
    return NearRepeats(matrix, answer, events, used, dwellings)


def _dwellings(events: RecordEvents) -> Repeats | None:
    known = np.array([bool(uprn) for uprn in events.dwelling]) & ~np.isnat(events.day)
    if known.sum() < 2:
        return None
    return repeats(np.array(events.dwelling)[known], events.day[known])


def _answer(
    question: LayerQuestion,
    matrix: KnoxMatrix,
    dwellings: Repeats | None,
    events: RecordEvents,
    used: npt.NDArray[np.bool_],
) -> Answer:
    subject = question.subject[:1].upper() + question.subject[1:]
    finding = f"{subject}, {question.period.in_words()}. {matrix.in_words('record')}"
    furthest = matrix.distances.upper_m[-1]
    method = (
        f"{matrix.events:,} records with a day and a point. Every pair within {furthest:,.0f} m was counted by distance"
        f" (in a straight line) and by days apart, then again after the dates had been dealt out anew"
        f" {matrix.permutations:,} times (Knox test; seed {matrix.seed}). A box is called raised where so large an"
        " excess in any box comes by chance in fewer than one data set in twenty, is at least 1.2 times what chance"
        " brings, and rests on five pairs or more."
    )
    settings = {**question.settings, "deals": matrix.permutations, "seed": matrix.seed}
    receipt = receipted(events.receipt, _METHOD, settings, _result(matrix, dwellings))
    return Answer(finding, method, tuple(_caveats(question, events, used)), receipt)


def _caveats(question: LayerQuestion, events: RecordEvents, used: npt.NDArray[np.bool_]) -> Iterator[str]:
    no_day = int(np.isnat(events.day).sum())
    no_point = int((~used).sum()) - no_day
    if no_day or no_point:
        yield f"Not in this: records without a day ({no_day:,}) and others without a point ({no_point:,})."
    not_certain = sum(bool(on) and one != "certain" for on, one in zip(used, events.certainty, strict=True))
    if not_certain:
        yield (
            f"Points that are not certain: {not_certain:,}. They may be the middle of a postcode or street, so “same"
            " place” can mean the same street."
        )
    if twice := _same_place_and_day(events, used):
        yield (
            f"Records that share their place and day with an earlier one: {twice:,}. Check that nothing was recorded"
            " twice; the column “same day” holds them and no warning rests on it."
        )
    several = int((events.number[used] > 1).sum())
    if several:
        yield f"Records that stand for several alike things, each counted once: {several:,}."
    yield "A place that became busy part-way through these months looks like near repeats too."
    yield from partners_months(events.months, question.kinds)


def _same_place_and_day(events: RecordEvents, used: npt.NDArray[np.bool_]) -> int:
    told = np.column_stack(
        [events.easting[used], events.northing[used], events.day[used].astype("datetime64[D]").astype(np.int64)]
    )
    return int(used.sum()) - len(np.unique(told, axis=0))


def _result(matrix: KnoxMatrix, dwellings: Repeats | None) -> dict[str, object]:
    risk = matrix.raised()
    return {
        "events": matrix.events,
        "distances": list(matrix.distances.labels),
        "times": list(matrix.times.labels),
        "pairs": [_cell(cell) for cell in matrix.cells],
        "raised": None if risk is None else [risk.within_m, risk.within_days, risk.observed, round(risk.expected, 1)],
        "dwellings": None
        if dwellings is None
        else [dwellings.incidents, dwellings.victims, dwellings.repeat_victims, dwellings.incidents_of_repeat_victims],
    }


def _cell(cell: KnoxCell) -> list[float]:
    """Observed, expected, p for all boxes together."""
    return [cell.observed, round(cell.expected, 1), round(cell.p_adjusted, 3)]


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    return near_repeats(question_of(store, receipt)).answer.receipt


NEAR_REPEATS = PageAnalysis(
    text="Near repeats",
    address="intelligence:near-repeats",
    asks="After one incident, is another nearby more likely? How far, for how long, and where does that stand now?",
    methods={_METHOD: "Pairs of records near in space and time, compared with the same places under shuffled dates"},
    again=_again,
)
