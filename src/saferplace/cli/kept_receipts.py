"""Keeping receipts in the records, where there are records: evidence can be counted without them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from saferplace.cli.records import open_records
from saferplace.evidence.receipts import Receipt
from saferplace.web.environment import Environment


def keep_where_records_are(receipts: Iterable[Receipt], data: Path | None) -> bool:
    """Keep them so that a page can show them. False when there is no records database for this evidence.

    data: the data folder that was named on the command line; another folder's evidence is not what the records speak
    of, so its receipts are not kept.
    """
    environment = Environment.read(os.environ)
    if data is not None and data.resolve() != environment.data_folder:
        return False
    kind, _, file = environment.database_url.partition(":///")
    if kind == "sqlite" and not Path(file).is_file():
        return False
    open_records()
    from django.db import DatabaseError

    from saferplace.core.receipts import keep_all

    try:
        keep_all(receipts)
    except DatabaseError:  # not set up yet, or locked: the count stands, and asking again keeps the receipt
        return False
    return True
