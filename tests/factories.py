"""Valid, plausible records for tests."""

from __future__ import annotations

import datetime as dt

from saferplace.core.actors import Actor
from saferplace.evidence.retention.certificates import Certificate, RemovedFile
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.intelligence.models import RetentionRule, RetentionRun
from saferplace.partnership.commands import AgreementTerms, add_agreement, add_person, give_role
from saferplace.partnership.models import (
    Organisation,
    Partnership,
    PartnershipArea,
    PartnershipMember,
    Power,
    Role,
    SharingAgreement,
    StatutoryRole,
    User,
)

SYSTEM = Actor(None, "a test at the command line", "", "command line")
LONG_AGO = dt.date(2023, 4, 1)


def make_partnership(slug: str = "dacorum", name: str = "Dacorum Community Safety Partnership") -> Partnership:
    """A partnership of the council and the police, with its district."""
    partnership, _ = Partnership.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "short_name": name.split()[0],
            "csp_code": "E22000124",
            "police_force_code": "E23000027",
            "police_force_slug": "hertfordshire",
        },
    )
    PartnershipArea.objects.get_or_create(partnership=partnership, code="E07000096", defaults={"name": "Dacorum"})
    for key, organisation_name, kind in (
        ("dacorum-borough-council", "Dacorum Borough Council", "district council"),
        ("hertfordshire-constabulary", "Hertfordshire Constabulary", "police"),
    ):
        organisation, _ = Organisation.objects.get_or_create(
            key=key, defaults={"name": organisation_name, "kind": kind}
        )
        PartnershipMember.objects.get_or_create(
            partnership=partnership,
            organisation=organisation,
            defaults={"statutory_role": StatutoryRole.RESPONSIBLE},
        )
    return partnership


def make_person(partnership: Partnership, role: Role | None, email: str | None = None) -> User:
    """Somebody at the council, holding one role in the partnership, or none."""
    organisation = Organisation.objects.get(key="dacorum-borough-council")
    label = role.value if role else "no-role"
    user = add_person(
        by=SYSTEM,
        email=email or f"{label}@{partnership.slug}.example",
        name=f"{label.replace('_', ' ').title()} Person",
        organisation=organisation,
        password="a-long-test-password",
    )
    if role:
        give_role(
            by=SYSTEM, user=user, partnership=partnership, organisation=organisation, role=role, from_date=LONG_AGO
        )
    return user


def make_agreement(partnership: Partnership, reference: str = "ISA-2026-01") -> SharingAgreement:
    """In force from April 2026 without an end. The same one when asked again."""
    found = SharingAgreement.objects.current().filter(partnership=partnership, reference=reference).first()
    if found:
        return found
    terms = AgreementTerms(
        title="Depersonalised reports to the council",
        parties=list(Organisation.objects.all()[:2]),
        purpose="Crime and disorder reduction",
        power=Power.DEPERSONALISED,
        lawful_basis="UK GDPR Article 6(1)(e)",
        signed_on=dt.date(2026, 4, 1),
        review_on=dt.date(2027, 4, 1),
        expires_on=None,
        retention_months=84,
        data_sets=["council-fly-tipping"],
    )
    return add_agreement(partnership, reference, terms, by=SYSTEM, at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))


def make_removal(partnership: Partnership) -> RetentionRun:
    """A removal that was carried out, under a rule that is in force, of a data set of which nothing is held now."""
    found = RetentionRun.objects.filter(rule__partnership=partnership).first()
    if found:
        return found
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    source = next(each for each in SOURCES if not each.is_open)
    rule = RetentionRule.objects.create(
        partnership=partnership,
        data_set=source.data_set,
        kind="newest versions",
        number=12,
        reason="The schedule",
        written_by="a test",
        written_at=at,
    )
    people = [
        make_person(partnership, Role.MANAGER, f"{name}.of.removals@{partnership.slug}.example") for name in ("a", "b")
    ]
    certificate = Certificate(
        run="R-1",
        data_set=source.data_set,
        rule=rule.as_rule().in_words,
        reason=rule.reason,
        proposed_by=people[0].name,
        approved_by=people[1].name,
        started_at=at,
        carried_out_at=at,
        software="0",
        newest_version=14,
        versions=(1, 2),
        units={},
        files=(RemovedFile(source.data_set, "publication_unit=a~2026-01/x.parquet", "a~2026-01", 3, 900, "0" * 64),),
    )
    return RetentionRun.objects.create(
        rule=rule,
        plan={"rule": "keep", "versions": [1, 2], "units": {}, "files": [], "kept": [], "rows": 3, "bytes": 900},
        plan_digest="0" * 64,
        planned_on=at.date(),
        proposed_by=people[0],
        proposed_at=at,
        approved_by=people[1],
        approved_at=at,
        carried_out_at=at,
        certificate=certificate.as_json(),
        certificate_digest=certificate.digest,
    )
