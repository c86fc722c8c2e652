"""RET-01 and RET-02: what retention removes is gone, every word of it, and a certificate says so."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.as_of import ReleasedBy
from saferplace.evidence.count import answer_count
from saferplace.evidence.importing import count_refused, held_imports
from saferplace.evidence.importing.lock import AnotherImportIsRunning, import_lock
from saferplace.evidence.police_street import DATA_SET, POLICE_STREET
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.retention.carry_out import NotCarriedOut, carry_out
from saferplace.evidence.retention.certificates import Certificate, VersionRemoved, certificates
from saferplace.evidence.retention.plan import RetentionPlan, plan_retention
from saferplace.evidence.retention.rules import Hold, Rule, RuleKind
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tallies import FOLDER, OF_FILE, SUFFIX, files_covered, name_of
from tests.police_files import bring_in, row, street_file

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
OLD = "2014-01-hertfordshire-street.csv"
OLD_UNIT, UNIT = "hertfordshire~2014-01", "hertfordshire~2021-03"
NEWEST_TWO = Rule(RuleKind.NEWEST_VERSIONS, 2)
TEN_YEARS = Rule(RuleKind.ROWS_OF_YEARS, 10)


def old(**changes: str) -> dict[str, str]:
    return row(Month="2014-01", **changes)


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """Four versions. Each word below stands in the rows, refused rows or names of exactly one import or unit.

    1: March 2021 with WORDONE, a refused row with REFUSEDONE, and January 2014 with OLDWORD and REFUSEDOLD, from the
    files of a folder. 2, 3, 4: March 2021 with WORDTWO, WORDTHREE, WORDFOUR.
    """
    made = EvidenceStore(tmp_path / "data" / "evidence")
    first = [row(Location="WORDONE Street"), row(Crime_type="REFUSEDONE")]
    january = street_file(tmp_path / "1", [old(Location="OLDWORD Street"), old(Crime_type="REFUSEDOLD")], OLD)
    bring_in(made, street_file(tmp_path / "1", first), january, published="2021-06", minute=1)
    for number, word in enumerate(("WORDTWO", "WORDTHREE", "WORDFOUR"), start=2):
        file = street_file(tmp_path / str(number), [row(Location=f"{word} Street")])
        bring_in(made, file, published=f"2022-0{number}", minute=number)
    return made


def words_in(store: EvidenceStore) -> set[str]:
    """The words of the fixture that stand anywhere under the store: in a cell, or as bytes in any file."""
    words = {"WORDONE", "WORDTWO", "WORDTHREE", "WORDFOUR", "OLDWORD", "REFUSEDONE", "REFUSEDOLD"}
    said = b""
    for file in store.root.rglob("*"):
        if file.is_file():
            said += file.name.encode() + file.read_bytes()
            if file.suffix in (".parquet", SUFFIX):
                said += str(pq.read_table(file, partitioning=None).to_pylist()).encode()
    return {word for word in words if word.encode() in said}


def plan(store: EvidenceStore, rule: Rule, *holds: Hold) -> RetentionPlan:
    return plan_retention(store, POLICE_STREET, rule, day=TODAY, holds=holds)


def remove(store: EvidenceStore, planned: RetentionPlan, run: str = "R-1", *holds: Hold) -> Certificate:
    return carry_out(
        store,
        POLICE_STREET,
        planned.rule,
        day=planned.day,
        approved_plan=planned.digest,
        run=run,
        reason="the retention schedule",
        proposed_by="Morgan Manager",
        approved_by="Other Manager",
        holds=holds,
        at=NOW,
    )


def rows_of_march(store: EvidenceStore, version: int | ReleasedBy | None = None) -> int:
    march = Period(Month(2021, 3), Month(2021, 3))
    answer = answer_count(store, area=find_area("Dacorum"), crime_types=None, period=march, version=version, at=NOW)
    return answer.by_month.seen_in_doubt[Month(2021, 3)]


def test_before_retention_every_word_is_found_so_the_search_for_them_works(store: EvidenceStore) -> None:
    assert len(words_in(store)) == 7


def test_ret_01_a_plan_says_exactly_what_would_go_and_touches_nothing(store: EvidenceStore) -> None:
    before = sorted((str(file), file.read_bytes()) for file in store.root.rglob("*") if file.is_file())
    planned = plan(store, NEWEST_TWO)
    assert planned.versions == (1, 2)
    removed = {(file.table, file.unit, file.rows) for file in planned.files}
    assert removed == {(DATA_SET, UNIT, 1), (f"{DATA_SET}-refused", UNIT, 1)}
    assert [file.versions for file in planned.files if file.table == DATA_SET] == [(1,), (2,)]
    assert planned.bytes == sum((store.folder(f.table) / f.path).stat().st_size for f in planned.files)
    assert [kept.what for kept in planned.kept] == ["Version 3", "Version 4"]
    assert sorted((str(file), file.read_bytes()) for file in store.root.rglob("*") if file.is_file()) == before


def test_ret_02_no_byte_of_a_removed_row_is_left(store: EvidenceStore) -> None:
    remove(store, plan(store, NEWEST_TWO))
    assert words_in(store) == {"WORDTHREE", "WORDFOUR", "OLDWORD", "REFUSEDOLD"}


def test_ret_02_rows_of_an_old_period_go_from_every_version(store: EvidenceStore) -> None:
    planned = plan(store, TEN_YEARS)
    assert planned.units == {OLD_UNIT: 1}
    remove(store, planned)
    assert words_in(store) == {"WORDONE", "WORDTWO", "WORDTHREE", "WORDFOUR", "REFUSEDONE"}
    assert store.units(DATA_SET) == [UNIT]
    assert count_refused(store, POLICE_STREET) == 0  # that of March was settled by the release that had it right


def tallied(store: EvidenceStore) -> set[str]:
    """The files of rows that any file of tallies says it counts, or has a row of."""
    found: set[str] = set()
    for file in (store.folder(DATA_SET) / FOLDER).iterdir():
        found |= files_covered(str(file)) | set(pq.read_table(file, partitioning=None)[OF_FILE].to_pylist())
    return found


def test_ret_02_counts_that_were_kept_of_removed_rows_go_with_them(store: EvidenceStore) -> None:
    before = tallied(store)
    planned = plan(store, TEN_YEARS)
    remove(store, planned)
    removed = {name_of(file.path) for file in planned.files if file.table == DATA_SET}
    assert len(removed & before) == 1
    assert tallied(store) == before - removed  # March of the same import, counted in the same file, is still counted
    assert rows_of_march(store, 1) == 1


def test_no_column_value_gets_into_the_log_of_a_table(store: EvidenceStore) -> None:
    """Delta may keep the least and greatest value of each column beside a file: those would outlive the rows."""
    entries = [line for file in store.root.rglob("_delta_log/*.json") for line in file.read_text().splitlines()]
    stats = [json.loads(json.loads(line)["add"]["stats"]) for line in entries if "add" in json.loads(line)]
    assert stats
    assert {name for said in stats for name in said} == {"numRecords"}


def test_a_removed_version_answers_with_a_sentence(store: EvidenceStore) -> None:
    remove(store, plan(store, NEWEST_TWO))
    said = (
        "Version 1 of police-uk-street was removed on 25 November 2026 under the rule “keep the newest 2 versions”, "
        "certificate R-1."
    )
    with pytest.raises(VersionRemoved) as told:
        rows_of_march(store, 1)
    assert str(told.value) == said
    assert rows_of_march(store) == rows_of_march(store, 3) == 1


def test_what_was_released_by_a_day_and_then_removed_says_so_instead_of_counting_less(store: EvidenceStore) -> None:
    remove(store, plan(store, NEWEST_TWO))
    with pytest.raises(VersionRemoved, match="was removed"):
        rows_of_march(store, ReleasedBy("2021-07"))
    assert rows_of_march(store, ReleasedBy("2022-03")) == 1


def test_a_version_answers_for_the_units_that_retention_left_it(store: EvidenceStore) -> None:
    remove(store, plan(store, TEN_YEARS))
    assert rows_of_march(store, 1) == 1
    january = [Month(2014, 1)]
    with pytest.raises(VersionRemoved, match="hertfordshire~2014-01 in version 1 of police-uk-street was removed"):
        open_street(store, 1).files(january, None)


def test_the_certificate_names_what_went_who_decided_and_the_digest_of_each_file(store: EvidenceStore) -> None:
    planned = plan(store, NEWEST_TWO)
    done = remove(store, planned)
    (kept,) = certificates(store.root)
    assert kept == done
    assert (done.versions, done.rows, done.bytes) == ((1, 2), planned.rows, planned.bytes)
    assert (done.proposed_by, done.approved_by, done.carried_out_at) == ("Morgan Manager", "Other Manager", NOW)
    assert all(len(file.sha256) == 64 for file in done.files)
    assert Certificate.from_json(json.loads(json.dumps(done.as_json()))).digest == done.digest


def test_the_log_still_says_who_loaded_what_when_and_with_which_digest(store: EvidenceStore) -> None:
    before = held_imports(store, DATA_SET)[-1]
    remove(store, plan(store, NEWEST_TWO))
    after = held_imports(store, DATA_SET)[-1]
    assert (after.loaded_by, after.committed_at, after.version) == (before.loaded_by, before.committed_at, 1)
    assert [file["sha256"] for file in after.files] == [file["sha256"] for file in before.files]
    # January's file is still read from; March's of that import is gone.
    assert {file["unit"]: file["name"] for file in after.files} == {OLD_UNIT: OLD, UNIT: "(removed)"}


def test_imports_go_on_after_a_removal(store: EvidenceStore, tmp_path: Path) -> None:
    remove(store, plan(store, TEN_YEARS))
    remove(store, plan(store, NEWEST_TWO), "R-2")
    brought = bring_in(store, street_file(tmp_path / "9", [row(), row(Crime_type="Bad")]), minute=9)
    assert brought.version == 6
    assert count_refused(store, POLICE_STREET) == 1
    assert rows_of_march(store) == 1


def test_a_second_run_removes_what_the_first_one_left_because_it_was_shared(store: EvidenceStore) -> None:
    remove(store, plan(store, NEWEST_TWO))
    remove(store, plan(store, TEN_YEARS), "R-2")
    assert words_in(store) == {"WORDTHREE", "WORDFOUR"}
    assert plan(store, NEWEST_TWO).removes_nothing  # what the removal made is no import
    remove(store, plan(store, Rule(RuleKind.NEWEST_VERSIONS, 1)), "R-3")
    assert words_in(store) == {"WORDFOUR"}


def test_ret_01_a_hold_on_everything_keeps_everything(store: EvidenceStore) -> None:
    planned = plan(store, TEN_YEARS, Hold("HOLD-1", DATA_SET))
    assert planned.removes_nothing
    assert planned.kept[0].why == "legal hold HOLD-1"


def test_ret_01_a_hold_on_a_unit_keeps_it_and_the_versions_that_alone_hold_it(store: EvidenceStore) -> None:
    assert plan(store, TEN_YEARS, Hold("HOLD-1", DATA_SET, OLD_UNIT)).removes_nothing
    assert not plan(store, TEN_YEARS, Hold("HOLD-1", DATA_SET, UNIT)).removes_nothing
    assert plan(store, NEWEST_TWO, Hold("HOLD-1", DATA_SET, UNIT)).versions == ()
    assert plan(store, NEWEST_TWO, Hold("HOLD-1", DATA_SET, OLD_UNIT)).versions == (1, 2)
    assert plan(store, NEWEST_TWO, Hold("HOLD-1", "another")).versions == (1, 2)


def test_ret_01_one_person_cannot_propose_and_approve(store: EvidenceStore) -> None:
    with pytest.raises(NotCarriedOut, match="a second person must"):
        carry_out(
            store,
            POLICE_STREET,
            NEWEST_TWO,
            day=TODAY,
            approved_plan=plan(store, NEWEST_TWO).digest,
            run="R-1",
            reason="",
            proposed_by="Morgan Manager",
            approved_by="Morgan Manager",
            at=NOW,
        )
    assert len(words_in(store)) == 7


def test_an_import_or_a_hold_after_the_proposal_stops_it(store: EvidenceStore, tmp_path: Path) -> None:
    planned = plan(store, NEWEST_TWO)
    with pytest.raises(NotCarriedOut, match="has changed what would be removed"):
        remove(store, planned, "R-1", Hold("HOLD-1", DATA_SET))
    bring_in(store, street_file(tmp_path / "9", [row(Location="Later")]), minute=9)
    with pytest.raises(NotCarriedOut, match="has changed what would be removed"):
        remove(store, planned)
    assert len(words_in(store)) == 7
    assert certificates(store.root) == ()


def test_nothing_is_removed_while_an_import_runs(store: EvidenceStore) -> None:
    with import_lock(store.root), pytest.raises(AnotherImportIsRunning):
        remove(store, plan(store, NEWEST_TWO))


def test_versions_are_kept_for_months_after_they_were_replaced(store: EvidenceStore) -> None:
    half_a_year = Rule(RuleKind.VERSIONS_OF_MONTHS, 6)
    replaced = held_imports(store, DATA_SET)[0].committed_at.date()  # all were replaced today
    assert plan_retention(store, POLICE_STREET, half_a_year, day=replaced).removes_nothing
    later = plan_retention(store, POLICE_STREET, half_a_year, day=replaced + dt.timedelta(days=200))
    assert later.versions == (1, 2, 3)
    assert [kept.what for kept in later.kept] == ["Version 4"]


MOMENTS = (
    "after it is begun",
    "after the refused rows",
    "after the commit",
    "after the first file",
    "before the log",
    "before it is completed",
)


class Killed(BaseException):
    """Nothing catches it, so it leaves the disk as a killed process would."""


def die(moment: str, monkeypatch: Any, killed: Callable[[], None]) -> None:
    """Let the next removal be killed at that moment."""
    from saferplace.evidence.importing.staging import Staging
    from saferplace.evidence.retention import carry_out as steps

    commit, words, unlink, write = Staging.commit, steps.take_words_out, Path.unlink, steps.write

    def dying_commit(self: Staging, said: dict[str, str]) -> int:
        version = commit(self, said)
        is_of_refused = self.data_set.endswith("refused")
        if moment == ("after the refused rows" if is_of_refused else "after the commit"):
            killed()
        return version

    def dying_unlink(self: Path, missing_ok: bool = False) -> None:
        unlink(self, missing_ok)
        if moment == "after the first file" and self.suffix == ".parquet":
            killed()

    def dying_words(*said: Any) -> int:
        if moment == "before the log":
            killed()
        return words(*said)

    def dying_write(root: Path, certificate: Certificate) -> None:
        is_done = certificate.carried_out_at is not None
        if moment == "before it is completed" and is_done:
            killed()
        write(root, certificate)
        if moment == "after it is begun" and not is_done:
            killed()

    monkeypatch.setattr(Staging, "commit", dying_commit)
    monkeypatch.setattr(Path, "unlink", dying_unlink)
    monkeypatch.setattr(steps, "take_words_out", dying_words)
    monkeypatch.setattr(steps, "write", dying_write)


def killed_at(store: EvidenceStore, moment: str) -> None:
    def killed() -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        die(moment, patch, killed)
        remove(store, plan(store, TEN_YEARS))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_removal_says_that_it_is_gone_and_the_next_import_finishes_it(
    store: EvidenceStore, tmp_path: Path, moment: str
) -> None:
    killed_at(store, moment)
    (begun,) = certificates(store.root)
    assert begun.carried_out_at is None
    assert rows_of_march(store) == 1
    with pytest.raises(VersionRemoved):
        store.files(DATA_SET, 1, [OLD_UNIT])
    bring_in(store, street_file(tmp_path / "9", [row(Location="WORDFOUR Street")]), minute=9)
    (done,) = certificates(store.root)
    assert done.carried_out_at is not None
    assert words_in(store) == {"WORDONE", "WORDTWO", "WORDTHREE", "WORDFOUR", "REFUSEDONE"}
    assert store.units(DATA_SET) == [UNIT]


def test_a_killed_removal_is_finished_by_carrying_it_out_again(store: EvidenceStore) -> None:
    planned = plan(store, TEN_YEARS)
    killed_at(store, "after the first file")
    assert remove(store, planned).carried_out_at == NOW
    assert "OLDWORD" not in words_in(store)


DRIVER = """
import os, signal, sys
from pathlib import Path
import pytest
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tallies import FOLDER, OF_FILE, SUFFIX, files_covered, name_of
from tests.integration.history import test_retention as t

store = EvidenceStore(Path(sys.argv[1]))
t.die("after the first file", pytest.MonkeyPatch(), lambda: os.kill(os.getpid(), signal.SIGKILL))
t.remove(store, t.plan(store, t.TEN_YEARS))
"""


def test_kill_9_is_no_worse(store: EvidenceStore) -> None:
    planned = plan(store, TEN_YEARS)
    project = Path(__file__).resolve().parents[3]
    died = subprocess.run([sys.executable, "-c", DRIVER, str(store.root)], cwd=project, check=False)
    assert died.returncode == -9
    remove(store, planned)
    assert "OLDWORD" not in words_in(store)
