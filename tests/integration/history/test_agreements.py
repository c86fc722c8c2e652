"""Information-sharing agreements: who may write them, when they are in force, and what became of earlier words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from saferplace.core.access import NotAllowed
from saferplace.core.actors import Actor
from saferplace.core.models import AuditEntry
from saferplace.partnership.commands import AgreementRefused, AgreementTerms, add_agreement, amend_agreement
from saferplace.partnership.models import Organisation, Partnership, Power, Role, SharingAgreement
from saferplace.partnership.queries import agreement_cited, agreements_in_force
from tests.factories import SYSTEM, make_partnership, make_person
from tests.integration.history.shared_source import hold_council_reports

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def terms(**changes: Any) -> AgreementTerms:
    said: dict[str, Any] = {
        "title": "Depersonalised reports of anti-social behaviour",
        "parties": list(Organisation.objects.all()),
        "purpose": "Crime and disorder reduction in Dacorum",
        "power": Power.DEPERSONALISED,
        "lawful_basis": "UK GDPR Article 6(1)(e)",
        "signed_on": dt.date(2026, 4, 1),
        "review_on": dt.date(2027, 4, 1),
        "expires_on": dt.date(2028, 3, 31),
        "retention_months": 84,
        "data_sets": ["council-reports"],
    }
    return AgreementTerms(**(said | changes))


@pytest.fixture
def partnership(db: None) -> Partnership:
    return make_partnership()


@pytest.fixture
def agreement(partnership: Partnership) -> SharingAgreement:
    return add_agreement(partnership, "ISA-2026-01", terms(), by=SYSTEM, at=NOW)


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [("2026-03-31", False), ("2026-04-01", True), ("2028-03-31", True), ("2028-04-01", False)],
)
def test_an_agreement_is_in_force_from_its_signing_to_its_last_day(
    agreement: SharingAgreement, day: str, is_in_force: bool
) -> None:
    found = agreements_in_force(agreement.partnership, "council-reports", dt.date.fromisoformat(day))
    assert list(found) == ([agreement] if is_in_force else [])


def test_an_agreement_covers_only_the_data_sets_it_names(agreement: SharingAgreement) -> None:
    assert not agreements_in_force(agreement.partnership, "ambulance-calls", dt.date(2026, 5, 1))


def test_an_agreement_of_another_partnership_is_none_here(agreement: SharingAgreement) -> None:
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    assert not agreements_in_force(elsewhere, "council-reports", dt.date(2026, 5, 1))


def test_an_amendment_is_a_new_version_and_the_one_before_stays_as_it_was(agreement: SharingAgreement) -> None:
    newer = amend_agreement(agreement, terms(data_sets=["ambulance-calls"]), by=SYSTEM, at=NOW)
    before = agreement_cited(agreement.partnership, "ISA-2026-01 version 1")
    assert before is not None
    assert before.data_set_names == ["council-reports"]
    assert agreement_cited(agreement.partnership, "ISA-2026-01") == newer
    assert not agreements_in_force(agreement.partnership, "council-reports", dt.date(2026, 5, 1))


def test_two_people_cannot_both_amend_the_version_they_saw(agreement: SharingAgreement) -> None:
    amend_agreement(agreement, terms(title="First"), by=SYSTEM, at=NOW)
    with pytest.raises(AgreementRefused, match="Somebody else has amended"):
        amend_agreement(agreement, terms(title="Second"), by=SYSTEM, at=NOW)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"expires_on": dt.date(2026, 3, 1)}, "must not expire before it is signed"),
        ({"review_on": dt.date(2026, 3, 1)}, "review must not be due before"),
        ({"data_sets": []}, "at least one data set"),
        ({"parties": []}, "at least two parties"),
    ],
)
def test_terms_that_cannot_be_right_are_refused_in_a_sentence(
    partnership: Partnership, change: dict[str, Any], why: str
) -> None:
    with pytest.raises(AgreementRefused, match=why):
        add_agreement(partnership, "ISA-1", terms(**change), by=SYSTEM, at=NOW)


def test_an_analyst_may_read_agreements_and_not_write_them(partnership: Partnership) -> None:
    analyst = make_person(partnership, Role.ANALYST)
    with pytest.raises(NotAllowed):
        add_agreement(partnership, "ISA-1", terms(), by=Actor.of(analyst), at=NOW)


def test_a_manager_adds_and_amends_one_in_the_browser(
    partnership: Partnership, client: Client, monkeypatch: Any
) -> None:
    hold_council_reports(monkeypatch)
    client.force_login(make_person(partnership, Role.MANAGER))
    answers = {
        "reference": "ISA-2026-02",
        "title": "Reports to the council",
        "parties": ["dacorum-borough-council", "hertfordshire-constabulary"],
        "data_sets": ["council-reports"],
        "purpose": "Fewer incidents",
        "power": "s.115",
        "lawful_basis": "UK GDPR Article 6(1)(e)",
        "signed_on": "01/04/2026",
        "review_on": "2027-04-01",
    }
    added = client.post("/dacorum/agreements/add/", answers, follow=True).content.decode()
    assert "ISA-2026-02 version 1 is recorded." in added
    assert "Reports to the council" in added
    form = client.get("/dacorum/agreements/of/ISA-2026-02/amend/").content.decode()
    assert 'value="2026-04-01"' in form  # 01/04 was read as the first of April
    amended = client.post(
        "/dacorum/agreements/of/ISA-2026-02/amend/", answers | {"title": "Amended reports"}, follow=True
    )
    assert "ISA-2026-02 version 2 is recorded." in amended.content.decode()
    old = client.get("/dacorum/agreements/of/ISA-2026-02/?version=1").content.decode()
    assert "A later version has replaced it" in old
    entries = AuditEntry.objects.filter(action__startswith="agreement").values_list("action", flat=True)
    assert set(entries) == {"agreement added", "agreement amended"}


def test_a_form_that_cannot_be_right_says_so_beside_each_field(
    partnership: Partnership, client: Client, monkeypatch: Any
) -> None:
    hold_council_reports(monkeypatch)
    client.force_login(make_person(partnership, Role.MANAGER))
    answer = client.post("/dacorum/agreements/add/", {"signed_on": "soon"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter the day it was signed like 2026-11-23" in page
    assert "Select the data sets that it covers" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"expires_on": dt.date(2026, 5, 1), "review_on": dt.date(2026, 4, 2)}, "Renew or end the agreement ISA-2"),
        ({"review_on": dt.date(2026, 4, 2), "expires_on": None}, "Review the agreement ISA-2"),
    ],
)
def test_the_home_page_of_a_manager_asks_for_a_review_or_a_renewal(
    partnership: Partnership, client: Client, changes: dict[str, Any], said: str
) -> None:
    add_agreement(partnership, "ISA-2", terms(**changes), by=SYSTEM, at=NOW)
    client.force_login(make_person(partnership, Role.MANAGER))
    assert said in client.get("/dacorum/home/").content.decode()
    client.force_login(make_person(partnership, Role.ANALYST))
    assert said not in client.get("/dacorum/home/").content.decode()


def test_nobody_is_reminded_of_an_agreement_that_ended_for_good(partnership: Partnership, client: Client) -> None:
    add_agreement(partnership, "ISA-3", terms(expires_on=dt.date(2026, 5, 1), is_ended=True), by=SYSTEM, at=NOW)
    client.force_login(make_person(partnership, Role.MANAGER))
    assert "ISA-3" not in client.get("/dacorum/home/").content.decode()
