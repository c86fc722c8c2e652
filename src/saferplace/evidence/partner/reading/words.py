"""The standard words of a category, whatever their capitals and punctuation."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from saferplace.evidence.partner.reading.unread import Unread
from saferplace.evidence.tables.headings import normalised

_AS_MANY_AS_ARE_NAMED = 12


def reader_of_words(words: Sequence[str]) -> Callable[[str], str | Unread]:
    """A reader that answers with the standard word. A word that is not one of them is never guessed.

    >>> read = reader_of_words(("Car boot or less", "Single item"))
    >>> read("CAR BOOT OR LESS")
    'Car boot or less'
    >>> read("Carboot or less").why
    'is not one of the words of this column: did you mean “Car boot or less”? It may be Car boot or less; Single item'
    """
    standard = {normalised(word): word for word in words}

    def read(text: str) -> str | Unread:
        word = standard.get(normalised(text))
        return word if word else Unread(_why_not(text, words, standard))

    return read


def _why_not(text: str, words: Sequence[str], standard: dict[str, str]) -> str:
    alike = difflib.get_close_matches(normalised(text), list(standard), n=1, cutoff=0.75)
    meant = f": did you mean “{standard[alike[0]]}”?" if alike else "."
    if len(words) <= _AS_MANY_AS_ARE_NAMED:
        return f"is not one of the words of this column{meant} It may be {'; '.join(words)}"
    return f"is not one of the {len(words)} words of this column{meant} They stand in the notes of the template"


def read_text(text: str) -> str:
    return " ".join(text.split())
