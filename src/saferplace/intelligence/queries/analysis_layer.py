"""The analysis that the map draws: of recorded crime, or of the one partners' data set that is chosen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from saferplace.evidence.areas import Area
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.question import LayerQuestion

if TYPE_CHECKING:
    from saferplace.intelligence.queries.map_page import MapQuestion


def analysis_layer(
    store: EvidenceStore,
    partners: EvidenceStore,
    area: Area,
    question: MapQuestion,
    *,
    may_see_sensitive: bool,
    at: dt.datetime,
) -> AreaLayer | str | None:
    """A sentence where there is no answer. Sensitive data are analysed only for those who may see their rows."""
    if question.analysis is None:
        return None
    if question.has_police:
        source, holding, kinds = POLICE_STREET, store, question.crime_types
    elif len(question.layers) == 1:
        chosen = question.layers[0]
        source, holding, kinds = chosen.source, partners, chosen.categories
        if source.is_sensitive and not may_see_sensitive:
            return "This data set is about people who could be recognised, so its places are not analysed here."
    else:
        return "An analysis is of one source at a time: choose recorded crime, or a single data set of partners."
    standing = question.stood.standing(holding, source.data_set) if question.stood else None
    asked = LayerQuestion(holding, area, question.period, at, kinds, source, question.settings, standing)
    try:
        return question.analysis.answer(asked)
    except ValueError as too_little:
        return str(too_little)
