"""From a number to its receipt, and from the receipt to the rows: for those who may."""

from __future__ import annotations

import pytest
from django.test import Client

from saferplace.cli.after_import import bring_figures_up_to_date
from saferplace.core.models import AuditEntry, StoredReceipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.models import Recount
from saferplace.partnership.models import Partnership, Role
from saferplace.performance.models import Measure
from tests.factories import make_partnership, make_person


@pytest.fixture
def robbery(loaded_dacorum: Partnership) -> StoredReceipt:
    return Recount.objects.get().receipt


def test_a_receipt_says_how_to_compute_the_number_again(robbery: StoredReceipt, client: Client) -> None:
    page = client.get(f"/receipts/{robbery.pk}/").content.decode()
    command = "saferplace count --area E07000096 --type robbery --from 2021-01 --to 2021-12 --by month --version"
    assert f"{command} {robbery.version}" in page
    assert f"{robbery.data_set}, version {robbery.version}" in page


def test_the_receipt_of_an_unpublished_figure_is_hidden_from_the_public_and_from_other_partnerships(
    robbery: StoredReceipt, client: Client
) -> None:
    StoredReceipt.objects.update(is_public=False)
    hidden = client.get(f"/receipts/{robbery.pk}/").status_code
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    client.force_login(make_person(elsewhere, Role.MANAGER))
    assert (hidden, client.get(f"/receipts/{robbery.pk}/").status_code) == (404, 404)


def test_a_number_on_the_scorecard_leads_to_the_rows_it_came_from(
    loaded_dacorum: Partnership, robbery: StoredReceipt, client: Client
) -> None:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    newest = Measure.objects.get(key="violent-crime").observations.current().order_by("-period_first").first()
    assert f"/receipts/{newest.receipt_id}/" in client.get("/dacorum/scorecard/").content.decode()
    link = f"/dacorum/evidence/rows/?receipt={newest.receipt_id}&amp;month=2025-06"
    assert link in client.get(f"/receipts/{newest.receipt_id}/").content.decode()
    rows = client.get(link.replace("&amp;", "&"))
    assert rows.context["found"].total == newest.value == 463
    assert "2025-06-hertfordshire-street.csv, line" in rows.content.decode()


def test_reading_rows_is_recorded(loaded_dacorum: Partnership, robbery: StoredReceipt, client: Client) -> None:
    user = make_person(loaded_dacorum, Role.ANALYST)
    client.force_login(user)
    client.get(f"/dacorum/evidence/rows/?receipt={robbery.pk}")
    entry = AuditEntry.objects.get(action="evidence rows read")
    assert (entry.actor, entry.subject_id) == (user, robbery.pk)


def test_a_month_outside_the_receipt_is_not_found(
    loaded_dacorum: Partnership, robbery: StoredReceipt, client: Client
) -> None:
    client.force_login(make_person(loaded_dacorum, Role.ANALYST))
    assert client.get(f"/dacorum/evidence/rows/?receipt={robbery.pk}&month=2025-06").status_code == 404


def test_bringing_the_figures_up_to_date_again_changes_nothing(
    loaded_dacorum: Partnership, bundled_evidence: EvidenceStore, today: object
) -> None:
    before = AuditEntry.objects.count()
    bring_figures_up_to_date(bundled_evidence.root, at=Recount.objects.get().counted_at)
    assert AuditEntry.objects.count() == before
