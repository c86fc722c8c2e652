"""`saferplace plan` says what it does, and its exit status is 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saferplace.cli import main
from saferplace.partnership.models import Partnership
from tests.integration.plan_files import DACORUM, VALE, load_dacorum, load_text

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["plan", *words])


def test_load_says_which_version_the_file_became_and_then_that_nothing_changed() -> None:
    first, second = run("load", str(DACORUM)), run("load", str(DACORUM))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Loaded as version 1 of Dacorum Community Safety Plan 2023 to 2026." in first.output
    assert "Nothing changed: version 1 of Dacorum Community Safety Plan already says the same." in second.output


def test_a_dry_run_says_the_same_and_stores_nothing() -> None:
    told = run("load", str(DACORUM), "--dry-run")
    assert told.exit_code == 0
    assert "Would become version 1" in told.output and "Nothing was stored." in told.output
    assert not Partnership.objects.exists()


def test_a_changed_file_is_told_with_its_differences(tmp_path: Path) -> None:
    load_dacorum()
    changed = tmp_path / "dacorum.yaml"
    changed.write_text(DACORUM.read_text(encoding="utf-8").replace("Focus on Victims", "Focus on people"), "utf-8")
    told = run("load", str(changed), "--dry-run").output
    assert "Would become version 2" in told
    assert "commissioner_priorities[focus-on-victims].text from “Focus on Victims” to “Focus on people”" in told


@pytest.mark.parametrize("verb", ["load", "check"])
def test_a_broken_file_is_refused_with_every_fault_and_its_line(verb: str, tmp_path: Path) -> None:
    broken = tmp_path / "vale.yaml"
    broken.write_text(VALE.read_text(encoding="utf-8").replace("polarity: lower", "polarity: down"), "utf-8")
    told = run(verb, str(broken))
    assert told.exit_code == 1
    assert "1 fault:\n  line 71, measures[violence].polarity: “down” is not allowed." in told.output


def test_a_slug_of_the_product_is_refused_in_a_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "vale.yaml"
    taken.write_text(VALE.read_text(encoding="utf-8").replace("slug: invented-vale\n", "slug: audit\n", 1), "utf-8")
    told = run("load", str(taken))
    assert told.exit_code == 1 and "another slug" in told.output


def test_check_says_that_dacorums_file_is_sound() -> None:
    told = run("check", str(DACORUM))
    assert told.exit_code == 0
    assert "3 priorities, 7 themes, 38 actions, 42 outcomes, 17 measures." in told.output


def test_a_file_that_is_not_there_is_wrong_use() -> None:
    assert run("check", "nowhere.yaml").exit_code == 2


def test_schema_prints_the_published_schema() -> None:
    assert json.loads(run("schema").output)["$id"] == "partnership-1.schema.json"


def test_show_prints_each_promise_and_what_is_not_measured() -> None:
    load_dacorum()
    told = run("show").output
    assert "Priority 2: Protection of Vulnerable People and Communities" in told
    assert "- Implement Domestic Abuse Workplace Champions (not measured yet)" in told
    assert "Across priorities 1, 2, 3: Reduce Harm Caused by Alcohol and Drugs Misuse" in told


def test_show_as_json_holds_the_same_promises() -> None:
    load_dacorum()
    shown = json.loads(run("show", "dacorum", "--json").output)
    themes = [theme for priority in shown["priorities"] for theme in priority["themes"]]
    assert sum(len(theme["actions"]) for theme in themes) == 38
    assert shown["headline_measures"][3]["words"] == "Perception people feeling safe in the Local Authority Area"


def test_show_asks_which_partnership_where_there_are_two() -> None:
    load_dacorum()
    load_text(VALE.read_text(encoding="utf-8"))
    told = run("show")
    assert told.exit_code == 2 and "Name one of: dacorum, invented-vale." in told.output
    assert run("show", "elsewhere").exit_code == 2
    assert "Put marshals at the taxi ranks" in run("show", "invented-vale").output


def test_show_before_anything_is_loaded_says_what_to_do() -> None:
    told = run("show")
    assert told.exit_code == 1 and "saferplace plan load FILE" in told.output
