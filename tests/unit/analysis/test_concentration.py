"""How concentrated crime is, and when it is no more so than chance would make it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.concentration import (
    Concentration,
    KindOfPlace,
    Standing,
    Verdict,
    concentration,
    generalised_gini,
    gini,
    lorenz,
)

COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=40).filter(any)


def of(counts: object, kind: KindOfPlace = KindOfPlace.STREET_SEGMENT, seed: int = 1) -> Concentration:
    return concentration(counts, kind, seed=seed)


@given(COUNTS)
def test_gini_is_the_area_between_the_curve_and_the_even_line(counts: list[int]) -> None:
    curve = lorenz(counts)
    area = np.trapezoid(curve.share_of_events, curve.share_of_places)
    assert gini(counts) == pytest.approx(2 * area - 1, abs=1e-9)
    assert (np.diff(curve.share_of_events) >= 0).all() and curve.share_of_events[-1] == pytest.approx(1)


@given(COUNTS, st.integers(2, 5))
def test_gini_does_not_mind_order_scale_or_copies_of_all_places(counts: list[int], times: int) -> None:
    plain = gini(counts)
    assert gini(counts[::-1]) == pytest.approx(plain, abs=1e-12)
    assert gini([c * times for c in counts]) == pytest.approx(plain, abs=1e-12)
    assert gini(counts * times) == pytest.approx(plain, abs=1e-12)


@given(COUNTS)
def test_the_generalised_gini_is_the_plain_one_where_events_outnumber_places(counts: list[int]) -> None:
    ours = generalised_gini(counts)
    assert -1e-9 <= ours <= gini(counts) + 1e-12
    if sum(counts) >= len(counts):
        assert ours == pytest.approx(gini(counts), abs=1e-12)


def test_one_event_at_each_of_a_few_places_is_not_concentrated() -> None:
    sparse = [1] * 30 + [0] * 70
    assert gini(sparse) == pytest.approx(0.7)
    assert generalised_gini(sparse) == pytest.approx(0)
    assert lorenz(sparse).even_until == 0.3


@given(COUNTS)
@settings(max_examples=30, deadline=None)
def test_shares_are_those_of_the_sorted_counts(counts: list[int]) -> None:
    found = concentration(counts, KindOfPlace.SQUARE, seed=3, runs=19)
    ordered = sorted(counts, reverse=True)
    for top in found.tops:
        assert top.events == sum(ordered[: top.places])
        assert top.share_of_events.value == pytest.approx(top.events / sum(counts))
    for holders in found.holders:
        wanted = holders.share_of_events * sum(counts)
        assert sum(ordered[: holders.places]) >= wanted > sum(ordered[: holders.places - 1]) - 1e-9


def test_crimes_spread_at_random_are_no_more_concentrated_than_chance() -> None:
    rng = np.random.default_rng(8)
    verdicts = [of(np.bincount(rng.integers(800, size=500), minlength=800), seed=s).verdict for s in range(20)]
    assert verdicts.count(Verdict.NO_MORE) >= 16


def test_crimes_heaped_in_few_places_are_more_concentrated() -> None:
    rng = np.random.default_rng(8)
    counts = np.bincount((rng.pareto(1.2, 2000) * 20).astype(int) % 1000, minlength=1000)
    found = of(counts)
    assert found.verdict is Verdict.MORE
    half = found.holders[1]
    assert half.share_of_places.value < half.share_of_places.by_chance_lower
    assert half.share_of_places.lower <= half.share_of_places.value <= half.share_of_places.upper
    assert found.generalised_gini.lower <= found.generalised_gini.value <= found.generalised_gini.upper


def test_a_handful_of_crimes_is_too_few_to_tell() -> None:
    found = of([1] * 8 + [0] * 20)
    assert found.verdict is Verdict.TOO_FEW
    assert found.in_words().endswith("They are too few to tell.")


def test_bands_are_shown_for_places_the_size_of_a_street_alone() -> None:
    counts = [100] * 4 + [4] * 100
    assert of(counts).holders[1].standing is Standing.WITHIN
    assert of(counts, KindOfPlace.SNAP_POINT).holders[1].standing is Standing.WITHIN
    small = of(counts, KindOfPlace.SMALL_AREA)
    assert small.holders[1].standing is None
    assert "small areas hold many streets" in " ".join(small.caveats)
    assert "not where it happened" in " ".join(of(counts, KindOfPlace.SNAP_POINT).caveats)


def test_the_same_seed_gives_the_same_answer_in_any_order_of_places() -> None:
    counts = np.random.default_rng(2).poisson(1, 300)
    first, second = of(counts), of(np.sort(counts))
    assert (first.generalised_gini, first.tops, first.holders) == (second.generalised_gini, second.tops, second.holders)


def test_huge_counts_in_two_places_are_answered() -> None:
    found = of([3_000_000, 1_000_000])
    assert found.gini == pytest.approx(0.25) and found.verdict is Verdict.MORE


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([], "at least two places"),
        ([4], "at least two places"),
        ([0, 0], "Nothing happened"),
        ([1, np.nan], "whole number"),
        ([1, -1], "whole number"),
        ([1, 0.5], "whole number"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(counts: list[float], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        of(counts)
    with pytest.raises(ValueError, match=sentence):
        gini(counts)
