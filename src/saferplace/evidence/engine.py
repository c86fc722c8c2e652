"""What runs a question: an engine opens files as one table and runs one Ibis expression over it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from typing import Any, Protocol

import ibis


class Engine(Protocol):
    """Any Ibis backend that can read a list of Parquet files."""

    def __hash__(self) -> int: ...

    def table(self, files: Sequence[str]) -> Any:
        """These Parquet files (at least one) as an Ibis table, folders named ``column=value`` read as columns."""

    def run(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of one expression, run as one statement."""


class DuckDBEngine:
    """DuckDB in this process. Each thread has its own connection, since a connection serves one thread at a time."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def _connection(self) -> Any:
        if not hasattr(self._of_thread, "connection"):
            connection = ibis.duckdb.connect()
            # Evidence files are never rewritten, so what was learnt of one stays true.
            connection.raw_sql("SET parquet_metadata_cache = true")
            self._of_thread.connection = connection
            self._of_thread.known = set()
        return self._of_thread.connection

    def table(self, files: Sequence[str]) -> Any:
        connection = self._connection()
        name = "files_" + hashlib.sha256("\n".join(files).encode()).hexdigest()[:24]
        if name not in self._of_thread.known:
            connection.read_parquet(list(files), table_name=name, hive_partitioning=True, hive_types_autocast=False)
            self._of_thread.known.add(name)
        return connection.table(name)

    def run(self, expression: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._connection().to_pyarrow(expression).to_pylist()
        return rows


DUCKDB = DuckDBEngine()
