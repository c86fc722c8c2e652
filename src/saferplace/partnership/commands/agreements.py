"""Writes about information-sharing agreements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.partnership.models import AgreementDataSet, Organisation, Partnership, Power, SharingAgreement


class AgreementRefused(ValueError):
    """The message is the sentence to show."""


@dataclass(frozen=True)
class AgreementTerms:
    """What an agreement says. retention_months: None where it does not say; expires_on: None for no end."""

    title: str
    parties: Collection[Organisation]
    purpose: str
    power: Power
    lawful_basis: str
    signed_on: dt.date
    review_on: dt.date
    expires_on: dt.date | None
    retention_months: int | None
    data_sets: Collection[str]
    is_ended: bool = False


def add_agreement(
    partnership: Partnership, reference: str, terms: AgreementTerms, *, by: Actor, at: dt.datetime
) -> SharingAgreement:
    """Record a new agreement. Needs ``agreements.change``. Raises `AgreementRefused`."""
    access.require(by, "agreements.change", partnership)
    if SharingAgreement.objects.filter(partnership=partnership, reference=reference).exists():
        raise AgreementRefused(f"There is already an agreement {reference}. Amend that one, or choose another name.")
    _check(terms)
    with audited(by=by, action="agreement added", partnership=partnership) as draft:
        draft.subject = agreement = _write(partnership, reference, 1, terms, by=by, at=at)
        draft.detail |= {"reference": reference, "data sets": sorted(terms.data_sets)}
    return agreement


def amend_agreement(
    agreement: SharingAgreement, terms: AgreementTerms, *, by: Actor, at: dt.datetime
) -> SharingAgreement:
    """Write a new version; the one before stays as it was. Needs ``agreements.change``. Raises `AgreementRefused`."""
    access.require(by, "agreements.change", agreement.partnership)
    _check(terms)
    with audited(by=by, action="agreement amended", partnership=agreement.partnership) as draft:
        # Only one person can replace the version that both of them saw.
        seen = SharingAgreement.objects.current().filter(pk=agreement.pk)
        if not seen.update(replaced_at=at):
            raise AgreementRefused("Somebody else has amended this agreement meanwhile. Look at it and start again.")
        version = agreement.version + 1
        draft.subject = newer = _write(agreement.partnership, agreement.reference, version, terms, by=by, at=at)
        draft.detail |= {"reference": newer.reference, "version": version, "data sets": sorted(terms.data_sets)}
    return newer


def _check(terms: AgreementTerms) -> None:
    if terms.expires_on is not None and terms.expires_on < terms.signed_on:
        raise AgreementRefused("The agreement must not expire before it is signed.")
    if terms.review_on < terms.signed_on:
        raise AgreementRefused("The review must not be due before the agreement is signed.")
    if len(terms.parties) < 2:
        raise AgreementRefused("An agreement has at least two parties: who sends and who receives.")
    if not terms.data_sets:
        raise AgreementRefused("Choose at least one data set that the agreement covers.")


def _write(
    partnership: Partnership, reference: str, version: int, terms: AgreementTerms, *, by: Actor, at: dt.datetime
) -> SharingAgreement:
    agreement = SharingAgreement.objects.create(
        partnership=partnership,
        reference=reference,
        version=version,
        title=terms.title,
        purpose=terms.purpose,
        power=terms.power,
        lawful_basis=terms.lawful_basis,
        signed_on=terms.signed_on,
        review_on=terms.review_on,
        expires_on=terms.expires_on,
        retention_months=terms.retention_months,
        is_ended=terms.is_ended,
        written_at=at,
        written_by=by.label,
    )
    agreement.parties.set(terms.parties)
    AgreementDataSet.objects.bulk_create(
        AgreementDataSet(agreement=agreement, data_set=name) for name in sorted(set(terms.data_sets))
    )
    return agreement
