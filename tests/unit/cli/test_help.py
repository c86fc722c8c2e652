"""Every verb answers --help, and the list of verbs is the files that there are."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from saferplace.cli import main
from saferplace.cli.main import _VERBS


@pytest.mark.parametrize("verb", _VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    answer = CliRunner().invoke(main, [verb, "--help"])
    assert answer.exit_code == 0
    assert "Usage:" in answer.output


def test_the_root_help_names_every_verb() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert all(f"\n  {verb} " in said for verb in _VERBS)


def test_a_verb_that_does_not_exist_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["destroy"]).exit_code == 2
