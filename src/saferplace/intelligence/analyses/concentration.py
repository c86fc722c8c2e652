"""Concentration: how much of recorded crime is at how few of the published points, and more than chance makes it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from saferplace.analysis.concentration import Concentration, KindOfPlace, Measured, concentration
from saferplace.analysis.months import runs_in_words
from saferplace.evidence.queries import recorded_crime_at_points_by_type
from saferplace.evidence.queries.held import MonthsHeld
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.question import LayerQuestion, question_of

_METHOD = "concentration"
_SEED = 20170914
_RUNS, _RUNS_OF_A_TYPE = 199, 99
_POINTS_STAY = 12  # months over which the publisher's points mostly stay where they are


@dataclass(frozen=True, eq=False)
class ConcentrationFound:
    """whole: of what was asked. by_type: of each type by itself, most crimes first."""

    whole: Concentration
    by_type: Mapping[str, Concentration]
    answer: Answer


def concentration_of(question: LayerQuestion) -> ConcentrationFound:
    """Of recorded crime. Raises NothingLoaded, and ValueError where there is too little to say anything.

    Places are all points at which anything was recorded in the period, also for one type of crime: a street without a
    burglary is a street.
    """
    found = question.of_every_kind.put_to_crime(recorded_crime_at_points_by_type)
    asked = [name in question.kinds if question.kinds is not None else True for name in found.crime_types]
    counts = found.counts[:, asked].sum(axis=1)
    if len(counts) < 2 or not counts.any():
        raise ValueError(f"No {question.subject} with a map point is held for {question.period.in_words()}.")
    whole = concentration(counts, KindOfPlace.SNAP_POINT, seed=_SEED, runs=_RUNS)
    by_type = _by_type(found.counts, found.crime_types)
    return ConcentrationFound(whole, by_type, _answer(question, whole, by_type, found.receipt, found.held))


def _by_type(counts: npt.NDArray[np.int64], names: tuple[str, ...]) -> dict[str, Concentration]:
    order = sorted(range(len(names)), key=lambda column: (-counts[:, column].sum(), names[column]))
    return {
        names[column]: concentration(counts[:, column], KindOfPlace.SNAP_POINT, seed=_SEED, runs=_RUNS_OF_A_TYPE)
        for column in order
    }


def _answer(
    question: LayerQuestion,
    whole: Concentration,
    by_type: Mapping[str, Concentration],
    counted: Receipt,
    held: MonthsHeld,
) -> Answer:
    method = (
        f"The {whole.places:,} map points at which anything was recorded in these months were ordered by how many of "
        f"{question.subject} each had. The same number was then spread over the points at random {whole.runs:,} times "
        f"({_RUNS_OF_A_TYPE} for each type; seed {_SEED}). Intervals (95%) come from drawing points again (bootstrap). "
        "The summary number is the generalised Gini coefficient (Bernasco and Steenbeek 2017), here "
        f"{whole.generalised_gini.value:.2f}: 0 is as even as can be, 1 is all at one point."
    )
    caveats = (
        *whole.caveats,
        "An even spread is a low bar: no town has crime spread evenly over its streets.",
        *months_in_words(held, question),
    )
    result: dict[str, Any] = {
        "points": whole.places,
        "asked": _as_json(whole),
        "by_type": {name: _as_json(one) for name, one in by_type.items()},
    }
    settings = {
        "crime_type": sorted(question.kinds) if question.kinds is not None else None,
        "random_spreads": whole.runs,
        "seed": _SEED,
    }
    return Answer(
        f"{question.subject[:1].upper()}{question.subject[1:]}, {question.period.in_words()}. {whole.in_words()}",
        method,
        caveats,
        receipted(counted, _METHOD, settings, result),
    )


def months_in_words(held: MonthsHeld, question: LayerQuestion) -> tuple[str, ...]:
    """What the months held, and their points, cannot say."""
    said = []
    if len(question.period) > _POINTS_STAY:
        said.append(
            "The publisher draws its points anew now and then: over several years one street can count as two places."
        )
    if held.not_held:
        said.append(f"No file is held for {runs_in_words(held.not_held)}: that is no data, not zero.")
    if spoilt := held.spoilt(question.kinds):
        said.append(f"The files of {runs_in_words(spoilt)} were plainly incomplete: expect too few there.")
    return tuple(said)


def _as_json(one: Concentration) -> dict[str, Any]:
    return {
        "crimes": one.events,
        "gini": _rounded(one.generalised_gini),
        "top": [[top.places, top.events, *_rounded(top.share_of_events)] for top in one.tops],
        "hold": [
            [holders.share_of_events, holders.places, *_rounded(holders.share_of_places)] for holders in one.holders
        ],
        "chance_of_as_much": round(one.chance_of_as_much, 3),
        "verdict": str(one.verdict),
    }


def _rounded(one: Measured) -> list[float]:
    figures = (one.value, one.lower, one.upper, one.by_chance, one.by_chance_lower, one.by_chance_upper)
    return [round(figure, 4) for figure in figures]


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    said = receipt.parameters["settings"]["crime_type"]
    question = replace(question_of(store, receipt), kinds=None if said is None else frozenset(said))
    return concentration_of(question).answer.receipt


CONCENTRATION = PageAnalysis(
    text="Concentration",
    address="intelligence:concentration",
    asks="How much of crime is at how few places, and is that more than chance would make it?",
    methods={_METHOD: "Share of crime at the map points with most, compared with the same spread at random"},
    again=_again,
)
