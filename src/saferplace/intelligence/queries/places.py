"""What the pages of places to settle need beside the texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saferplace.evidence.places.gazetteers.gazetteer import GAZETTEERS
from saferplace.evidence.places.gazetteers.lookup import HeldGazetteers
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Organisation


@dataclass(frozen=True)
class GazetteerState:
    """edition: a month such as 2026-02; blank when the list is not loaded."""

    title: str
    edition: str


def gazetteers_held(store: EvidenceStore) -> list[GazetteerState]:
    """Each list that can be loaded, and which edition of it is."""
    editions = HeldGazetteers.of(store).editions
    return [
        GazetteerState(
            gazetteer.title,
            Unit.parse(editions[gazetteer.data_set]).period if gazetteer.data_set in editions else "",
        )
        for gazetteer in GAZETTEERS
    ]


def provider_names(keys: Iterable[str]) -> dict[str, str]:
    """Organisations by their keys; a key that no organisation has stands for itself."""
    wanted = set(keys)
    known = dict(Organisation.objects.filter(key__in=wanted).values_list("key", "name"))
    return {key: known.get(key, key) for key in wanted}
