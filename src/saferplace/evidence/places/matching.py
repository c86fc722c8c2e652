"""Which street a text means. One that could be several, or only looks like one, is left for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from saferplace.evidence.places.near_names import NearNames
from saferplace.evidence.places.street_names import fold
from saferplace.evidence.places.streets import Street, Streets
from saferplace.evidence.places.texts import PART

# Measured on one-letter slips in Dacorum's street names; below it, real neighbours in the list begin (Mill Close, Hill
# Close are 0.90 alike).
ALIKE_ENOUGH = 0.95
MOST_CANDIDATES = 8


@dataclass(frozen=True)
class Match:
    """streets: one, when the text means it; several or none, best first, when a person has to say. is_sure: one."""

    streets: tuple[Street, ...]
    is_sure: bool


@dataclass(frozen=True)
class Hints:
    """What else the row says. lsoa_code, outward: blank when not given."""

    lsoa_code: str = ""
    outward: str = ""


class Matcher:
    """Texts against the streets of one area."""

    def __init__(self, streets: Streets) -> None:
        self._streets = streets

    @cached_property
    def _near(self) -> NearNames:
        return NearNames(list(self._streets.by_key))

    def match_all(self, asked: Sequence[tuple[str, Hints]]) -> list[Match]:
        """asked: the folded parts of each text (see `texts.parts_key`) and its hints. Slow only for new names."""
        read = [self._read(parts) for parts, _ in asked]
        unknown = sorted({parts for (parts, _), found in zip(asked, read, strict=True) if found is None})
        alike = dict(zip(unknown, self._alike(unknown), strict=True))
        matches = []
        for (parts, hints), found in zip(asked, read, strict=True):
            name, others = found or alike[parts] or ("", ())
            matches.append(self._choose(name, others, hints) if name else Match((), False))
        return matches

    def candidates(self, parts: str, hints: Hints) -> tuple[Street, ...]:
        """At most `MOST_CANDIDATES` streets that the text may mean, likeliest first.

        Those in a town or ward that the text names come before others of the same name.
        """
        runs = [run for part in parts.split(PART) for run in _runs_of_words(part)]
        towns = [run for run in runs if self._streets.localities.is_known(run)]
        read = self._read(parts)
        inside = sorted({run for run in runs if run in self._streets.by_key}, key=lambda name: (-len(name), name))
        names = [read[0]] if read else inside
        streets = [street for name in names for street in self._streets.by_key[name]]
        streets.sort(key=lambda street: (-self._fit(street, towns, hints), names.index(street.key), street.number))
        if not read:
            alike = [name for name in self._most_alike(parts, towns) if name not in names]
            streets += [street for name in alike for street in self._streets.by_key[name]]
        return tuple(streets[:MOST_CANDIDATES])

    def _fit(self, street: Street, towns: Iterable[str], hints: Hints) -> int:
        said = sum(2 * self._is_at(street, town) + bool(self._at((street,), town)) for town in towns)
        return said + 4 * (street.lsoa_code == hints.lsoa_code != "") + 2 * (street.outward == hints.outward != "")

    def _most_alike(self, parts: str, towns: Iterable[str]) -> list[str]:
        """Names like any part of the text that is not itself a town, likeliest first."""
        known = set(towns)
        ratios: dict[str, float] = {}
        for part in parts.split(PART):
            if part and part not in known:
                for name, _ in self._near.closest([part], 4 * MOST_CANDIDATES)[0]:
                    ratios[name] = max(ratios.get(name, 0.0), _likeness(part, name))
        return sorted(ratios, key=lambda name: (-ratios[name], name))[:MOST_CANDIDATES]

    def _read(self, parts: str) -> tuple[str, tuple[str, ...]] | None:
        """The first part that names a street, and the parts around it; None when none does."""
        split = parts.split(PART)
        for place, part in enumerate(split):
            if part in self._streets.by_key:
                return part, tuple(split[:place] + split[place + 1 :])
        for place, part in enumerate(split):
            words = part.split()
            for cut in range(len(words) - 1, 0, -1):
                town = " ".join(words[cut:])
                if self._streets.localities.is_known(town) or self._streets.localities.says_nothing(town):
                    name = fold(" ".join(words[:cut]))
                    if name in self._streets.by_key:
                        return name, (town, *split[:place], *split[place + 1 :])
        return None

    def _alike(self, unknown: Sequence[str]) -> list[tuple[str, tuple[str, ...]] | None]:
        """The one street that the first part of a text must mean, but for a slip of the pen."""
        firsts = [parts.split(PART)[0] for parts in unknown]
        found: list[tuple[str, tuple[str, ...]] | None] = []
        for parts, first, near in zip(unknown, firsts, self._near.closest(firsts, 3), strict=True):
            good = [name for name, _ in near if _is_same_shape(first, name) and _likeness(first, name) >= ALIKE_ENOUGH]
            found.append((good[0], tuple(parts.split(PART)[1:])) if len(good) == 1 else None)
        return found

    def _choose(self, name: str, others: Iterable[str], hints: Hints) -> Match:
        streets = self._streets.by_key[name]
        if hints.lsoa_code:
            streets = tuple(s for s in streets if s.lsoa_code == hints.lsoa_code) or streets
        if hints.outward and all(street.outward for street in streets):
            streets = tuple(s for s in streets if s.outward == hints.outward)
            if not streets:
                return Match(self._streets.by_key[name], False)
        for other in others:
            if self._streets.localities.says_nothing(other):
                continue
            here = self._at(streets, other)
            if not here:
                # The text names a town or building that does not fit: it may be another street of that name elsewhere.
                return Match(streets, False)
            streets = here
        is_sure = len(streets) == 1 and not streets[0].is_kind
        return Match(streets, is_sure)

    def _at(self, streets: tuple[Street, ...], locality: str) -> tuple[Street, ...]:
        named = tuple(street for street in streets if self._is_at(street, locality))
        if named:
            return named
        near = self._streets.localities.is_near
        return tuple(street for street in streets if near(locality, street.easting, street.northing))

    def _is_at(self, street: Street, locality: str) -> bool:
        wards = self._streets.localities.wards.get(locality, frozenset())
        return locality in street.towns or street.ward in wards


def _is_same_shape(written: str, name: str) -> bool:
    """As many words and the same first letter: “Well Lane” is not “The Well Lane”, and Mill Close not Hill Close."""
    return written[:1] == name[:1] and len(written.split()) == len(name.split())


def _likeness(written: str, name: str) -> float:
    """1 for the same letters in the same order, 0 for none in common (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, written, name, autojunk=False).ratio()


def _runs_of_words(part: str) -> list[str]:
    words = part.split()[:12]
    return [" ".join(words[i:j]) for i, j in _spans(len(words))]


def _spans(length: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(length) for j in range(i + 1, min(length, i + 6) + 1)]
