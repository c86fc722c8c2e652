"""Killed at any moment, an import leaves the old state or the new one, and the next import works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from saferplace.evidence.importing import AnotherImportIsRunning, count_refused
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tallies import FOLDER, SUFFIX, files_covered, name_of
from tests.police_files import asb, bring_in, row, street_file

# Replaces a step of the import by "kill -9 myself", before or after it.
DRIVER = """
import os, signal, sys
from pathlib import Path
from saferplace.evidence.importing import staging
from saferplace.evidence.store import EvidenceStore
from tests.police_files import bring_in

def killed(): os.kill(os.getpid(), signal.SIGKILL)
moment, root, file = sys.argv[1:]
commit, replace = staging.Staging.commit, staging.Staging.replace_unit
def dying_commit(self, said):
    if moment == "before the refused rows" and self.data_set.endswith("refused"): killed()
    if moment == "before the rows" and not self.data_set.endswith("refused"): killed()
    version = commit(self, said)
    if moment == "after the rows" and not self.data_set.endswith("refused"): killed()
    return version
def dying_replace(self, *a, **k):
    path = replace(self, *a, **k)
    if moment == "while writing": killed()
    return path
staging.Staging.commit, staging.Staging.replace_unit = dying_commit, dying_replace
bring_in(EvidenceStore(Path(root)), Path(file), minute=5)
"""


def state(store: EvidenceStore) -> tuple[int | None, list[str], int]:
    return store.version("police-uk-street"), store.files("police-uk-street"), count_refused(store, POLICE_STREET)


@pytest.mark.parametrize(
    ("moment", "is_new"),
    [
        ("while writing", False),
        ("before the refused rows", False),
        ("before the rows", False),
        ("after the rows", True),
    ],
)
def test_a_killed_import_leaves_the_old_state_or_the_new(
    store: EvidenceStore, tmp_path: Path, moment: str, is_new: bool
) -> None:
    bring_in(store, street_file(tmp_path / "a", [row(), row(Crime_type="Old fault")]))
    before = state(store)
    newer = street_file(tmp_path / "b", [row(), asb(), row(Crime_type="Bad"), row(Crime_type="Worse")])
    project = Path(__file__).resolve().parents[3]
    died = subprocess.run([sys.executable, "-c", DRIVER, moment, str(store.root), str(newer)], cwd=project, check=False)
    assert died.returncode == -9
    assert (state(store) != before) == is_new
    bring_in(store, newer, minute=9)
    version, files, refused = state(store)
    assert (version, len(files), refused) == (2, 1, 2)
    folder = store.folder("police-uk-street")
    committed = set(files) | set(store.files("police-uk-street", 1))
    assert {str(file) for file in folder.rglob("*.parquet")} == committed
    tallies = (folder / FOLDER).glob(f"*{SUFFIX}")
    assert set().union(*(files_covered(str(tally)) for tally in tallies)) == {name_of(file) for file in committed}


def test_a_second_import_at_the_same_time_is_told_to_wait(store: EvidenceStore, tmp_path: Path) -> None:
    with import_lock(store.root), pytest.raises(AnotherImportIsRunning, match="Another import is running"):
        bring_in(store, street_file(tmp_path, [row()]))


def test_the_lock_of_a_dead_import_holds_nobody_up(store: EvidenceStore, tmp_path: Path) -> None:
    store.root.mkdir(parents=True)
    (store.root / "import.lock").write_text("99999999")
    assert bring_in(store, street_file(tmp_path, [row()])).version == 1
