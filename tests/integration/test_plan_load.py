"""Loading a partnership file: all of it or nothing, once, with its history kept."""

from __future__ import annotations

import pytest

from saferplace.core.access import NotAllowed
from saferplace.core.actors import Actor
from saferplace.core.models import AuditEntry
from saferplace.partnership.models import Group, Organisation, Partnership, PartnershipMember, Role
from saferplace.plan import sections
from saferplace.plan.commands import CannotLoad, load_partnership_file
from saferplace.plan.file import BrokenFile, read_partnership_file
from saferplace.plan.models import Action, EvidenceCheck, KeyFinding, Outcome, PlanVersion, Theme
from tests.factories import make_partnership, make_person
from tests.integration.plan_files import DACORUM, SECOND_LOAD, VALE, load_dacorum, load_text

pytestmark = pytest.mark.django_db
TEXT = DACORUM.read_text(encoding="utf-8")


def test_the_whole_plan_is_in_the_records() -> None:
    loaded = load_dacorum()
    assert loaded.is_new and loaded.version.number == 1
    assert Action.objects.filter(theme__isnull=False).count() == 38
    assert Outcome.objects.filter(theme__isnull=False).count() == 42
    assert [theme.priority.number for theme in Theme.objects.all()] == [1, 1, 1, 2, 2, 2, 3]
    assert all(objective.priorities.count() == 3 for objective in loaded.version.objectives.all())


def test_who_the_partnership_is_is_in_the_records() -> None:
    load_dacorum()
    partnership = Partnership.objects.get(slug="dacorum")
    assert (partnership.csp_code, partnership.police_force_slug) == ("E22000124", "hertfordshire")
    assert [area.code for area in partnership.areas.all()] == ["E07000096"]
    assert partnership.members.filter(statutory_role="responsible").count() == 6
    assert partnership.groups.first().name == "Strategy Board"


def test_an_action_without_a_source_of_its_own_stands_where_its_priority_does() -> None:
    load_dacorum()
    source = Action.objects.get(key="op-ideogram").source_in_words
    assert source == "Strategic Priority 2: Protection of Vulnerable People and Communities, page 11"


def test_a_garbled_outcome_keeps_its_printed_words_beside_the_reading() -> None:
    load_dacorum()
    outcome = Outcome.objects.get(key="fewer-hate-crime-victims")
    assert (outcome.text, outcome.words) == ("Fewer victims of hate crimev", "Fewer victims of hate crime")


def test_the_robbery_finding_has_its_figures_and_its_evidence_check() -> None:
    load_dacorum()
    check = EvidenceCheck.objects.get()
    assert (check.finding.key, check.printed_value, str(check.period)) == ("robbery", 59, "2021-01/2021-12")
    figure = KeyFinding.objects.get(key="robbery").figures.get()
    assert (figure.value, figure.compared_value, figure.change_percent) == (79, 59, None)
    assert figure.has_both_counts


def test_a_lost_figure_is_missing_and_not_zero() -> None:
    load_dacorum()
    knife = KeyFinding.objects.get(key="knife-offences")
    assert (knife.is_whole, knife.figures.get().value, knife.figures.get().compared_value) == (False, None, 136)


def test_the_same_file_again_changes_nothing() -> None:
    first = load_dacorum()
    entries = AuditEntry.objects.count()
    again = load_dacorum()
    assert not again.is_new and again.version == first.version
    assert (PlanVersion.objects.count(), AuditEntry.objects.count()) == (1, entries)


def test_a_change_of_comments_only_makes_no_version() -> None:
    load_dacorum()
    assert not load_text(TEXT + "\n# Read again in November.\n", SECOND_LOAD).is_new


def test_a_changed_file_makes_a_new_version_and_says_what_changed() -> None:
    first = load_dacorum()
    changed = TEXT.replace("text: Reduce violence on the streets", "text: End violence on the streets")
    changed = changed.replace("            - key: asb-enforcement\n              text: ASB enforcement\n", "")
    second = load_text(changed, SECOND_LOAD)
    assert second.version.number == 2
    assert [str(difference) for difference in second.differences] == [
        "Removed plan.priorities[crime-disorder-asb].themes[antisocial-behaviour].outcomes[asb-enforcement]: "
        "ASB enforcement",
        "Changed plan.priorities[crime-disorder-asb].themes[violent-crime].actions[reduce-street-violence].text "
        "from “Reduce violence on the streets” to “End violence on the streets”",
    ]
    assert first.version.outcomes.filter(key="asb-enforcement").exists()
    assert not second.version.outcomes.filter(key="asb-enforcement").exists()


def test_going_back_to_an_earlier_file_is_a_version_of_its_own() -> None:
    load_dacorum()
    load_text(TEXT.replace("text: Focus on Victims", "text: Focus on people"), SECOND_LOAD)
    back = load_dacorum()
    assert back.is_new and back.version.number == 3


