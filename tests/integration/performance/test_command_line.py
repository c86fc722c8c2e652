"""`saferplace scorecard` and `saferplace measures refresh`: the same numbers as the page."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from saferplace.cli import main
from saferplace.performance import sources
from saferplace.performance.models import Observation
from tests.factories import make_partnership
from tests.performance_factories import SaidFigures, definition, make_measures, make_observation, new_figure, refresh
from tests.unit.analysis.figures import series

pytestmark = pytest.mark.django_db
MONTHS = series("2023-07", *[40, 42] * 12)


def run(*words):
    return CliRunner().invoke(main, words)


def test_the_scorecard_says_what_the_page_says():
    (measure,) = make_measures(make_partnership(), definition())
    refresh(measure, MONTHS)
    said = json.loads(run("scorecard", "--json").output)["measures"][0]
    page = Client().get(reverse("performance:scorecard", args=[measure.partnership.slug])).content.decode()
    for words in (
        said["latest_in_words"],
        said["rolling_12_months"]["in_words"],
        said["year_to_date"]["in_words"],
        said["rate_per_1000"]["in_words"],
        said["control_chart"]["in_words"],
    ):
        assert words in page
    assert said["rolling_12_months"]["total"] == 492
    assert said["latest"]["receipt"] == measure.observations.first().receipt_id


def test_the_scorecard_is_readable_by_a_person():
    refresh(make_measures(make_partnership(), definition())[0], MONTHS)
    assert "Violent" in run("scorecard").output


def test_no_data_yet_is_null_and_said():
    make_measures(make_partnership())
    said = json.loads(run("scorecard", "--json").output)["measures"][1]
    assert (said["latest"], said["latest_in_words"]) == (None, "No data yet")


def test_public_leaves_out_what_is_not_published():
    incidents = make_measures(make_partnership())[1]
    make_observation(incidents, new_figure())
    assert json.loads(run("scorecard", "--json").output)["measures"][1]["latest"]["value"] == 40
    assert json.loads(run("scorecard", "--json", "--public").output)["measures"][1]["latest"] is None


def test_without_a_partnership_it_fails_with_a_sentence():
    result = run("scorecard")
    assert result.exit_code == 1
    assert "No partnership is loaded yet" in result.output


def test_with_several_partnerships_it_asks_which():
    make_partnership()
    make_partnership("elsewhere", "Elsewhere CSP")
    assert "Say which partnership" in run("scorecard").output
    assert "There is no partnership “nowhere”" in run("scorecard", "--partnership", "nowhere").output


def test_wrong_use_is_exit_status_two():
    assert run("scorecard", "--nonsense").exit_code == 2


def test_refresh_stores_what_the_sources_say_and_again_nothing(monkeypatch):
    make_measures(make_partnership())
    monkeypatch.setattr(sources, "_registered", {"evidence": lambda: SaidFigures(MONTHS)})
    assert "24 new" in run("measures", "refresh").output
    assert "24 as before" in run("measures", "refresh").output
    assert Observation.objects.count() == 24


def test_an_import_brings_the_measures_up_to_date_once(tmp_path, settings, bundled_data):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    source = {"kind": "evidence", "data_set": "police-uk-street", "crime_types": ["Robbery"]}
    make_measures(make_partnership(), definition(source=source, series_from="2024-01"))
    (archive,) = (bundled_data / "police-uk-hertfordshire").glob("*_2024-01_*.zip")
    words = ("import", str(archive), "--data", str(tmp_path))
    assert "4 figures of measures added, 0 restated." in run(*words).stderr
    assert Observation.objects.get(period_first="2024-04-01").receipt.method == "recorded_crime_by_month"
    assert "figures of measures" not in run(*words).stderr


def test_an_import_into_another_folder_leaves_the_measures_alone(tmp_path, bundled_data):
    make_measures(make_partnership(), definition())
    (archive,) = (bundled_data / "police-uk-hertfordshire").glob("*_2024-01_*.zip")
    assert run("import", str(archive), "--data", str(tmp_path)).exit_code == 0
    assert Observation.objects.count() == 0
