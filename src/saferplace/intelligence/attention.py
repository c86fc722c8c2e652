"""What the home page should say about the evidence: months that are missing or in doubt, rows that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse

from saferplace.analysis.months import runs_in_words
from saferplace.core import access
from saferplace.core.attention import AttentionItem, Urgency
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.importing import count_refused
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.queries.held import months_held
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.intelligence.opening import area_of, evidence_store, store_of
from saferplace.intelligence.queries.map_page import months_to_choose, newest_run
from saferplace.intelligence.settling import waiting_places
from saferplace.partnership.models import Partnership


def about_places(user: Any, partnership: Model) -> Iterator[AttentionItem]:
    """For those who may settle what a text means."""
    assert isinstance(partnership, Partnership)  # noqa: S101 - the registry speaks of models, and gives partnerships
    if not access.allowed(user, "evidence.settle_places", partnership):
        return
    waiting = waiting_places(partnership)
    if waiting:
        texts = "1 place" if len(waiting) == 1 else f"{len(waiting):,} places"
        rows = sum(text.rows for text in waiting)
        said = f"Until then {rows:,} row{'' if rows == 1 else 's'} cannot be put on the map."
        yield AttentionItem(
            Urgency.SOON, f"Settle {texts}", said, reverse("intelligence:places", args=[partnership.slug])
        )


def about_evidence(user: Any, partnership: Model) -> Iterator[AttentionItem]:
    """For those who import evidence, since only they can do something about it."""
    assert isinstance(partnership, Partnership)  # noqa: S101 - the registry speaks of models, and gives partnerships
    if not access.allowed(user, "evidence.import", partnership):
        return
    page = reverse("intelligence:evidence", args=[partnership.slug])
    store = evidence_store()
    try:
        area = area_of(partnership)
        months = months_to_choose(store, area)
    except (NothingLoaded, UnknownArea) as nothing:
        yield AttentionItem(Urgency.NOW, "Load police files", str(nothing), page)
        return
    waiting = sum(count_refused(store_of(source, partnership), source) for source in SOURCES)
    if waiting:
        href = reverse("intelligence:refused", args=[partnership.slug])
        rows = "1 refused row" if waiting == 1 else f"{waiting:,} refused rows"
        yield AttentionItem(Urgency.SOON, f"Correct {rows}", "No figure counts them until then.", href)
    if not months:
        yield AttentionItem(Urgency.NOW, f"Load files of {area.name}'s police force", "None is held.", page)
        return
    newest = newest_run(months)
    held = months_held(open_street(store), area, newest)
    if held.doubts:
        said = f"Plainly incomplete: {runs_in_words(held.doubts)}. They are left out of every comparison."
        yield AttentionItem(Urgency.SOON, "Ask the police for whole files", said, page)
    if len(newest) < 12:
        said = (
            f"Only {newest.in_words()} are held without a break, so no total of 12 months can be given. "
            "Download the missing months from data.police.uk."
        )
        yield AttentionItem(Urgency.SOON, "Load the months that are missing", said, page)
