"""`saferplace verify` finds what was tampered with, and says so with its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection

from saferplace.analysis.months import Month, Period
from saferplace.cli import main
from saferplace.core import append_only
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import keep
from saferplace.evidence.areas import find_area
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.queries import records_by_month
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership
from tests.factories import make_partnership
from tests.partner_records import COUNCIL, NOW, record, send


def verified() -> tuple[int, dict[str, object]]:
    answer = CliRunner().invoke(main, ["verify", "--json"])
    return answer.exit_code, json.loads(answer.output)


def test_untouched_records_are_true(loaded_dacorum: Partnership) -> None:
    status, said = verified()
    assert status == 0
    assert said["receipts_true"] == StoredReceipt.objects.count() > 0
    assert said["audit_broken"] is None


@pytest.mark.parametrize("field", ["result", "parameters"])
def test_an_altered_receipt_is_found(loaded_dacorum: Partnership, field: str) -> None:
    receipt = StoredReceipt.objects.filter(method="recorded_crime_by_month").first()
    assert receipt is not None
    StoredReceipt.objects.filter(pk=receipt.pk).update(**{field: {**getattr(receipt, field), "area": "E07000095"}})
    status, said = verified()
    assert status == 1
    assert said["receipts_wrong"] == [
        {"digest": receipt.pk, "reason": "The stored receipt was altered after it was kept."}
    ]


def test_an_altered_audit_entry_is_found(loaded_dacorum: Partnership) -> None:
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditentry SET action = 'nothing' WHERE number = 2")
    append_only.install(connection)
    status, said = verified()
    assert (status, said["audit_broken"]) == (1, "Entry 2 has been altered.")


def test_receipts_of_what_partners_shared_are_computed_again_in_their_own_store(
    db: None, tmp_path: Path, settings: Any
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    store = EvidenceStore(tmp_path).of_partnership("dacorum")
    send(store, COUNCIL_FLY_TIPPING, {(COUNCIL, "2025-04"): [record("2025-04")]})
    area, month = find_area("E07000096"), Period(Month(2025, 4), Month(2025, 4))
    asked = {"source": COUNCIL_FLY_TIPPING, "categories": None, "period": month, "at": NOW}
    keep(records_by_month(store, area=area, **asked).receipt, make_partnership())
    assert verified()[1]["receipts_true"] == 1
