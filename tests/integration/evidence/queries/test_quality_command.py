"""`saferplace quality` says the same as the pages."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from saferplace.cli import main
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from tests.partner_records import COUNCIL, record, send


def asked(folder: Path, *words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["quality", "--data", str(folder), "--partnership", "dacorum", *words])
    return answer.exit_code, answer.output


def fill(folder: Path) -> None:
    store = EvidenceStore(folder / "evidence").of_partnership("dacorum")
    numbers = {"2026-01": 90, "2026-02": 95, "2026-03": 88, "2026-05": 3, "2026-06": 91}
    units = {(COUNCIL, month): [record(month, number=number)] for month, number in numbers.items()}
    send(store, COUNCIL_FLY_TIPPING, units)


def test_it_says_what_is_held_what_lacks_and_what_leaps(tmp_path: Path) -> None:
    fill(tmp_path)
    status, said = asked(tmp_path)
    assert status == 0
    assert "dacorum-borough-council: 5 periods, 2026-01 to 2026-06, 5 rows" in said
    assert "no data between: April 2026" in said
    assert "drop in 2026-05: 3 where 90 are usual" in said


def test_a_program_gets_the_same_facts(tmp_path: Path) -> None:
    fill(tmp_path)
    _, said = asked(tmp_path, "--data-set", "council-fly-tipping", "--json")
    (provider,) = json.loads(said)["data_sets"][0]["providers"]
    assert (provider["location_rate"], provider["missing"]) == (1.0, ["2026-04"])
    assert provider["odd_months"] == {"2026-05": {"leap": "drop", "count": 3, "usual": 90.5}}


def test_nothing_held_is_said_and_an_unknown_data_set_is_wrong_use(tmp_path: Path) -> None:
    assert asked(tmp_path) == (1, "Error: Nothing of that is held here.\n")
    status, said = asked(tmp_path, "--data-set", "no-such-set")
    assert status == 2
    assert "There is no data set “no-such-set”" in said
