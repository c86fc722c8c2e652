"""Every data set that can be held, in the order in which an import writes them."""

from __future__ import annotations

from saferplace.evidence.partner.data_sets import PARTNER_SOURCES
from saferplace.evidence.police_outcomes import POLICE_OUTCOMES
from saferplace.evidence.police_stop_and_search import POLICE_STOP_AND_SEARCH
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.published.catalogue import PUBLISHED
from saferplace.evidence.sources.source import Source

SOURCES: tuple[Source, ...] = (
    POLICE_STREET,
    POLICE_OUTCOMES,
    POLICE_STOP_AND_SEARCH,
    *PARTNER_SOURCES,
    *PUBLISHED,
)


def source_of(data_set: str) -> Source:
    """Raises LookupError with a sentence."""
    for source in SOURCES:
        if source.data_set == data_set:
            return source
    raise LookupError(f"There is no data set “{data_set}”. There are: {', '.join(s.data_set for s in SOURCES)}.")
