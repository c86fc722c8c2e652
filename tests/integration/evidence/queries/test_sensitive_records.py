"""Sensitive records by ward: whole quarters, small counts withheld, and no two questions that give one away."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.queries import WithheldWards, recompute, records_withheld_by_ward
from saferplace.evidence.store import EvidenceStore
from tests.partner_records import COUNCIL, NOW, ONE_WARD, OTHER_WARD, SENSITIVE, record, send

DACORUM = find_area("E07000096")
YEAR = Period(Month(2026, 1), Month(2026, 12))


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """January to June held. First quarter: 9 and 2. Second: 6 and 8."""
    evidence = EvidenceStore(tmp_path)
    numbers = {"2026-01": (3, 0), "2026-02": (3, 1), "2026-03": (3, 1), "2026-04": (2, 4), "2026-05": (4, 4)}
    units = {
        (COUNCIL, month): [record(month, ONE_WARD, number=one), record(month, OTHER_WARD, number=other)]
        for month, (one, other) in numbers.items()
    }
    send(evidence, SENSITIVE, {**units, (COUNCIL, "2026-06"): []})
    return evidence


def asked(store: EvidenceStore, period: Period = YEAR) -> WithheldWards:
    return records_withheld_by_ward(store, source=SENSITIVE, area=DACORUM, period=period, at=NOW)


def told(found: WithheldWards) -> set[tuple[int, int]]:
    return {(ward.shown, ward.withheld) for ward in found.wards}


def test_a_ward_with_few_records_is_withheld_and_so_is_one_that_would_give_it_away(store: EvidenceStore) -> None:
    first = asked(store, Period(Month(2026, 1), Month(2026, 3)))
    assert told(first) == {(0, 0), (0, 1)}
    assert (first.total, first.total_withheld) == (11, 0)


def test_a_ward_with_enough_is_shown_over_the_quarter_though_each_month_is_small(store: EvidenceStore) -> None:
    second = asked(store, Period(Month(2026, 4), Month(2026, 6)))
    assert told(second) == {(0, 0), (6, 0), (8, 0)}


def test_only_quarters_that_are_wholly_held_are_counted(store: EvidenceStore) -> None:
    assert [str(quarter) for quarter in asked(store).quarters] == ["2026-01/2026-03", "2026-04/2026-06"]
    assert asked(store, Period(Month(2026, 2), Month(2026, 5))).quarters == ()


def test_acc_19_no_two_periods_can_be_subtracted_to_leave_a_month(store: EvidenceStore) -> None:
    """Every answer is a sum of the same cells: what two of them differ by is whole quarters, each as published."""
    periods = [Period(Month(2026, a), Month(2026, b)) for a in range(1, 13) for b in range(a, 13)]
    answers = {tuple(asked(store, period).quarters): told(asked(store, period)) for period in periods}
    assert len(answers) == 4  # neither, the first, the second, both
    for one, other in combinations(answers, 2):
        assert all(len(quarter) == 3 for quarter in set(one) ^ set(other))


def test_its_receipt_is_computed_again_to_the_same_digest(store: EvidenceStore) -> None:
    receipt = asked(store).receipt
    assert recompute(store, receipt, find_source=lambda _: SENSITIVE).digest == receipt.digest
