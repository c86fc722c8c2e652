"""Gini coefficients beside brute force and the worked examples of the method's authors."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.concentration import KindOfPlace, concentration, generalised_gini, gini


@pytest.mark.parametrize(
    ("counts", "plain", "generalised"),
    [
        ([10, 8, 2] + [0] * 7, 0.78, 0.78),
        ([5, 2, 1] + [0] * 7, 0.80, 0.75),
        ([10] + [0] * 9, 0.9, 0.9),
        ([10] + [0] * 99, 0.99, 0.9),
    ],
)
def test_the_examples_of_lorenzgini_come_out(counts: list[int], plain: float, generalised: float) -> None:
    """Steenbeek & Bernasco (2018), R package lorenzgini, examples of gini(unbiased = FALSE); the last generalised value
    follows from their formula max(1, units/crimes) × (G - 1) + 1."""
    assert gini(counts) == pytest.approx(plain)
    assert generalised_gini(counts) == pytest.approx(generalised)


@pytest.mark.parametrize("seed", range(5))
def test_gini_is_half_the_mean_difference_over_the_mean(seed: int) -> None:
    counts = np.random.default_rng(seed).negative_binomial(0.4, 0.1, 200)
    pairs = np.abs(counts[:, None] - counts[None, :])
    assert gini(counts) == pytest.approx(pairs.mean() / (2 * counts.mean()))


def test_the_generalised_gini_is_twice_the_area_above_the_most_even_curve() -> None:
    """Bernasco & Steenbeek (2017): with c events over n > c places the most even curve reaches 1 at c/n; the
    coefficient is the area between the two curves over the largest that it could be."""
    counts = np.array([5, 2, 1] + [0] * 7)
    n, c = len(counts), counts.sum()
    observed = np.concatenate(([0], np.cumsum(np.sort(counts)[::-1]) / c))
    even = np.minimum(np.arange(n + 1) / c, 1)
    above = np.trapezoid(observed, dx=1 / n) - np.trapezoid(even, dx=1 / n)
    largest = 1 - np.trapezoid(even, dx=1 / n)
    assert generalised_gini(counts) == pytest.approx(above / largest)


def test_what_chance_makes_is_that_of_the_poisson_distribution() -> None:
    """2,000 events over 1,000 places: the share in the top tenth follows from the Poisson probabilities alone."""
    from scipy.stats import poisson

    values = np.arange(40)[::-1]
    places = 1000 * poisson.pmf(values, 2)
    before = np.cumsum(places) - places
    expected = (np.clip(100 - before, 0, places) * values).sum() / 2000
    found = concentration(np.full(1000, 2), KindOfPlace.SQUARE, seed=5, runs=399).tops[2].share_of_events
    assert found.by_chance == pytest.approx(expected, rel=0.01)
    assert found.by_chance_lower < expected < found.by_chance_upper


def test_the_bootstrap_interval_is_that_of_places_drawn_one_by_one() -> None:
    counts = np.random.default_rng(3).negative_binomial(0.5, 0.2, 300)
    rng = np.random.default_rng(4)
    drawn = [gini(rng.choice(counts, len(counts))) for _ in range(2000)]
    found = concentration(counts, KindOfPlace.SQUARE, seed=5, runs=399).generalised_gini
    assert (found.lower, found.upper) == pytest.approx(tuple(np.percentile(drawn, [2.5, 97.5])), abs=0.006)
