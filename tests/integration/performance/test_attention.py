"""What the home page says about measures, and to whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from saferplace.core.attention import items_for
from saferplace.partnership.models import Role
from tests.factories import make_partnership, make_person
from tests.performance_factories import definition, make_measures, make_observation, new_figure, refresh
from tests.unit.analysis.figures import series

pytestmark = pytest.mark.django_db


def titles(partnership, role):
    return [item.title for item in items_for(make_person(partnership, role), partnership)]


def test_a_signal_of_concern_is_said_to_every_member():
    (measure,) = make_measures(make_partnership(), definition())
    refresh(measure, series("2024-01", *[40, 42] * 8, 70))
    (said,) = titles(measure.partnership, Role.BOARD_MEMBER)
    assert said == "Look into violent crime: 70 in May 2025, above the usual range (concern)"


def test_usual_variation_is_not_news():
    (measure,) = make_measures(make_partnership(), definition())
    refresh(measure, series("2024-01", *[40, 42] * 8, 43))
    assert titles(measure.partnership, Role.BOARD_MEMBER) == []


def test_a_figure_that_is_due_is_said_only_to_those_who_may_record_it():
    partnership = make_measures(make_partnership())[0].partnership
    assert any(t.startswith("Record domestic abuse incidents for ") for t in titles(partnership, Role.PARTNER_OFFICER))
    assert titles(partnership, Role.BOARD_MEMBER) == []


def test_a_figure_that_waits_is_said_only_to_those_who_may_publish_it():
    incidents = make_measures(make_partnership())[1]
    make_observation(incidents, new_figure())
    waits = "Check and publish 1 figure of domestic abuse incidents"
    assert waits in titles(incidents.partnership, Role.MANAGER)
    assert waits not in titles(incidents.partnership, Role.ANALYST)


def test_strangers_hear_nothing():
    partnership = make_measures(make_partnership())[0].partnership
    assert items_for(AnonymousUser(), partnership) == []
    elsewhere = make_partnership("elsewhere", "Elsewhere CSP")
    assert items_for(make_person(elsewhere, Role.MANAGER), partnership) == []
