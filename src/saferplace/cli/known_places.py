"""What an import at the command line looks partners' places up in."""

from __future__ import annotations

from pathlib import Path

from saferplace.cli.evidence import open_evidence
from saferplace.evidence.areas import Area, UnknownArea
from saferplace.evidence.places.locate import COORDINATES_ONLY, Places


def known_places(data: Path | None, partnership: str | None) -> Places:
    """Lists, settled places and, where the records say what the partnership's area is, its streets.

    A data folder of its own (--data) has no records: there, no street is looked for. Open data brings its own places.
    """
    if partnership is None:
        return COORDINATES_ONLY
    area = _area_of(partnership) if data is None else None
    return Places.of(open_evidence(data), area, open_evidence(data, partnership))


def _area_of(slug: str) -> Area | None:
    from saferplace.cli.records import open_records

    open_records()
    from django.db import connection

    from saferplace.intelligence.opening import area_of
    from saferplace.partnership.models import Partnership

    if Partnership._meta.db_table not in connection.introspection.table_names():
        return None
    partnership = Partnership.objects.filter(slug=slug).first()
    try:
        return area_of(partnership) if partnership else None
    except UnknownArea:
        return None
