"""kill -9 in the middle of an import that was asked for in the browser: done once, told as what it did."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from saferplace.evidence.importing import held_imports
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.store import EvidenceStore
from tests.integration.jobs.conftest import PROJECT, Records

DRIVER = ("-m", "tests.integration.jobs.import_process")


def result(records: Records) -> dict[str, Any]:
    found: Any = records.jobs("result")[-1][0]
    said: dict[str, Any] = found if isinstance(found, dict) else json.loads(found)
    return said


def test_a_killed_import_is_taken_up_again_and_done_once(records: Records) -> None:
    """Killed between its commit and its end: the second attempt finds everything unchanged, and must not say so."""
    died = subprocess.run([sys.executable, *DRIVER, "die"], cwd=PROJECT, env=records.variables, check=False)
    assert died.returncode == -9
    assert records.jobs("state")[-1] == ("running",)
    records.run(*DRIVER, "work")
    assert records.jobs("state, attempts")[-1] == ("done", 2)
    unit = result(records)["data_sets"][0]["units"][0]
    assert (unit["new"], unit["unchanged"]) == (2, 0)
    assert len(held_imports(EvidenceStore(records.folder / "evidence"), DATA_SET)) == 1
    assert records.count("core_auditentry WHERE action = 'file imported'") == 1
    assert list((records.folder / "uploads").glob("*/file/*")) == []
