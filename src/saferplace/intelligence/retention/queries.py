"""Reads about retention."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from saferplace.core.models import StoredReceipt
from saferplace.evidence.retention.certificates import Certificate
from saferplace.evidence.retention.plan import RetentionPlan
from saferplace.evidence.sources import catalogue
from saferplace.intelligence.models import LegalHold, RetentionRule, RetentionRun
from saferplace.partnership.models import Partnership


@dataclass(frozen=True)
class RetentionPage:
    """rules: in force. holds: in force first, then lifted ones. runs: newest first."""

    rules: list[RetentionRule]
    holds: list[LegalHold]
    runs: list[RetentionRun]


def retention_page(partnership: Partnership) -> RetentionPage:
    holds = LegalHold.objects.filter(partnership=partnership)
    return RetentionPage(
        list(RetentionRule.objects.filter(partnership=partnership, ended_at__isnull=True)),
        sorted(holds, key=lambda hold: hold.lifted_at is not None),
        list(runs_of(partnership)),
    )


def runs_of(partnership: Partnership) -> list[RetentionRun]:
    runs = RetentionRun.objects.filter(rule__partnership=partnership)
    return list(runs.select_related("rule", "rule__partnership", "proposed_by", "approved_by"))


def receipts_resting_on(plan: RetentionPlan, partnership: Partnership | None) -> int:
    """Receipts that could not be computed again after the removal; the numbers themselves stay, and say so."""
    slugs = Q() if partnership is None else Q(partnership_slug=partnership.slug)
    return StoredReceipt.objects.filter(slugs, data_set=plan.data_set, version__in=plan.versions).count()


def own_data_sets() -> list[tuple[str, str]]:
    """Name and title of every data set that a partnership holds for itself."""
    return [(source.data_set, _title(source.title)) for source in catalogue.SOURCES if not source.is_open]


def every_data_set() -> list[tuple[str, str]]:
    return [(source.data_set, _title(source.title)) for source in catalogue.SOURCES]


def removed_by_table(certificate: Certificate) -> list[tuple[str, int, int, int]]:
    """For each table: files, rows and bytes that were removed."""
    tables = sorted({file.table for file in certificate.files})
    of = {table: [file for file in certificate.files if file.table == table] for table in tables}
    return [(t, len(of[t]), sum(f.rows for f in of[t]), sum(f.bytes for f in of[t])) for t in tables]


def _title(title: str) -> str:
    return title[0].upper() + title[1:]
