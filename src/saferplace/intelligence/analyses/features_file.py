"""A file of features (stations, licensed premises, schools): read whole, or refused with every fault and its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from saferplace.intelligence.analyses.ground import Metres, in_metres

_MOST = 5_000  # they are kept in the receipt, so that it can be computed again
_MOST_FAULTS = 20
_GRID, _DEGREES = ("easting", "northing"), ("longitude", "latitude")
# Great Britain with a margin: a pair the wrong way round, or zero, falls outside.
_WITHIN = {
    "easting": (0.0, 700_000.0),
    "northing": (0.0, 1_300_000.0),
    "longitude": (-9.0, 2.5),
    "latitude": (49.0, 61.5),
}


@dataclass(frozen=True)
class Fault:
    """row: as a spreadsheet numbers it, the header being 1. column: blank where it is of the whole row."""

    file: str
    row: int
    column: str
    reason: str

    def in_words(self) -> str:
        """
        >>> Fault("pubs.csv", 3, "easting", "“abc” is not a number").in_words()
        'pubs.csv, row 3, column easting: “abc” is not a number.'
        """
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.reason}."


class RefusedFeatures(ValueError):
    """The file cannot be read as features. faults: all of them, or the first twenty."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        said = [fault.in_words() for fault in faults[:_MOST_FAULTS]]
        more = len(faults) - len(said)
        super().__init__("\n".join([*said, *([f"And {more:,} more."] if more else [])]))


@dataclass(frozen=True, eq=False)
class Placed:
    """All features of one kind, in metres, rounded to whole ones."""

    east: Metres
    north: Metres


def read_features(content: bytes, file: str) -> Mapping[str, Placed]:
    """Each kind, in the order of its name, to its places.

    content: CSV in UTF-8 with a header; columns ``name`` and ``kind``, and ``easting`` and ``northing`` (British
    National Grid) or ``longitude`` and ``latitude``, in any order and case; others are left alone.
    Raises RefusedFeatures.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFeatures([Fault(file, 1, "", "the file is not text in UTF-8; save it as “CSV UTF-8”")]) from None
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip().lower() for cell in next(rows, [])]
    pair = _pair(header, file)
    at = {column: header.index(column) for column in ("name", "kind", *pair)}
    found: dict[str, list[tuple[float, float]]] = {}
    faults: list[Fault] = []
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        read = _row(file, number, cells, at, pair)
        if isinstance(read, list):
            faults += read
        else:
            found.setdefault(read[0], []).append(read[1:])
    if not faults and not found:
        faults = [Fault(file, 2, "", "there is no feature under the header")]
    if not faults and sum(map(len, found.values())) > _MOST:
        faults = [Fault(file, _MOST + 2, "", f"there are more than {_MOST:,} features; choose fewer kinds or a part")]
    if faults:
        raise RefusedFeatures(faults)
    return {kind: _in_metres(found[kind], pair) for kind in sorted(found)}


def _pair(header: list[str], file: str) -> tuple[str, str]:
    missing = [column for column in ("name", "kind") if column not in header]
    pair = next((pair for pair in (_GRID, _DEGREES) if set(pair) <= set(header)), None)
    faults = [Fault(file, 1, column, "the column is not there") for column in missing]
    if pair is None:
        wanted = "easting and northing, or longitude and latitude"
        faults.append(Fault(file, 1, "", f"there is no pair of columns {wanted}"))
    if faults or pair is None:
        raise RefusedFeatures(faults)
    return pair


def _row(
    file: str, number: int, cells: list[str], at: Mapping[str, int], pair: tuple[str, str]
) -> tuple[str, float, float] | list[Fault]:
    said = {column: cells[place].strip() if place < len(cells) else "" for column, place in at.items()}
    faults = [] if said["kind"] else [Fault(file, number, "kind", "it is blank")]
    where = []
    for column in pair:
        value, reason = _number(said[column], *_WITHIN[column])
        where.append(value)
        if reason:
            faults.append(Fault(file, number, column, reason))
    return faults or (said["kind"].lower(), where[0], where[1])


def _number(written: str, lowest: float, highest: float) -> tuple[float, str]:
    if not written:
        return 0.0, "it is blank"
    try:
        value = float(written)
    except ValueError:
        return 0.0, f"“{written}” is not a number"
    if not lowest <= value <= highest:
        return 0.0, f"{written} is outside Great Britain ({lowest:g} to {highest:g})"
    return value, ""


def _in_metres(places: list[tuple[float, float]], pair: tuple[str, str]) -> Placed:
    first, second = np.array(places, dtype=float).T
    east, north = in_metres(first, second) if pair == _DEGREES else (first, second)
    return Placed(np.rint(east), np.rint(north))
