"""What goes with recorded crime: rates at the published points near features, against the points that are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from saferplace.analysis.risk_terrain import Association, Associations, Feature, associations_of_snap_points
from saferplace.evidence.queries import recorded_crime_at_points_by_type
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.command_analysis import CommandAnalysis
from saferplace.intelligence.analyses.concentration import months_in_words
from saferplace.intelligence.analyses.features_file import Placed
from saferplace.intelligence.analyses.ground import in_metres
from saferplace.intelligence.analyses.question import LayerQuestion, question_of

_METHOD = "near_features"
_EMPTY_POINTS = "Points where nothing of any type was recorded in these months are not published and are not compared."


@dataclass(frozen=True, eq=False)
class NearFeatures:
    found: Associations
    answer: Answer


def near_features(question: LayerQuestion, features: Mapping[str, Placed], within_m: float) -> NearFeatures:
    """Of recorded crime in the question's area. features: by kind. Raises NothingLoaded, ValueError in a sentence.

    A place is a published point at which anything was recorded in the period: that compares streets with streets, not
    with fields, where neither crime nor stations are.
    """
    counted = question.of_every_kind.put_to_crime(recorded_crime_at_points_by_type)
    asked = [question.kinds is None or name in question.kinds for name in counted.crime_types]
    counts = counted.counts[:, asked].sum(axis=1)
    if not counts.any():
        raise ValueError(f"No {question.subject} with a map point is held for {question.period.in_words()}.")
    east, north = in_metres(counted.longitude, counted.latitude)
    kinds = tuple(Feature(kind, placed.east, placed.north, within_m) for kind, placed in features.items())
    found = associations_of_snap_points(counts, east, north, kinds)
    caveats = (*found.caveats, _EMPTY_POINTS, *months_in_words(counted.held, question))
    method = (
        f"Crimes at each of {found.places:,} published map points, by whether a feature lies within {within_m:g} m, "
        f"all kinds together ({found.method}; the points are {found.dispersion:.1f} times as variable as chance "
        "alone). With several kinds, those that chance could make are sorted out together (Benjamini and Hochberg, 5%)."
    )
    settings = {
        "crime_type": sorted(question.kinds) if question.kinds is not None else None,
        "within_m": within_m,
        "features": {kind: np.column_stack((each.east, each.north)).tolist() for kind, each in features.items()},
    }
    result: dict[str, Any] = {
        "points": found.places,
        "crimes": int(found.events),
        "dispersion": round(found.dispersion, 2),
        "near": {one.name: as_json(one) for one in found.features},
    }
    receipt = receipted(counted.receipt, _METHOD, settings, result)
    finding = (
        f"{question.subject[:1].upper()}{question.subject[1:]} in {question.area.name}, {question.period.in_words()}. "
        f"{found.in_words()}"
    )
    return NearFeatures(found, Answer(finding, method, caveats, receipt))


def as_json(one: Association) -> dict[str, Any]:
    """Rounded as it is shown."""
    ends = {"ratio": one.ratio, "lower_95": one.lower, "upper_95": one.upper, "adjusted_p": one.adjusted_p}
    return {
        "points_near": one.places_near,
        "crimes_near": int(one.events_near),
        **{name: None if value is None else round(value, 3) for name, value in ends.items()},
        "finding": str(one.finding()),
        "why_not": one.why_not,
    }


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    settings = receipt.parameters["settings"]
    said = settings["crime_type"]
    question = replace(question_of(store, receipt), kinds=None if said is None else frozenset(said), settings={})
    features = {kind: Placed(*np.array(places, dtype=float).T) for kind, places in settings["features"].items()}
    return near_features(question, features, settings["within_m"]).answer.receipt


NEAR_FEATURES = CommandAnalysis(
    methods={_METHOD: "Crime at the map points near features of a file, compared with the points that are not"},
    again=_again,
)
