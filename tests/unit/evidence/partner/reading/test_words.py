from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.evidence.partner.reading.answers import read_yes_or_no
from saferplace.evidence.partner.reading.unread import Unread
from saferplace.evidence.partner.reading.words import reader_of_words

WORDS = ("Footpath / bridleway", "Council land", "Other (unidentified)")


@pytest.mark.parametrize("text", ["Footpath / bridleway", "FOOTPATH/BRIDLEWAY", "footpath bridleway"])
def test_a_word_is_known_whatever_its_capitals_and_punctuation(text: str) -> None:
    assert reader_of_words(WORDS)(text) == "Footpath / bridleway"


def test_a_word_that_is_nearly_one_is_offered_and_not_guessed() -> None:
    read = reader_of_words(WORDS)("Counsil land")
    assert isinstance(read, Unread)
    assert "did you mean “Council land”?" in read.why


def test_a_long_list_of_words_is_not_read_out() -> None:
    read = reader_of_words(tuple(f"Word {number}" for number in range(40)))("zebra")
    assert isinstance(read, Unread)
    assert "one of the 40 words" in read.why
    assert len(read.why) < 150


@pytest.mark.parametrize(("text", "answer"), [("Y", True), ("yes", True), ("No", False), ("0", False), ("n/k", None)])
def test_yes_no_and_not_known(text: str, answer: bool | None) -> None:
    assert read_yes_or_no(text) is answer


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(reader_of_words(WORDS)(text), str | Unread)
    assert read_yes_or_no(text) is None or isinstance(read_yes_or_no(text), bool | Unread)