def test_an_organisation_no_longer_named_has_an_end_and_is_not_deleted() -> None:
    load_text(VALE.read_text(encoding="utf-8"))
    without = "".join(line for line in VALE.read_text(encoding="utf-8").splitlines(True) if "vale-housing" not in line)
    load_text(without, SECOND_LOAD)
    assert PartnershipMember.objects.get(organisation__key="vale-housing").to_date == SECOND_LOAD.date()
    assert Organisation.objects.filter(key="vale-housing").exists()


def test_a_group_no_longer_named_has_an_end_and_is_not_deleted() -> None:
    load_text(VALE.read_text(encoding="utf-8"))
    without = "".join(line for line in VALE.read_text(encoding="utf-8").splitlines(True) if "tasking-group" not in line)
    load_text(without, SECOND_LOAD)
    assert Group.objects.get(key="tasking-group").to_date == SECOND_LOAD.date()


def test_a_changed_statutory_role_ends_the_old_one_and_begins_a_new_one() -> None:
    text = VALE.read_text(encoding="utf-8")
    load_text(text)
    load_text(text.replace("statutory_role: co-operating", "statutory_role: invited"), SECOND_LOAD)
    held = PartnershipMember.objects.filter(organisation__key="vale-housing").order_by("pk")
    assert [(role.statutory_role, role.to_date) for role in held] == [
        ("co-operating", SECOND_LOAD.date()),
        ("invited", None),
    ]


def test_a_second_partnership_is_another_file_and_no_code() -> None:
    load_dacorum()
    load_text(VALE.read_text(encoding="utf-8"))
    vale = Partnership.objects.get(slug="invented-vale")
    assert [area.name for area in vale.areas.all()] == ["Upper Vale", "Lower Vale"]
    assert PlanVersion.objects.filter(plan__partnership=vale).get().title == "Safer Vale"


def test_a_key_that_stands_for_another_body_elsewhere_is_refused_and_nothing_is_stored() -> None:
    load_dacorum()
    with pytest.raises(CannotLoad, match="already stands for Hertfordshire Constabulary in Dacorum"):
        load_text(VALE.read_text(encoding="utf-8").replace("vale-police", "hertfordshire-constabulary"))
    assert Partnership.objects.count() == 1


def test_a_partnership_cannot_take_an_address_of_the_product() -> None:
    with pytest.raises(CannotLoad, match="another slug"):
        load_text(VALE.read_text(encoding="utf-8").replace("  slug: invented-vale\n", "  slug: sign-in\n", 1))


def test_a_broken_file_changes_nothing() -> None:
    with pytest.raises(BrokenFile):
        load_text(TEXT.replace("tier: headline", "tier: headlines"))
    assert not Partnership.objects.exists() and not AuditEntry.objects.exists()


def test_loading_is_for_the_manager_and_not_for_the_analyst() -> None:
    partnership = make_partnership()
    analyst, manager = (make_person(partnership, role) for role in (Role.ANALYST, Role.MANAGER))
    with pytest.raises(NotAllowed):
        load_partnership_file(DACORUM, by=Actor.of(analyst))
    assert load_partnership_file(DACORUM, by=Actor.of(manager)).is_new


def test_a_new_partnership_is_only_made_at_the_command_line() -> None:
    manager = make_person(make_partnership(), Role.MANAGER)
    with pytest.raises(NotAllowed):
        load_partnership_file(VALE, by=Actor.of(manager))


def test_a_load_is_in_the_audit_log_with_the_digest_of_the_file() -> None:
    load_dacorum()
    entry = AuditEntry.objects.get(action="plan loaded")
    assert entry.partnership_slug == "dacorum"
    assert entry.detail["digest"] == read_partnership_file(DACORUM).digest


@pytest.fixture
def measures_handler(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Stands where performance registers; keeps how many measures each load handed to it."""
    handled: list[int] = []

    def handler(partnership: Partnership, measures: list[object], version: PlanVersion, *, by: Actor) -> list[str]:
        handled.append(len(measures))
        return [f"{len(measures)} measures are in {partnership}."]

    monkeypatch.setattr(sections, "_handlers", {"measures": handler})
    return handled


def test_a_section_of_another_app_goes_to_its_handler_once(measures_handler: list[int]) -> None:
    loaded = load_dacorum()
    load_dacorum()
    assert measures_handler == [17]
    assert loaded.notes[0].startswith("17 measures")


def test_a_handler_that_fails_undoes_the_whole_load(measures_handler: list[int]) -> None:
    def refuse(*_: object, **__: object) -> list[str]:
        raise ValueError("no")

    sections.register("measures", refuse)
    with pytest.raises(ValueError, match="no"):
        load_dacorum()
    assert not Partnership.objects.exists() and not AuditEntry.objects.exists()
