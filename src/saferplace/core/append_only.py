"""Database triggers that make the audit log append-only, whatever code or person is connected."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE_CREATE = [
    f"""CREATE TRIGGER IF NOT EXISTS audit_refuses_{verb} BEFORE {verb} ON core_auditentry
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END"""
    for verb in ("update", "delete")
]
_SQLITE_DROP = [f"DROP TRIGGER IF EXISTS audit_refuses_{verb}" for verb in ("update", "delete")]

_POSTGRESQL_CREATE = [
    """CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'The audit log is append-only.'; END $$""",
    "DROP TRIGGER IF EXISTS audit_refuses_change ON core_auditentry",
    """CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON core_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()""",
]
_POSTGRESQL_DROP = ["DROP TRIGGER IF EXISTS audit_refuses_change ON core_auditentry"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse to change or delete audit entries. Safe to call twice."""
    _run(connection, _SQLITE_CREATE if connection.vendor == "sqlite" else _POSTGRESQL_CREATE)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away: for undoing the migration, and for tests that empty the whole database."""
    _run(connection, _SQLITE_DROP if connection.vendor == "sqlite" else _POSTGRESQL_DROP)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
