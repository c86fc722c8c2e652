"""DuckDB in this process: the engine unless another is chosen."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from typing import Any

import ibis


class DuckDBEngine:
    """Each thread has its own connection, since a connection serves one thread at a time."""

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
        name = table_name(files)
        if name not in self._of_thread.known:
            connection.read_parquet(list(files), table_name=name, hive_partitioning=True, hive_types_autocast=False)
            self._of_thread.known.add(name)
        return connection.table(name)

    def run(self, expression: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._connection().to_pyarrow(expression).to_pylist()
        return rows


def table_name(files: Sequence[str]) -> str:
    """A name for these files, in this order, and no others."""
    return "files_" + hashlib.sha256("\n".join(files).encode()).hexdigest()[:24]


DUCKDB = DuckDBEngine()
