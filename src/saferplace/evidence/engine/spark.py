"""Apache Spark: the engine for tables that one machine can no longer read."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from saferplace.evidence.engine.in_process import table_name

# What answers depend on, whatever the cluster's own defaults are.
_FOR_EQUAL_ANSWERS = {
    "spark.sql.session.timeZone": "UTC",
    # "2021" stays text, as in the table's schema and in DuckDB.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    # A sum that overflows is an error, not a wrong number.
    "spark.sql.ansi.enabled": "true",
}
_FOR_SPEED = {"spark.sql.execution.arrow.pyspark.enabled": "true"}
_ONE_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
_QUIET = {"spark.ui.showConsoleProgress": "false"}


class NoSpark(RuntimeError):
    """Spark was chosen and cannot be started. The message says what to install or to correct."""


class SparkEngine:
    """Runs expressions on the Spark master ``master`` (``spark://host:7077``, ``local[2]``, …).

    settings: more of Spark's own, by their names; those of a cluster usually stand in its spark-defaults.conf.
    The session begins with the first question, and all threads share it. Workers have to see the table's files under
    the same paths as this process does. Raises NoSpark, with the first question, when Spark cannot start.
    """

    def __init__(self, master: str, settings: Mapping[str, str] | None = None) -> None:
        self.master = master
        self._settings = dict(settings or {})
        self._starting = threading.Lock()
        self._connection: Any = None
        self._known: set[str] = set()

    def table(self, files: Sequence[str]) -> Any:
        name = table_name(files)
        connection = self._connected()
        if name not in self._known:
            _opened(self._session, files).createOrReplaceTempView(name)
            self._known.add(name)
        return connection.table(name)

    def run(self, expression: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._connected().to_pyarrow(expression).to_pylist()
        return rows

    def stop(self) -> None:
        """End the session; the next question begins another."""
        with self._starting:
            if self._connection is not None:
                self._session.stop()
            self._connection = None
            self._known.clear()

    def _connected(self) -> Any:
        with self._starting:
            if self._connection is None:
                self._session = self._start()
                self._connection = ibis.pyspark.connect(self._session)
            return self._connection

    def _start(self) -> Any:
        # PySpark warns that it does not know pandas 3, and Ibis of PySpark's old names; neither touches an answer.
        warnings.filterwarnings("ignore", module=r"(pyspark|ibis)\.")
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError as missing:
            raise NoSpark("PySpark is not installed. Install it with: pip install 'saferplace[spark]'") from missing
        builder = SparkSession.builder.master(self.master).appName("Saferplace")
        on_one_machine = _ONE_MACHINE if self.master.startswith("local") else {}
        for name, value in {**_FOR_SPEED, **_QUIET, **on_one_machine, **self._settings, **_FOR_EQUAL_ANSWERS}.items():
            builder = builder.config(name, value)
        try:
            session = builder.getOrCreate()
        except (PySparkException, OSError) as failed:
            raise NoSpark(
                f"Spark could not be started with the master “{self.master}”. It needs Java 17 or later "
                "(sudo apt install openjdk-17-jre-headless) and, for a cluster, a master that answers at that address."
            ) from failed
        session.sparkContext.setLogLevel("ERROR")
        return session


def _opened(session: Any, files: Sequence[str]) -> Any:
    """The files as a data frame. Spark looks for partition columns below ``basePath`` only."""
    reader = session.read
    base = re.match(r"(.*?)/[^/=]+=[^/]*/", files[0])
    if base:
        reader = reader.option("basePath", _as_spark_writes(base[1], is_pattern=False))
    return reader.parquet(*(_as_spark_writes(file, is_pattern=True) for file in files))


def _as_spark_writes(path: str, *, is_pattern: bool) -> str:
    """A local path said to be local, since a cluster may have another default; its wildcards taken as letters."""
    safe = re.sub(r"([\[\]{}*?\\])", r"\\\1", path) if is_pattern else path
    return safe if "://" in path else f"file:{safe}"
