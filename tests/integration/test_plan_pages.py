"""The plan's pages: public, whole, and each in a bounded number of statements."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from saferplace.partnership.models import Role
from saferplace.plan import shown_by
from saferplace.plan.models import Action, Outcome
from saferplace.plan.queries import current_version, key_findings, outcomes_by_key
from saferplace.plan.shown_by import ShownMeasure
from tests.factories import make_partnership, make_person
from tests.integration.plan_files import DACORUM, SECOND_LOAD, VALE, load_dacorum, load_text

pytestmark = pytest.mark.django_db
TEXT = DACORUM.read_text(encoding="utf-8")

# Each page below /dacorum/plan/, and the most statements it may take: finding the partnership and version are two.
PAGES = {
    "": 14,
    "priorities/vulnerable-people/": 7,
    "themes/hate-crime/": 5,
    "cross-cutting/alcohol-and-drugs/": 6,
    "actions/op-ideogram/": 4,
    "outcomes/fewer-asb-reports/": 4,
    "partners/": 7,
    "legislation/": 4,
    "how-we-measure/": 4,
    "versions/": 3,
    "versions/community-safety-plan-2023-26/1/": 11,
}


def words_on(client: Client, path: str) -> str:
    answer = client.get(f"/dacorum/plan/{path}")
    assert answer.status_code == 200, path
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture(autouse=True)
def no_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app above answers for its own measures and statements in its own tests."""
    monkeypatch.setattr(shown_by, "_providers", [])


@pytest.fixture
def asb_measure(no_measures: None) -> None:
    """One measure, as performance provides them: for signed-in people only."""
    measure = ShownMeasure("asb", "ASB incidents", "/dacorum/measures/asb/", "120 in May.", ("fewer-asb-reports",), 2)
    shown_by.register(lambda user, _: [measure] if user.is_authenticated else [])


