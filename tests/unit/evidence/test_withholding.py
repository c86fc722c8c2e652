"""What is withheld cannot be worked out from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.missing import Missing
from saferplace.evidence.withholding import is_small, withhold

_COLUMNS = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 9), min_size=1)


@given(_COLUMNS)
def test_acc_19_no_small_count_is_ever_shown(counts: dict[str, int]) -> None:
    withheld = withhold(counts)
    assert not any(is_small(cell) for cell in withheld.cells.values() if isinstance(cell, int))
    assert not (isinstance(withheld.total, int) and is_small(withheld.total))


@given(_COLUMNS)
def test_acc_19_no_withheld_cell_follows_from_the_total_and_the_cells_that_are_shown(counts: dict[str, int]) -> None:
    withheld = withhold(counts)
    hidden = [key for key, cell in withheld.cells.items() if cell is Missing.SUPPRESSED]
    if isinstance(withheld.total, Missing) or not hidden:
        return
    rest = withheld.total - sum(cell for cell in withheld.cells.values() if isinstance(cell, int))
    ways = [way for way in product(range(1, 10), repeat=len(hidden)) if sum(way) == rest]
    for place in range(len(hidden)):
        assert len({way[place] for way in ways}) > 1


@given(_COLUMNS)
def test_what_is_shown_is_true(counts: dict[str, int]) -> None:
    withheld = withhold(counts)
    assert all(cell == counts[key] for key, cell in withheld.cells.items() if isinstance(cell, int))
    assert withheld.total in (sum(counts.values()), Missing.SUPPRESSED)


def test_without_a_small_count_nothing_is_withheld() -> None:
    assert withhold({"A": 0, "B": 5, "C": 17}).cells == {"A": 0, "B": 5, "C": 17}


def test_a_single_small_count_takes_the_next_smallest_with_it() -> None:
    assert withhold({"A": 2, "B": 30, "C": 7}).cells == {"A": Missing.SUPPRESSED, "B": 30, "C": Missing.SUPPRESSED}


def test_with_nothing_to_hide_behind_everything_is_withheld_noughts_too() -> None:
    alone = withhold({"A": 3, "B": 0})
    assert set(alone.cells.values()) == {Missing.SUPPRESSED} and alone.total is Missing.SUPPRESSED
