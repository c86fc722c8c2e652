"""What is wrong with a file, said so that the person who wrote it can put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """line: counted from 1.
    where: the key path, for example ``plan.priorities[hate-crime].name``; blank for the whole file.
    """

    line: int
    where: str
    sentence: str

    def __str__(self) -> str:
        place = f"line {self.line}, {self.where}" if self.where else f"line {self.line}"
        return f"{place}: {self.sentence}"


class BrokenFile(ValueError):
    """The file cannot be used. ``faults`` has at least one entry, in order of line."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(f"{name}, {fault}" for fault in self.faults))