@pytest.mark.parametrize("path", PAGES)
def test_anybody_may_read_each_page_in_a_bounded_number_of_statements(
    path: str, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    load_dacorum()
    with django_assert_max_num_queries(PAGES[path]):
        assert client.get(f"/dacorum/plan/{path}").status_code == 200


def test_every_action_and_every_outcome_has_a_page_with_its_words(client: Client) -> None:
    load_dacorum()
    for action in Action.objects.all():
        assert " ".join(action.words.split()) in words_on(client, f"actions/{action.key}/")
    for outcome in Outcome.objects.all():
        assert " ".join(outcome.words.split()) in words_on(client, f"outcomes/{outcome.key}/")


def test_a_reader_can_walk_from_priority_to_theme_to_action_and_back(client: Client) -> None:
    load_dacorum()
    steps = ["", "priorities/crime-disorder-asb/", "themes/hate-crime/", "actions/reporting-network/"]
    for here, onward in pairwise(steps):
        assert f'href="/dacorum/plan/{onward}"' in words_on(client, here)
    back = words_on(client, steps[-1])
    assert all(f'href="/dacorum/plan/{step}"' in back for step in steps[:-1])


def test_an_outcome_without_a_measure_says_so(client: Client) -> None:
    load_dacorum()
    assert "Not measured yet" in words_on(client, "outcomes/workplace-champions/")


def test_an_objective_without_measures_of_success_says_so(client: Client) -> None:
    load_text(VALE.read_text(encoding="utf-8"))
    page = client.get("/invented-vale/plan/cross-cutting/early-help/").content.decode()
    assert "How we will measure success: the plan names none." in page


def test_an_outcome_links_to_the_measure_that_shows_it(client: Client, asb_measure: None) -> None:
    load_dacorum()
    client.force_login(make_person(make_partnership(), Role.BOARD_MEMBER))
    for path in ("outcomes/fewer-asb-reports/", "themes/antisocial-behaviour/", "how-we-measure/"):
        page = words_on(client, path)
        assert '<a class="govuk-link" href="/dacorum/measures/asb/">ASB incidents</a><br>120 in May.' in page


def test_a_measure_that_a_visitor_may_not_see_is_not_on_the_page(client: Client, asb_measure: None) -> None:
    load_dacorum()
    assert "ASB incidents" not in words_on(client, "outcomes/fewer-asb-reports/").split("<main")[1]


def test_the_matrix_is_a_table_with_a_row_for_each_objective_and_a_column_for_each_priority(client: Client) -> None:
    load_dacorum()
    table = words_on(client, "").split("<table")[1].split("</table>")[0]
    assert (table.count('scope="row"'), table.count('scope="col"'), table.count(">Yes<")) == (2, 4, 6)
    assert "3. Curtail Serious and Organised Crime" in table


def test_garbled_words_are_shown_as_read_with_the_printed_ones_beside(client: Client) -> None:
    load_dacorum()
    page = words_on(client, "outcomes/fewer-hate-crime-victims/")
    assert "Fewer victims of hate crime</h1>" in page and "Printed as “Fewer victims of hate crimev”." in page


def test_the_legislation_page_says_that_the_plans_own_list_is_a_picture(client: Client) -> None:
    load_dacorum()
    assert "is a picture in the source and is not in the text copy" in words_on(client, "legislation/")


def test_the_framework_is_on_the_page_in_its_order(client: Client) -> None:
    load_dacorum()
    page = words_on(client, "how-we-measure/")
    places = [page.index(f">{stage}</dt>") for stage in ("Plan", "Do", "Review", "Revise")]
    assert places == sorted(places)


def test_a_new_version_shows_its_differences_and_the_old_one_still_reads_as_it_was(client: Client) -> None:
    load_dacorum()
    load_text(TEXT.replace("text: Reduce violence on the streets", "text: End violence on the streets"), SECOND_LOAD)
    new = words_on(client, "versions/community-safety-plan-2023-26/2/")
    assert "Reduce violence on the streets</td>" in new and "End violence on the streets</td>" in new
    old = words_on(client, "versions/community-safety-plan-2023-26/1/")
    assert "Reduce violence on the streets" in old and "End violence on the streets" not in old
    assert "End violence on the streets" in words_on(client, "themes/violent-crime/")


def test_a_change_to_a_measure_is_not_told_to_the_public(client: Client) -> None:
    load_dacorum()
    load_text(TEXT.replace("name: Repeat victims of domestic abuse", "name: Repeat victims"), SECOND_LOAD)
    path = "versions/community-safety-plan-2023-26/2/"
    assert "Repeat victims" not in words_on(client, path)
    client.force_login(make_person(make_partnership(), Role.BOARD_MEMBER))
    assert "Repeat victims" in words_on(client, path)


def test_what_is_not_in_the_plan_is_not_found(client: Client) -> None:
    load_dacorum()
    for path in ("priorities/x/", "themes/x/", "actions/x/", "outcomes/x/", "cross-cutting/x/", "versions/x/1/"):
        assert client.get(f"/dacorum/plan/{path}").status_code == 404


def test_a_partnership_without_a_plan_says_how_to_load_one(client: Client) -> None:
    make_partnership()
    assert "saferplace plan load FILE" in words_on(client, "")
    assert client.get("/dacorum/plan/partners/").status_code == 404


def test_a_plan_loaded_before_it_begins_does_not_replace_the_one_that_runs() -> None:
    running = load_dacorum().version
    partnership = running.plan.partnership
    coming = TEXT.replace("key: community-safety-plan-2023-26", "key: community-safety-plan-2029-32")
    coming = coming.replace("from: 2023-04\n  to: 2026-03", "from: 2029-04\n  to: 2032-03")
    following = load_text(coming, SECOND_LOAD).version
    assert current_version(partnership, SECOND_LOAD.date()) == running
    assert current_version(partnership, SECOND_LOAD.date().replace(year=2030)) == following


def test_key_findings_come_with_figures_and_checks_in_few_statements(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    partnership = load_dacorum().version.plan.partnership
    with django_assert_max_num_queries(5):
        found = key_findings(partnership)
        assert found and found.caveat
        figures = [figure for finding in found.findings for figure in finding.figures.all()]
        checks = [check for finding in found.findings for check in finding.evidence_checks.all()]
    assert (len(found.findings), len(figures), len(checks)) == (14, 13, 1)


def test_outcomes_are_found_by_key_with_where_they_stand() -> None:
    outcomes = outcomes_by_key(load_dacorum().version.plan.partnership)
    assert outcomes["fewer-asb-reports"].theme.priority.number == 1  # type: ignore[union-attr]
    assert outcomes["treatment-completion"].objective.number == 2  # type: ignore[union-attr]
