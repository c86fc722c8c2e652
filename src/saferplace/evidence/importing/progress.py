"""How far a long piece of work has come. Who shows it, and how, is for the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """done of total files; what: the file under way."""

    done: int
    total: int
    what: str


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """For callers that show nothing."""
