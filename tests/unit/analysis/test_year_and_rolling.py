"""Twelve months against twelve, year to date against year to date: and honest words where months are not held."""

from __future__ import annotations

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month
from saferplace.analysis.rolling import rolling_twelve
from saferplace.analysis.year_to_date import year_to_date
from tests.unit.analysis.figures import series

BEFORE = [40, 45, 41, 44, 42, 43, 45, 40, 44, 43, 44, 43]  # 514
LATEST = [44, 46, 43, 45, 41, 44, 47, 42, 46, 44, 45, 45]  # 532


def test_rolling_twelve_of_practice_is_a_rise_of_three_and_a_half_percent():
    found = rolling_twelve(series("2021-04", *BEFORE, *LATEST), Month(2023, 3))
    assert (found.total_before, found.total) == (514, 532)
    assert found.change.in_words_with_interval().startswith("+3.5% (from 514 to 532), rate ratio 1.04")
    assert (round(found.change.ratio.lower, 2), round(found.change.ratio.upper, 2)) == (0.92, 1.17)


def test_rolling_twelve_with_a_month_not_held_says_which():
    found = rolling_twelve(series("2022-04", *LATEST[:5], None, *LATEST[6:]), Month(2023, 3))
    assert found.total is None
    assert found.in_words() == "Not calculable for April 2022 to March 2023: no data yet for September 2022."


def test_a_doubtful_month_is_not_added_up():
    found = rolling_twelve(series("2022-04", *LATEST[:5], Missing.DOUBTFUL, *LATEST[6:]), Month(2023, 3))
    assert found.total is None
    assert "data incomplete for September 2022" in found.in_words()


def test_rolling_twelve_without_the_year_before_gives_the_total_alone():
    found = rolling_twelve(series("2022-04", *LATEST), Month(2023, 3))
    assert found.total == 532
    assert found.change is None
    assert "No comparison with the 12 months before: no data yet for April 2021 to March 2022" in found.in_words()


def test_year_to_date_compares_the_same_months():
    figures = series("2024-04", 41, 42, 40, 42, *[50] * 8, 43, 44, 42, 45)
    found = year_to_date(figures, Month(2025, 7))
    assert found.in_words().startswith(
        "April to July 2025 against the same months last year: +5.5% (from 165 to 174), rate ratio 1.05"
    )
    assert not found.is_like_for_like


def test_year_to_date_with_may_and_june_of_last_year_not_held_is_like_for_like():
    figures = series("2024-04", 265) | series("2025-04", 396, 411, 454)
    found = year_to_date(figures, Month(2025, 6))
    assert found.compared == (Month(2025, 4),)
    assert found.in_words().startswith(
        "Like for like, April 2025 only (May and June 2024 are not held complete): +49.4% (from 265 to 396)"
    )
    assert found.total == 396 + 411 + 454


def test_year_to_date_with_nothing_of_last_year_is_not_calculable_and_says_why():
    found = year_to_date(series("2025-04", 396, 411), Month(2025, 5))
    assert found.change is None
    assert found.in_words() == "Not calculable because April and May 2024 are not held complete."


def test_a_doubtful_month_this_year_is_left_out_of_both_years():
    figures = series("2024-04", 300, 300) | series("2025-04", 310, Missing.DOUBTFUL)
    found = year_to_date(figures, Month(2025, 5))
    assert (found.change.count, found.change.count_before) == (310, 300)


def test_january_belongs_to_the_financial_year_that_began_in_april():
    assert year_to_date({}, Month(2025, 1)).period.first == Month(2024, 4)


def test_a_count_must_be_whole():
    try:
        rolling_twelve(series("2025-01", 1.5), Month(2025, 1))
    except ValueError as refusal:
        assert "whole numbers" in str(refusal)
