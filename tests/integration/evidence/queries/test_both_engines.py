"""Every question of the catalogue, put to DuckDB and to Spark: the same answer, to the last digit."""

from __future__ import annotations

import inspect
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from saferplace.analysis.months import Month, Period
from saferplace.evidence import queries
from saferplace.evidence.engine import CHOSEN, DUCKDB, NoSpark, SparkEngine, UnknownEngine, engine_from
from saferplace.evidence.store import EvidenceStore
from tests.integration.evidence.queries.catalogue import QUESTIONS, arguments, assert_same_answer, with_every_data_set

pytestmark = pytest.mark.xdist_group("spark")  # one session, in one worker


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java: sudo apt install openjdk-17-jre-headless")
    engine = SparkEngine("local[2]", {"spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"})
    yield engine
    engine.stop()


@pytest.fixture(scope="module")
def everything(bundled_evidence: EvidenceStore, tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    return with_every_data_set(bundled_evidence, tmp_path_factory.mktemp("everything"))


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_both_engines_give_the_same_answer(name: str, everything: EvidenceStore, spark: SparkEngine) -> None:
    asked = arguments(name)
    by_duckdb = QUESTIONS[name](everything, **asked, engine=DUCKDB)
    by_spark = QUESTIONS[name](everything, **asked, engine=spark)
    assert_same_answer(by_spark, by_duckdb)
    assert repr(by_spark) == repr(by_duckdb)  # 1 == 1.0 == True, but they are not the same answer


def test_spark_also_answers_for_months_that_nobody_holds(bundled_evidence: EvidenceStore, spark: SparkEngine) -> None:
    asked = {**arguments("recorded_crime_by_month"), "period": Period(Month(2030, 1), Month(2030, 2))}
    by_duckdb, by_spark = (
        queries.recorded_crime_by_month(bundled_evidence, **asked, engine=engine) for engine in (DUCKDB, spark)
    )
    assert by_spark == by_duckdb


def test_spark_also_turns_the_page(bundled_evidence: EvidenceStore, spark: SparkEngine) -> None:
    asked = {**arguments("recorded_crime_rows"), "page": 3, "page_size": 7}
    by_duckdb, by_spark = (
        queries.recorded_crime_rows(bundled_evidence, **asked, engine=engine) for engine in (DUCKDB, spark)
    )
    assert by_spark == by_duckdb


def test_spark_reads_a_folder_whose_name_has_wildcards_and_spaces(
    tmp_path: Path, bundled_evidence: EvidenceStore, spark: SparkEngine
) -> None:
    moved = EvidenceStore(tmp_path / "a folder [of 2026]*")
    shutil.copytree(bundled_evidence.root, moved.root)
    asked = arguments("recorded_crime_by_month")
    assert queries.recorded_crime_by_month(moved, **asked, engine=spark) == queries.recorded_crime_by_month(
        bundled_evidence, **asked
    )


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_is_put_to_the_chosen_engine_unless_told_otherwise(name: str) -> None:
    assert inspect.signature(QUESTIONS[name]).parameters["engine"].default is CHOSEN


def test_the_environment_chooses_the_engine() -> None:
    assert engine_from({}) is DUCKDB
    assert engine_from({"SAFERPLACE_ENGINE": "DuckDB"}) is DUCKDB
    chosen = engine_from({"SAFERPLACE_ENGINE": "local[2]"})
    assert isinstance(chosen, SparkEngine)
    assert chosen.master == "local[2]"


def test_an_engine_that_does_not_exist_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownEngine, match=r"SAFERPLACE_ENGINE is “postgres”\. It should be “duckdb”, or a Spark"):
        engine_from({"SAFERPLACE_ENGINE": "postgres"})


def test_without_java_the_message_says_what_to_install(
    bundled_evidence: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    def fails(_: object) -> None:
        raise PySparkRuntimeError(errorClass="JAVA_GATEWAY_EXITED", messageParameters={})

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", fails)
    with pytest.raises(NoSpark, match="needs Java 17"):
        SparkEngine("local[1]").table(bundled_evidence.files("police-uk-street"))
