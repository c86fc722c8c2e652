"""Every address, as everybody: the table below is the whole truth about who gets which page.

A new address fails here until it has a row. ``OPEN`` is for everybody; otherwise the row names the roles that get
the page, all other roles get 403, and a visitor is sent to sign in. Senders of files get 404 for another's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from saferplace.evidence.importing import held_imports
from saferplace.evidence.police_street import DATA_SET
from saferplace.intelligence.opening import evidence_store
from saferplace.intelligence.uploads.steps import Step
from saferplace.partnership.models import Partnership, Role
from saferplace.performance.models import Measure
from tests.factories import make_agreement, make_partnership, make_person, make_removal
from tests.uploads import matched_upload

EVERY_ROLE = frozenset(Role)
OPEN = "open"
SIGNED_IN = "signed in"
VISITOR = "visitor"
SENDERS = {Role.MANAGER, Role.ANALYST, Role.PRIORITY_LEAD, Role.PARTNER_OFFICER}

# address name: who gets it
WHO_GETS: dict[str, Any] = {
    "web:after-sign-in": OPEN,
    "web:home": EVERY_ROLE,
    "partnership:sign-in": OPEN,
    "partnership:signed-out": OPEN,
    "partnership:change-password": SIGNED_IN,
    "partnership:password-changed": SIGNED_IN,
    "partnership:audit": {Role.ADMINISTRATOR, Role.MANAGER},
    "partnership:people": {Role.ADMINISTRATOR, Role.MANAGER},
    "partnership:agreements": EVERY_ROLE,
    "partnership:agreement": EVERY_ROLE,
    "partnership:agreement-add": {Role.MANAGER},
    "partnership:agreement-amend": {Role.MANAGER},
    "plan:plan": OPEN,
    "plan:priority": OPEN,
    "plan:theme": OPEN,
    "plan:objective": OPEN,
    "plan:action": OPEN,
    "plan:outcome": OPEN,
    "plan:partners": OPEN,
    "plan:legislation": OPEN,
    "plan:how-we-measure": OPEN,
    "plan:versions": OPEN,
    "plan:version": OPEN,
    "performance:scorecard": OPEN,
    "performance:scorecard-csv": OPEN,
    "performance:measure": OPEN,
    "performance:measure-csv": OPEN,
    "intelligence:key-findings": OPEN,
    "intelligence:receipt": OPEN,  # of a published figure; others are hidden, which test_receipt_pages tells
    "intelligence:map": EVERY_ROLE,
    "intelligence:map-points": EVERY_ROLE,
    "intelligence:map-outlines": EVERY_ROLE,
    "intelligence:map-areas": EVERY_ROLE,
    "intelligence:map-areas-csv": EVERY_ROLE,
    "intelligence:analysis": EVERY_ROLE,
    "intelligence:concentration": EVERY_ROLE,
    "intelligence:concentration-csv": EVERY_ROLE,
    "intelligence:change": EVERY_ROLE,
    "intelligence:change-csv": EVERY_ROLE,
    "intelligence:stands-out": EVERY_ROLE,
    "intelligence:stands-out-csv": EVERY_ROLE,
    "intelligence:harm": EVERY_ROLE,
    "intelligence:harm-csv": EVERY_ROLE,
    "intelligence:near-repeats": EVERY_ROLE,
    "intelligence:near-repeats-csv": EVERY_ROLE,
    "intelligence:near-repeat-zones-csv": {Role.MANAGER, Role.ANALYST, Role.PRIORITY_LEAD},
    "intelligence:times": EVERY_ROLE,
    "intelligence:times-csv": EVERY_ROLE,
    "intelligence:trend": EVERY_ROLE,
    "intelligence:trend-csv": EVERY_ROLE,
    "intelligence:next-month": EVERY_ROLE,
    "intelligence:next-month-csv": EVERY_ROLE,
    "intelligence:next-month-methods-csv": EVERY_ROLE,
    "intelligence:did-it-work": EVERY_ROLE,
    "intelligence:did-it-work-csv": EVERY_ROLE,
    "intelligence:open-data": OPEN,
    "intelligence:open-data-csv": OPEN,
    "intelligence:open-data-dictionary": OPEN,
    "intelligence:comparators": EVERY_ROLE,
    "intelligence:comparators-csv": EVERY_ROLE,
    "intelligence:evidence": EVERY_ROLE,
    "intelligence:import": EVERY_ROLE,
    "intelligence:data-set": EVERY_ROLE,
    "intelligence:refused": {Role.MANAGER, Role.ANALYST},
    "intelligence:refused-csv": {Role.MANAGER, Role.ANALYST},
    "intelligence:send": SENDERS,
    "intelligence:uploads": SENDERS,
    "intelligence:mappings": SENDERS,
    "intelligence:mapping": SENDERS,
    "intelligence:places": {Role.MANAGER, Role.ANALYST},
    "intelligence:place": {Role.MANAGER, Role.ANALYST},  # a text that does not wait leads back to the list
    "intelligence:quality": EVERY_ROLE,
    "intelligence:forces": EVERY_ROLE,
    "intelligence:quality-of": EVERY_ROLE,
    "intelligence:exchange": EVERY_ROLE,
    "intelligence:outcomes": EVERY_ROLE,
    "intelligence:outcomes-csv": EVERY_ROLE,
    "intelligence:stop-and-search": EVERY_ROLE,
    "intelligence:stop-and-search-csv": EVERY_ROLE,
    "intelligence:rows": {Role.MANAGER, Role.ANALYST, Role.PRIORITY_LEAD},
    "intelligence:changes": EVERY_ROLE,
    "intelligence:changes-csv": {Role.MANAGER, Role.ANALYST, Role.PRIORITY_LEAD},
    "intelligence:retention": {Role.MANAGER},
    "intelligence:retention-rule-add": {Role.MANAGER},
    "intelligence:retention-plan": {Role.MANAGER},
    "intelligence:retention-run": {Role.MANAGER},
    "intelligence:hold-add": {Role.MANAGER},
    "intelligence:certificate": EVERY_ROLE,
    "intelligence:certificate-json": EVERY_ROLE,
    "publish:partnerships": OPEN,
    "publish:front": OPEN,
    "web:accessibility": OPEN,
    "performance:record": {Role.MANAGER, Role.ANALYST, Role.PRIORITY_LEAD, Role.PARTNER_OFFICER},
}
# What one analyst sent: other senders are told that it does not exist.
UPLOAD_PAGES = frozenset(f"intelligence:upload{page}" for page in ("", "-progress", "-match", *(f"-{s}" for s in Step)))
WHO_GETS |= {page: {Role.MANAGER, Role.ANALYST} for page in UPLOAD_PAGES}
# A question that the file does not raise leads on to the one that is open.
LEADS_ON = {"intelligence:upload-match", "intelligence:upload-rest"}
# The bundled files hold crimes alone, and there is no download of what was never loaded.
NOTHING_HELD = {
    "intelligence:outcomes-csv",
    "intelligence:stop-and-search-csv",
    "intelligence:harm-csv",
    "intelligence:near-repeats-csv",
    "intelligence:near-repeat-zones-csv",
    "intelligence:times-csv",
}
# Addresses that only take a POST; a GET answers 405 to everybody.
POST_ONLY = {
    "partnership:sign-out",
    "performance:publish",
    "intelligence:retention-rule-end",
    "intelligence:hold-lift",
    "intelligence:mapping-retire",
}
POST_ONLY |= {f"intelligence:upload-{verb}" for verb in ("check", "import", "cancel", "discard")}


def addresses(partnership: Partnership) -> dict[str, str]:
    """A working address for every name, in the partnership as a first start leaves it."""
    version = partnership.plans.get().versions.get()
    measure = Measure.objects.get(partnership=partnership, key="violent-crime")
    recorded = Measure.objects.get(partnership=partnership, key="domestic-abuse-incidents")
    receipt = measure.observations.first().receipt_id
    imported = held_imports(evidence_store(), DATA_SET)[0].import_id
    agreement, removal = make_agreement(partnership), make_removal(partnership)
    upload = matched_upload(partnership, make_person(partnership, Role.ANALYST, "sender@dacorum.example"))
    own = {
        "partnership:agreement": [agreement.reference],
        "partnership:agreement-amend": [agreement.reference],
        "intelligence:changes": [DATA_SET],
        "intelligence:changes-csv": [DATA_SET],
        "intelligence:retention-plan": [removal.rule_id],
        "intelligence:retention-run": [removal.pk],
        "intelligence:certificate": [removal.pk],
        "intelligence:certificate-json": [removal.pk],
        "plan:priority": [version.priorities.first().key],
        "plan:theme": [version.themes.first().key],
        "plan:objective": [version.objectives.first().key],
        "plan:action": [version.actions.first().key],
        "plan:outcome": [version.outcomes.first().key],
        "plan:version": [version.plan.key, version.number],
        "performance:measure": [measure.key],
        "performance:measure-csv": [measure.key],
        "performance:record": [recorded.key],
        "intelligence:import": [imported],
        "intelligence:data-set": [DATA_SET],
        "intelligence:mapping": [upload.saved_mapping_id],
        **{page: [upload.reference] for page in UPLOAD_PAGES},
        "intelligence:quality-of": ["council-fly-tipping"],
        "intelligence:place": ["no-such-text"],
    }
    of_the_product = {"intelligence:receipt": [receipt]}
    found = {}
    for name in WHO_GETS:
        try:
            found[name] = reverse(name, args=of_the_product.get(name, []))
        except NoReverseMatch:
            found[name] = reverse(name, args=[partnership.slug, *own.get(name, [])])
    found["intelligence:map-areas-csv"] += "?analysis=small-areas"
    found["intelligence:did-it-work-csv"] += "?start=2022-01&months=3&area-E05004706=treated"
    found["intelligence:rows"] += f"?receipt={receipt}&month=2025-06"
    return found


def expected(name: str, who: Role | str | None) -> int:
    """who: a role, None for a person without one, or VISITOR."""
    allowed = WHO_GETS[name]
    if allowed is OPEN:
        return 200
    if who == VISITOR:
        return 302
    if name in UPLOAD_PAGES and who in SENDERS - allowed:
        return 404
    if name in LEADS_ON and who in allowed:
        return 302
    if name in NOTHING_HELD and who in allowed:
        return 404
    return 200 if allowed is SIGNED_IN or who in allowed else 403


@pytest.fixture(autouse=True)
def _uploads_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_ROOT = tmp_path / "uploads"


@pytest.mark.parametrize("who", [VISITOR, None, *Role], ids=str)
def test_each_address_answers_as_the_table_says(
    loaded_dacorum: Partnership, client: Client, who: Role | str | None
) -> None:
    if who != VISITOR:
        client.force_login(make_person(loaded_dacorum, who))
    found = {name: client.get(address).status_code for name, address in addresses(loaded_dacorum).items()}
    redirecting = {"publish:partnerships", "web:after-sign-in"} | ({"partnership:sign-in"} if who != VISITOR else set())
    told = {name: 302 if name in redirecting else expected(name, who) for name in WHO_GETS}
    if told["intelligence:place"] == 200:
        told["intelligence:place"] = 302
    if who is None:
        told["web:after-sign-in"] = 200  # nothing to go on to: the page says so
    assert found == told


def test_a_manager_elsewhere_is_a_stranger_here(loaded_dacorum: Partnership, client: Client) -> None:
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    client.force_login(make_person(elsewhere, Role.MANAGER))
    found = {name: client.get(address).status_code for name, address in addresses(loaded_dacorum).items()}
    protected = [name for name, who in WHO_GETS.items() if isinstance(who, set | frozenset)]
    assert {name: found[name] for name in protected} == dict.fromkeys(protected, 403)


def test_an_address_that_only_takes_a_post_refuses_a_get(client: Client, loaded_dacorum: Partnership) -> None:
    client.force_login(make_person(loaded_dacorum, Role.MANAGER))
    observation = Measure.objects.get(partnership=loaded_dacorum, key="violent-crime").observations.first()
    publish = reverse("performance:publish", args=["dacorum", "violent-crime", observation.pk])
    assert {client.get(address).status_code for address in (publish, reverse("partnership:sign-out"))} == {405}


def names_of(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names_of(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


def test_every_address_has_a_row_in_the_table() -> None:
    assert set(names_of(get_resolver().url_patterns)) == set(WHO_GETS) | POST_ONLY
