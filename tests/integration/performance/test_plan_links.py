"""From the plan's file to measures, and from an outcome to its measures and back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from saferplace.partnership.models import Partnership
from saferplace.performance.models import Measure
from saferplace.plan.shown_by import measured_for
from tests.integration.plan_files import DACORUM, SECOND_LOAD, load_dacorum, load_text
from tests.performance_factories import refresh
from tests.unit.analysis.figures import series

pytestmark = pytest.mark.django_db


def test_loading_dacorums_file_loads_its_measures_and_says_so():
    loaded = load_dacorum()
    assert loaded.notes[0].startswith("17 measures added: violent-crime, disorder-and-asb")
    assert Measure.objects.filter(tier="headline").count() == 5


def test_a_changed_definition_in_the_file_makes_a_new_version_of_that_measure_alone():
    load_dacorum()
    text = DACORUM.read_text(encoding="utf-8").replace("One of the two parts of headline measure 2.", "Changed.", 1)
    loaded = load_text(text, SECOND_LOAD)
    assert loaded.notes == ("1 measure given a new definition or place: asb-incidents.",)
    assert Measure.objects.get(key="asb-incidents").versions.count() == 2
    assert Measure.objects.get(key="robbery").versions.count() == 1


def test_an_outcome_shows_its_measures_with_their_newest_figure():
    load_dacorum()
    measure = Measure.objects.get(key="asb-incidents")
    refresh(measure, series("2025-04", 256, 296, 385))
    shown = measured_for(AnonymousUser(), Partnership.objects.get()).showing("fewer-asb-reports")
    assert {m.key: m.reading for m in shown}["asb-incidents"].startswith("385 in June 2025")
    page = Client().get(reverse("plan:outcome", args=["dacorum", "fewer-asb-reports"])).content.decode()
    assert reverse("performance:measure", args=["dacorum", "asb-incidents"]) in page


def test_a_measure_leads_back_to_the_outcomes_it_shows():
    load_dacorum()
    page = Client().get(reverse("performance:measure", args=["dacorum", "asb-incidents"])).content.decode()
    assert reverse("plan:outcome", args=["dacorum", "fewer-asb-reports"]) in page


def test_a_measure_for_partners_does_not_show_through_the_plan():
    load_dacorum()
    shown = measured_for(AnonymousUser(), Partnership.objects.get()).measures
    assert "domestic-abuse-repeat-victims" not in {m.key for m in shown}
