"""Charge rates month by month: which month is out of the ordinary, for as many crimes as it had."""

from __future__ import annotations

import datetime as dt

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.queries import CrimeOutcomes, MonthsHeld, OutcomeRates
from saferplace.evidence.receipts import Receipt
from saferplace.intelligence.queries.outcomes_page import OutcomesPage

_FIRST = Month(2023, 1)
_RECEIPT = Receipt("police-uk-outcomes", 1, "outcome_rates", {}, {}, "0", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def page(charged: list[int], crimes: int = 200, followed: int = 12) -> OutcomesPage:
    months = [_FIRST + number for number in range(len(charged))]
    rows = tuple(
        CrimeOutcomes("Burglary", month, crimes, 0, {}, n, n, 0, followed)
        for month, n in zip(months, charged, strict=True)
    )
    rates = OutcomeRates(rows, MonthsHeld(tuple(months), (), {}), (), (), _RECEIPT)
    # What was reached in these months is another question, which nothing here reads.
    return OutcomesPage(find_area("E07000096"), Period(months[0], months[-1]), rates, None)  # type: ignore[arg-type]


def test_a_month_far_below_the_others_is_named_with_what_would_be_usual() -> None:
    usual = [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 21, 20]
    found = page([*usual, 3])
    assert len(found.months_out_of_the_ordinary) == 1
    assert found.months_out_of_the_ordinary[0].startswith("February 2024: 1.5%, where ")
    assert "concern" in found.months_out_of_the_ordinary[0]
    assert "below the usual range" in found.months_in_words
    assert page(usual).months_out_of_the_ordinary == []


def test_months_whose_outcomes_are_still_to_come_are_not_judged() -> None:
    found = page([20] * 13, followed=2)
    assert found.months_judged.centre is None
    assert found.months_in_words == "There are too few figures to say what is usual."
