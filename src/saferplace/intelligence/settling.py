"""What waits for a person to say where it happened, and the answer."""

from __future__ import annotations

import datetime as dt

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.places.candidates import Candidate
from saferplace.evidence.places.decisions import Decision
from saferplace.evidence.places.locate import Places
from saferplace.evidence.places.settling import Replaced, place_again, settle
from saferplace.evidence.places.waiting import WaitingText, waiting_texts
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.intelligence.opening import area_of, evidence_store, partner_store
from saferplace.partnership.models import Partnership

CANNOT_BE_PLACED = "Cannot be placed"


def partner_records() -> tuple[Source, ...]:
    """The data sets whose rows each partnership places for itself."""
    return tuple(source for source in SOURCES if source.kind is SourceKind.RECORDS and not source.is_open)


def places_of(partnership: Partnership) -> Places:
    """What is known of places in the partnership's area: for imports, and for the pages that settle them."""
    try:
        area = area_of(partnership)
    except UnknownArea:
        area = None  # no street can be looked for; lists and settled places still count
    return Places.of(evidence_store(), area, partner_store(partnership))


def waiting_places(partnership: Partnership) -> tuple[WaitingText, ...]:
    """Every text that waits, most rows first."""
    return waiting_texts(partner_store(partnership), partner_records())


def settle_place(
    partnership: Partnership, text: WaitingText, chosen: Candidate | None, *, why: str, by: Actor, at: dt.datetime
) -> tuple[Replaced, ...]:
    """Say where a text is, for rows held and for all that come. chosen: None when it cannot be placed.

    Needs ``evidence.settle_places``. Raises `AnotherImportIsRunning`; then nothing was done.
    """
    access.require(by, "evidence.settle_places", partnership)
    decision = Decision(
        provider=text.provider,
        place_key=text.place_key,
        text=text.text,
        easting=chosen.easting if chosen else None,
        northing=chosen.northing if chosen else None,
        lsoa_code=chosen.lsoa_code or None if chosen else None,
        chosen=chosen.words if chosen else CANNOT_BE_PLACED,
        why=why,
        decided_by=by.label,
        decided_at=at,
    )
    said = {"text": text.text, "provider": text.provider, "chosen": decision.chosen, "why": why}
    with audited(by=by, action="place settled", partnership=partnership, detail=said) as draft:
        replaced = settle(partner_store(partnership), partner_records(), places_of(partnership), decision)
        draft.detail |= {
            "rows": sum(one.rows for one in replaced),
            "versions": {r.data_set: r.version for r in replaced},
        }
    return replaced


def look_again(partnership: Partnership, *, by: Actor, at: dt.datetime) -> tuple[Replaced, ...]:
    """Place rows without a point again, after a list was loaded. Needs ``evidence.settle_places``."""
    access.require(by, "evidence.settle_places", partnership)
    with audited(by=by, action="places looked at again", partnership=partnership) as draft:
        replaced = place_again(
            partner_store(partnership), partner_records(), places_of(partnership), by=by.label, at=at
        )
        draft.detail |= {"rows": sum(one.rows for one in replaced)}
    return replaced
