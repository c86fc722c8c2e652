"""What a provider's own words for categories mean in the data set's standard words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from saferplace.evidence.sources.field import Field
from saferplace.evidence.tables.field_match import Certainty
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft

AS_IT_IS = ""


@dataclass(frozen=True)
class AskedWord:
    """name: of the form's field. chosen: a standard word, or "" for “as it is”, whose rows are then refused."""

    name: str
    word: str
    field: Field
    chosen: str
    is_guess: bool


def _asked(draft: Draft, refused: QueryDict | None = None) -> list[AskedWord]:
    decided = draft.said.get("translations", {})
    asked: list[AskedWord] = []
    for field, words in draft.strange_words().items():
        for word in words:
            name = f"word-{len(asked)}"
            sure = word.standard if word.certainty is not Certainty.GUESS else AS_IT_IS
            chosen = decided.get(field.name, {}).get(word.word, sure)
            said = refused.get(name, AS_IT_IS) if refused is not None else chosen
            asked.append(AskedWord(name, word.word, field, said, word.certainty is not Certainty.SURE))
    return asked


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    return {"words": _asked(draft, refused)}


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    asked = _asked(draft, answered)
    wrong = [
        Refused(word.name, f"Choose one of the words in the list for “{word.word}”.")
        for word in asked
        if word.chosen and word.chosen not in word.field.words
    ]
    if wrong:
        return tuple(wrong)
    translations: dict[str, dict[str, str]] = {
        name: dict(words) for name, words in draft.said.get("translations", {}).items()
    }
    for word in asked:
        pairs = translations.setdefault(word.field.name, {})
        pairs.pop(word.word, None)
        if word.chosen:
            pairs[word.word] = word.chosen
    known = {name: pairs for name, pairs in translations.items() if pairs}
    fields = sorted({word.field.name for word in asked})
    return {"mapping": draft.said | {"translations": known, "words_asked": fields}}


QUESTION = Question("words", _show, _read, lambda draft: bool(draft.mapping and draft.strange_words()))
