"""A provider's words for a category beside the standard ones: which are surely or likely the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from saferplace.evidence.tables.field_match import Certainty
from saferplace.evidence.tables.value_kinds import plain

_CLOSE = 0.84
_NEAR = 0.5
_CLEARLY_BEFORE_THE_NEXT = 0.08


@dataclass(frozen=True)
class WordSuggestion:
    """standard: the word it most likely is, "" where none is near. A guess is left for a person to decide."""

    word: str
    standard: str
    certainty: Certainty


def suggest_words(written: Iterable[str], standard: Sequence[str]) -> tuple[WordSuggestion, ...]:
    """One for each word that is not a standard word as it stands."""
    known = set(standard)
    return tuple(_suggest(word, standard) for word in written if word not in known)


def _suggest(word: str, standard: Sequence[str]) -> WordSuggestion:
    same = [other for other in standard if plain(other) == plain(word)]
    if len(same) == 1:
        return WordSuggestion(word, same[0], Certainty.SURE)
    ranked = sorted(((_likeness(word, other), other) for other in standard), reverse=True)
    (points, best), next_points = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
    is_clear = points >= _CLOSE and points - next_points >= _CLEARLY_BEFORE_THE_NEXT
    if is_clear:
        return WordSuggestion(word, best, Certainty.LIKELY)
    return WordSuggestion(word, best if points >= _NEAR else "", Certainty.GUESS)


def _likeness(word: str, other: str) -> float:
    """Of letters; or 0.9 where all words of one are among the other's, as in “Black bags (household)”."""
    first, second = set(plain(word).split()), set(plain(other).split())
    if first and second and (first <= second or second <= first):
        return 0.9
    return SequenceMatcher(None, plain(word), plain(other)).ratio()
