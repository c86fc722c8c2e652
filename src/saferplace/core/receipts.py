"""Receipts kept in the records, so that a page can show one and `saferplace verify` can compute it again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from saferplace.core.models import StoredReceipt
from saferplace.evidence.receipts import Receipt


def keep(receipt: Receipt, partnership: Model | None = None) -> StoredReceipt:
    """Store the receipt, once: the same computation finds the one already there."""
    return keep_all([receipt], partnership)[receipt.digest]


def keep_all(receipts: Iterable[Receipt], partnership: Model | None = None) -> dict[str, StoredReceipt]:
    """Store many in two statements. Returns them by digest."""
    slug = getattr(partnership, "slug", "")
    wanted = {receipt.digest: receipt for receipt in receipts}
    StoredReceipt.objects.bulk_create(
        [_row(digest, receipt, slug) for digest, receipt in wanted.items()], ignore_conflicts=True
    )
    return StoredReceipt.objects.in_bulk(list(wanted))


def _row(digest: str, receipt: Receipt, partnership_slug: str) -> StoredReceipt:
    return StoredReceipt(
        digest=digest,
        data_set=receipt.data_set,
        version=receipt.version,
        method=receipt.method,
        parameters=dict(receipt.parameters),
        result=dict(receipt.result),
        code_version=receipt.code_version,
        computed_at=receipt.computed_at,
        partnership_slug=partnership_slug,
    )


def as_receipt(stored: StoredReceipt) -> Receipt:
    """The receipt as the evidence room speaks it."""
    return Receipt(
        data_set=stored.data_set,
        version=stored.version,
        method=stored.method,
        parameters=stored.parameters,
        result=stored.result,
        code_version=stored.code_version,
        computed_at=stored.computed_at,
    )
