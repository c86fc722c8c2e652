"""What follows an import: stored figures are brought up to what the evidence now says, for pages only read those."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from saferplace.core.actors import Actor
from saferplace.evidence.areas import UnknownArea
from saferplace.intelligence.commands import recount_findings
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership
from saferplace.performance.commands import refresh_all


@dataclass(frozen=True)
class FiguresRefreshed:
    """added, restated: figures of measures. why_not: the sentence when the figures stayed as they were."""

    partnership: str
    added: int = 0
    restated: int = 0
    why_not: str = ""


def refresh_figures(partnerships: Iterable[Partnership], *, by: Actor, at: dt.datetime) -> list[FiguresRefreshed]:
    """Refresh measures and recounts. A partnership that cannot be refreshed is named; the import stands."""
    return [_refresh(partnership, by=by, at=at) for partnership in partnerships]


def _refresh(partnership: Partnership, *, by: Actor, at: dt.datetime) -> FiguresRefreshed:
    try:
        done = refresh_all(partnership, by=by, at=at)
        recount_findings(partnership, evidence_store(), by=by, at=at)
    except (UnknownArea, ValueError) as refused:
        return FiguresRefreshed(str(partnership), why_not=str(refused))
    added, restated = sum(found.added for found in done), sum(found.restated for found in done)
    return FiguresRefreshed(str(partnership), added, restated)
