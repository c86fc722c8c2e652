"""The audit log is written with the change, in a chain, and nobody can alter it unseen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from saferplace.core import append_only
from saferplace.core.actors import Actor
from saferplace.core.audit import audited, record_read, verify_chain
from saferplace.core.models import AuditEntry, AuditHead
from saferplace.partnership.models import Organisation, Role
from tests.factories import SYSTEM, make_partnership, make_person

pytestmark = pytest.mark.django_db


def write_three() -> None:
    for name in ("one", "two", "three"):
        record_read(by=SYSTEM, action=name)


def test_a_change_and_its_entry_happen_together_or_not_at_all() -> None:
    with pytest.raises(RuntimeError), audited(by=SYSTEM, action="organisation added"):
        Organisation.objects.create(key="half-done", name="Half done")
        raise RuntimeError("the power went")
    assert not Organisation.objects.filter(key="half-done").exists()
    assert not AuditEntry.objects.exists()


def test_an_entry_says_who_what_when_and_where() -> None:
    partnership = make_partnership()
    user = make_person(partnership, Role.ANALYST)
    with audited(
        by=Actor(user, str(user), "192.0.2.7", "web"), action="organisation renamed", partnership=partnership
    ) as draft:
        draft.subject = Organisation.objects.get(key="hertfordshire-constabulary")
        draft.detail["fields"] = ["name"]
    entry = AuditEntry.objects.latest("number")
    assert (entry.actor, entry.organisation_label, entry.address) == (user, "Dacorum Borough Council", "192.0.2.7")
    assert entry.subject_type == "partnership.organisation"
    assert entry.partnership_slug == "dacorum"
    assert entry.detail == {"fields": ["name"]}


def test_the_chain_of_untouched_entries_is_true() -> None:
    write_three()
    assert verify_chain() == (3, None)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE core_auditentry SET action = 'nothing' WHERE number = 2", "DELETE FROM core_auditentry WHERE number = 2"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement: str) -> None:
    write_three()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("tampering", "expected"),
    [
        ("UPDATE core_auditentry SET action = 'nothing' WHERE number = 2", "Entry 2 has been altered."),
        ("DELETE FROM core_auditentry WHERE number = 2", "Entry 2 is missing."),
        ("DELETE FROM core_auditentry WHERE number = 3", "The log ends at entry 2, but 3 entries were written."),
    ],
)
def test_verification_names_the_entry_that_somebody_with_the_database_tampered_with(
    tampering: str, expected: str
) -> None:
    write_three()
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    append_only.install(connection)
    _, broken = verify_chain()
    assert broken is not None
    assert broken.reason == expected


def test_numbers_have_no_gaps_after_a_failed_change() -> None:
    record_read(by=SYSTEM, action="before")
    with pytest.raises(RuntimeError), audited(by=SYSTEM, action="failed"):
        raise RuntimeError
    record_read(by=SYSTEM, action="after")
    assert list(AuditEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert AuditHead.objects.get().number == 2
