"""Which field of a data set each column most likely fills: by its heading, and by whether its values could."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.tables.headings import normalised
from saferplace.evidence.tables.value_kinds import TELLING, how_well_they_fit

_SAME = 0.95
_ALIKE = 0.5
_SLIP = 0.8
_FEWEST_POINTS = 0.45
_ANY_WORDS = (FieldKind.TEXT, FieldKind.STREET, FieldKind.CATEGORY)
_LIKELY_FROM = 0.62
_HARDLY_ANY = 0.2
_NO_MATTER = frozenset({"of", "the", "a", "and", "in", "on", "at", "for"})
_SHORT_FOR = {
    "qty": "quantity",
    "ref": "reference",
    "desc": "description",
    "cat": "category",
    "loc": "location",
    "addr": "address",
    "pcode": "postcode",
    "dt": "date",
    "org": "organisation",
    "lat": "latitude",
    "lon": "longitude",
    "long": "longitude",
    "lng": "longitude",
}


class Certainty(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    GUESS = "a guess"


@dataclass(frozen=True)
class Match:
    """points: from 0 to 1. why: a sentence for the person who decides."""

    field: Field
    points: float
    certainty: Certainty
    why: str


def match_columns(columns: MappingOf[str, Sequence[str]], fields: Sequence[Field]) -> dict[str, Match]:
    """columns: heading to a sample of its filled values. Each field goes to one column, the best pairs first."""
    pairs = [
        (found, heading, field)
        for heading, values in columns.items()
        for field in fields
        if (found := _match(heading, values, field)) is not None
    ]
    pairs.sort(key=lambda pair: -pair[0].points)
    matched: dict[str, Match] = {}
    filled: set[str] = set()
    for found, heading, field in pairs:
        if heading not in matched and field.name not in filled:
            matched[heading] = found
            filled.add(field.name)
    return matched


def _match(heading: str, values: Sequence[str], field: Field) -> Match | None:
    by_heading = _likeness(heading, field)
    by_values = how_well_they_fit(field, values)
    if by_heading >= _SAME:
        points = 0.7 * by_heading + 0.3 * by_values
    elif by_heading >= _ALIKE:
        points = 0.55 * by_heading + 0.45 * by_values
    elif _gives_itself_away(field, by_values):
        points = 0.6 * by_values
    else:
        return None
    if values and by_values < _HARDLY_ANY:
        points -= 0.3
    if points < _FEWEST_POINTS:
        return None
    return Match(field, points, _certainty(points, by_heading, by_values, values), _why(by_heading, by_values, field))


def _gives_itself_away(field: Field, by_values: float) -> bool:
    if field.kind is FieldKind.CATEGORY:
        return by_values > 0.5 and bool(field.words)
    return field.kind in TELLING and by_values >= 0.9


def _certainty(points: float, by_heading: float, by_values: float, values: Sequence[str]) -> Certainty:
    if by_heading >= _SAME and (by_values >= 0.4 or not values):
        return Certainty.SURE
    return Certainty.LIKELY if points >= _LIKELY_FROM else Certainty.GUESS


def _why(by_heading: float, by_values: float, field: Field) -> str:
    heading = (
        "The heading is the same as or another word for"
        if by_heading >= _SAME
        else "The heading is like"
        if by_heading >= _ALIKE
        else "Only the values look like"
    )
    values = f"; {by_values:.0%} of the values could be a {field.kind}" if field.kind not in _ANY_WORDS else ""
    return f"{heading} “{field.heading}”{values}."


def _likeness(heading: str, field: Field) -> float:
    """1 for the same heading, a little less for another name of it, and for shared words what they make up."""
    asked = normalised(heading)
    if asked == normalised(field.heading):
        return 1.0
    others = [normalised(name) for name in (field.name.replace("_", " "), *field.also_called)]
    if asked in others:
        return 0.97
    return min(0.9, max(_alike(asked, name) for name in (normalised(field.heading), *others)))


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    first, second = _words(one), _words(other)
    shared = first & second
    if not first or not second:
        return 0.0
    by_words = 0.5 * len(shared) / min(len(first), len(second)) + 0.5 * len(shared) / len(first | second)
    return max(by_words, _alike_in_letters(" ".join(sorted(first)), " ".join(sorted(second))))


def _alike_in_letters(one: str, other: str) -> float:
    """0 below the share at which a slip of the pen is likely; the quick bounds are asked first."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _SLIP or matcher.quick_ratio() < _SLIP:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _SLIP else 0.0


def _words(text: str) -> set[str]:
    words = text.replace("post code", "postcode").split()
    return {_SHORT_FOR.get(word, word).removesuffix("s") for word in words if word not in _NO_MATTER}
