"""Survey shares beside statsmodels, a linearisation worked by hand, and simulated surveys."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from saferplace.analysis.survey import between_waves, design, linearised_variance, weighted_proportion


def share(said, asked):
    return weighted_proportion(np.arange(asked) < said, np.ones(asked, dtype=bool), design(np.ones(asked)))


@pytest.mark.parametrize(("said", "asked"), [(357, 1200), (1, 9), (0, 12), (12, 12), (246, 1200)])
def test_equal_weights_give_statsmodels_wilson_interval(said, asked):
    found = share(said, asked)
    assert (found.lower / 100, found.upper / 100) == pytest.approx(proportion_confint(said, asked, method="wilson"))


@pytest.mark.parametrize(("before", "after"), [((357, 1200), (420, 1100)), ((3, 40), (9, 35))])
def test_change_between_waves_equals_statsmodels_newcombe(before, after):
    found = between_waves(share(*before), share(*after))
    peer = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff", correction=False)
    assert (found.lower / 100, found.upper / 100) == pytest.approx(peer)


def test_the_linearised_variance_equals_one_worked_by_hand():
    """Two strata of two clusters. Weights 1, 2 / 1, 1 and 2 / 1, 3; said: 1, 0 / 1, 0 and 1 / 0, 1; p = 7 of 11.

    Scaled parts w (y - p) x 11 / 11: clusters 4 - 14 = -10, 4 - 7 = -3, 8, -7 + 12 = 5, in 121sts. Means -6.5 and 6.5;
    2 ÷ 1 x (3.5² + 3.5²) + 2 ÷ 1 x (1.5² + 1.5²) = 58, over 121².
    """
    weights = np.array([1.0, 2, 1, 1, 2, 1, 3])
    said = np.array([1, 0, 1, 0, 1, 0, 1])
    plan = design(weights, strata=["n", "n", "n", "n", "s", "s", "s"], clusters=[1, 1, 2, 2, 1, 2, 2])
    p = 7 / 11
    assert (weights * said).sum() / weights.sum() == pytest.approx(p)
    assert linearised_variance(weights * (said - p) / weights.sum(), plan) == pytest.approx(58 / 121**2)
    assert plan.freedom == 2


def test_intervals_of_weighted_clustered_samples_hold_the_truth_as_often_as_they_say():
    """Simulation: 3 strata, 12 clusters in each with their own opinion, weights that go with the answer's chance."""
    draw, held, runs = np.random.default_rng(1), 0, 1500
    strata, clusters = np.repeat([0, 1, 2], 240), np.repeat(np.arange(36), 20)
    weights = np.array([1.0, 2.0, 4.0])[strata]
    truth = (weights * np.array([0.2, 0.3, 0.5])[strata]).sum() / weights.sum()
    for _ in range(runs):
        opinion = np.clip(np.array([0.2, 0.3, 0.5])[strata] + draw.normal(0, 0.07, 36)[clusters], 0, 1)
        said = draw.random(720) < opinion
        found = weighted_proportion(
            said, np.ones(720, dtype=bool), design(weights, strata=strata.tolist(), clusters=clusters.tolist())
        )
        held += found.lower <= 100 * truth <= found.upper
    assert 0.93 <= held / runs <= 0.97
