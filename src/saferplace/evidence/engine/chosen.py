"""The engine that this installation uses, by the environment variable SAFERPLACE_ENGINE."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from saferplace.evidence.engine.in_process import DUCKDB
from saferplace.evidence.engine.protocol import Engine
from saferplace.evidence.engine.spark import SparkEngine

VARIABLE = "SAFERPLACE_ENGINE"
_SPARK_MASTER = re.compile(r"spark://\S+|local(\[(\d+|\*)\])?|yarn|k8s://\S+")


class UnknownEngine(ValueError):
    """The variable names nothing that can run a question. The message says what it may be."""


def engine_from(environment: Mapping[str, str]) -> Engine:
    """DuckDB, or Spark when the variable names a Spark master. Raises UnknownEngine for anything else.

    >>> engine_from({}) is DUCKDB
    True
    >>> engine_from({"SAFERPLACE_ENGINE": "spark://10.0.0.5:7077"}).master
    'spark://10.0.0.5:7077'
    """
    named = environment.get(VARIABLE, "").strip()
    if named.lower() in ("", "duckdb"):
        return DUCKDB
    if not _SPARK_MASTER.fullmatch(named):
        raise UnknownEngine(
            f"{VARIABLE} is “{named}”. It should be “duckdb”, or a Spark master such as spark://host:7077 or local[2]."
        )
    return SparkEngine(named)


class _ChosenEngine:
    """Every question's default. The environment is read with the first question, and not again."""

    def __init__(self) -> None:
        self._choosing = threading.Lock()
        self._engine: Engine | None = None

    def _chosen(self) -> Engine:
        with self._choosing:
            if self._engine is None:
                self._engine = engine_from(os.environ)
            return self._engine

    def table(self, files: Sequence[str]) -> Any:
        return self._chosen().table(files)

    def run(self, expression: Any) -> list[dict[str, Any]]:
        return self._chosen().run(expression)


CHOSEN = _ChosenEngine()
