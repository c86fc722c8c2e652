from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.missing import Missing
from saferplace.evidence.partner.reading.numbers import Written, read_amount, read_count, read_number
from saferplace.evidence.partner.reading.unread import Unread


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("12", 12), ("1,234", 1234), ("1 234 567", 1234567), ("£1,250.50", 1250.5), (".5", 0.5), ("-3", -3),
     ("−3", -3), ("12.0", 12), ("+4", 4)],
)  # fmt: skip
def test_a_number_is_read(text: str, value: float) -> None:
    assert read_number(text) == Written(value)


def test_a_percentage_and_a_provisional_figure_are_marked_as_such() -> None:
    assert read_number("45%") == Written(45, is_percentage=True)
    assert read_number("12 [p]") == Written(12, is_provisional=True)
    assert read_number("12 [r]") == Written(12)


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (("",), Missing.BLANK),
        (("<5", "< 5", "*", "c", "[c]", "fewer than 5", "1-4", "suppressed"), Missing.SUPPRESSED),
        (("..", ":", "[x]", "not yet available", "tbc"), Missing.NOT_YET_AVAILABLE),
        (("-", "–", "n/a", "N/A", "[z]", "not collected"), Missing.NOT_COLLECTED),
    ],
)
def test_imp_11_blank_zero_suppressed_and_not_there_stay_apart(texts: tuple[str, ...], missing: Missing) -> None:
    assert {read_number(text) for text in texts} == {missing}
    assert read_number("0") == Written(0)


@pytest.mark.parametrize(
    ("text", "why"),
    [("101%", "is a percentage where a count belongs"), ("-3", "is below zero"), ("3.5", "has decimals"),
     ("twelve", "is not a number"), ("1,23", "is not a number"), ("1.2.3", "is not a number"), ("1E+05", "shortened"),
     ("#REF!", "spreadsheet's error"), ("1/4", "is not a number"), ("٣", "is not a number")],
)  # fmt: skip
def test_imp_06_a_count_that_is_none_is_refused(text: str, why: str) -> None:
    read = read_count(text)
    assert isinstance(read, Unread)
    assert why in read.why


def test_an_amount_may_have_decimals_but_is_never_below_zero() -> None:
    assert read_amount("84.50") == Written(84.5)
    assert isinstance(read_amount("-84.50"), Unread)
    assert isinstance(read_amount("5%"), Unread)


@given(st.integers(0, 10**11))
def test_a_written_count_reads_back(count: int) -> None:
    assert read_count(str(count)) == read_count(f"{count:,}") == Written(count)


@given(st.floats(0, 1e9, allow_nan=False).map(lambda value: round(value, 2)))
def test_a_written_amount_reads_back(amount: float) -> None:
    assert read_amount(f"£{amount:,.2f}") == Written(amount)


@given(st.text(max_size=15) | st.from_regex(r"[<£-]?[0-9,. ]{0,8}[%*]?", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_count(text), Written | Missing | Unread)
