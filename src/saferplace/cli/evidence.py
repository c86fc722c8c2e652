"""Where the evidence is, for verbs that need no records database."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from saferplace.evidence.store import EvidenceStore
from saferplace.web.environment import Environment

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder. Default: SAFERPLACE_DATA, or var in the project.",
)
partnership_option = click.option(
    "--partnership",
    metavar="SLUG",
    help="The partnership whose partners share the data, e.g. dacorum. Without it: open data, held once for all.",
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def open_evidence(data: Path | None, partnership: str | None = None) -> EvidenceStore:
    """The evidence store in the data folder that was named, or in the usual one; of one partnership when it is named.

    Raises click.BadParameter for what cannot be a partnership's short name, so that no path is made of it.
    """
    folder = data.resolve() if data else Environment.read(os.environ).data_folder
    if partnership is None:
        return EvidenceStore(folder / "evidence")
    if not _SLUG.fullmatch(partnership):
        raise click.BadParameter(f"“{partnership}” is no short name like dacorum.", param_hint="--partnership")
    return EvidenceStore(folder / "evidence" / "partnerships" / partnership)


def store_for_writing(data: Path | None, partnership: str | None) -> EvidenceStore:
    """The same, but a partnership that the records database does not know is refused: a slip would found a new store.

    In a data folder of its own (--data), or before the records database is set up, any short name is taken.
    """
    store = open_evidence(data, partnership)
    if partnership and data is None:
        _refuse_unknown(partnership)
    return store


def _refuse_unknown(partnership: str) -> None:
    from saferplace.cli.records import open_records

    open_records()
    from django.db import connection

    from saferplace.cli.partnerships import the_partnership
    from saferplace.partnership.models import Partnership

    if Partnership._meta.db_table in connection.introspection.table_names():
        the_partnership(partnership)
