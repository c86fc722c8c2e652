"""Files and rows that cannot even be checked."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableFile(Exception):
    """The file as a whole cannot be taken; the message is the sentence to show."""


@dataclass(frozen=True)
class BrokenRow:
    """A row that no check can be asked about: its cells could not be told apart, or it is not the file's to say.

    cells: as they stood, in the order of the source's columns as far as that can be told.
    column, value: where the reason lies, when it lies in one cell.
    """

    line: int
    cells: tuple[str, ...]
    reason: str
    column: str = "whole row"
    value: str = ""
