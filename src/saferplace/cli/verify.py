"""`saferplace verify`: is the audit log whole, and does every receipt still come out the same?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saferplace.cli.records import open_records

if TYPE_CHECKING:  # models can only be imported once the records are open
    from saferplace.core.models import StoredReceipt
    from saferplace.evidence.store import EvidenceStore


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def verify(as_json: bool) -> None:
    """Walk the audit chain and compute every kept receipt again from the evidence version that it names.

    A receipt that rests on evidence which retention removed cannot be computed again. It is told apart, with the
    certificate that says so, and is no fault.
    Exit status 0 when all is true, 1 when anything is not.
    """
    open_records()
    from django.conf import settings

    from saferplace.core.audit import verify_chain
    from saferplace.core.models import StoredReceipt
    from saferplace.core.receipts import as_receipt
    from saferplace.evidence.retention.certificates import VersionRemoved
    from saferplace.evidence.store import EvidenceStore
    from saferplace.intelligence.analyses.again import compute_again

    entries, broken = verify_chain()
    root = EvidenceStore(Path(settings.EVIDENCE_ROOT))
    true_receipts = 0
    faults: list[tuple[str, str]] = []
    removed: list[tuple[str, VersionRemoved]] = []
    for stored in StoredReceipt.objects.order_by("computed_at", "digest").iterator():
        receipt = as_receipt(stored)
        if receipt.digest != stored.digest:
            faults.append((stored.digest, "The stored receipt was altered after it was kept."))
            continue
        try:
            again = compute_again(_holding(root, stored), receipt)
        except VersionRemoved as answer:
            removed.append((stored.digest, answer))
            continue
        except (ValueError, LookupError) as unanswerable:
            faults.append((stored.digest, f"It cannot be computed again: {unanswerable}"))
            continue
        if again.result != receipt.result:
            faults.append((stored.digest, "Computed again, it comes out differently."))
        else:
            true_receipts += 1
    if as_json:
        said = {
            "audit_entries": entries,
            "audit_broken": broken.reason if broken else None,
            "receipts_true": true_receipts,
            "receipts_removed": [
                {"digest": digest, "certificate": gone.certificate, "reason": str(gone)} for digest, gone in removed
            ],
            "receipts_wrong": [{"digest": digest, "reason": reason} for digest, reason in faults],
        }
        click.echo(json.dumps(said, indent=2))
    else:
        click.echo(f"Audit log: {entries:,} entries are true and in order.")
        if broken:
            click.echo(f"Audit log: {broken.reason} Nothing from there on can be trusted.")
        click.echo(f"Receipts: {true_receipts:,} came out the same again.")
        for digest, gone in removed:
            click.echo(
                f"Receipt {digest[:12]} cannot be computed again: removed under certificate {gone.certificate}. {gone}"
            )
        for digest, reason in faults:
            click.echo(f"Receipt {digest[:12]}: {reason}")
    if broken or faults:
        raise SystemExit(1)


def _holding(root: EvidenceStore, stored: StoredReceipt) -> EvidenceStore:
    """The store that a receipt was computed from."""
    held_by = stored.parameters.get("held_by")
    return root.of_partnership(held_by) if held_by else root
