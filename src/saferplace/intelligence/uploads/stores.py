"""Which store an upload goes to, which data sets that store takes, and where its places are looked up."""

from __future__ import annotations

from saferplace.evidence.places.locate import COORDINATES_ONLY, Places
from saferplace.evidence.sources.catalogue import SOURCES, source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.opening import store_of
from saferplace.intelligence.settling import places_of
from saferplace.intelligence.uploads.models import FileKind, Upload

_SAY_THEMSELVES = (FileKind.POLICE, FileKind.PUBLISHED)


def sources_of(upload: Upload) -> tuple[Source, ...]:
    """All open data sets, or all of the partnership's own. Empty while a table's data set is not chosen."""
    if not upload.data_set and upload.kind not in _SAY_THEMSELVES:
        return ()
    is_open = source_of(upload.data_set).is_open if upload.data_set else True
    return tuple(source for source in SOURCES if source.is_open == is_open)


def store_of_upload(upload: Upload) -> EvidenceStore:
    return store_of(sources_of(upload)[0], upload.partnership)


def places_of_upload(upload: Upload) -> Places:
    """What its rows' places are looked up in. Open data brings its own."""
    return COORDINATES_ONLY if sources_of(upload)[0].is_open else places_of(upload.partnership)
