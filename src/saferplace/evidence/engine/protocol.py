"""What every engine can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Engine(Protocol):
    """Any Ibis backend that can read a list of Parquet files."""

    def __hash__(self) -> int: ...

    def table(self, files: Sequence[str]) -> Any:
        """These Parquet files (at least one) as an Ibis table, folders named ``column=value`` read as columns."""

    def run(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of one expression, run as one statement."""
