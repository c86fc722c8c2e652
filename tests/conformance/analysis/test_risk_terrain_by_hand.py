"""One feature by hand, and several beside statsmodels' formula interface."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.stats.multitest import multipletests

from saferplace.analysis.risk_terrain import Feature, associations, associations_negative_binomial

RNG = np.random.default_rng(21)
EAST, NORTH = RNG.uniform(0, 5000, 600), RNG.uniform(0, 5000, 600)
FEATURES = tuple(Feature(f"f{i}", RNG.uniform(0, 5000, 6), RNG.uniform(0, 5000, 6), 600.0) for i in range(4))
AREA = RNG.uniform(0.5, 1.5, 600)


def by_distance(feature: Feature) -> np.ndarray:
    away = np.hypot(EAST[:, None] - feature.east, NORTH[:, None] - feature.north)
    return (away <= feature.within_m).any(axis=1)


NEAR = np.column_stack([by_distance(feature) for feature in FEATURES])
COUNTS = RNG.poisson(RNG.gamma(1.5, AREA * np.exp(0.5 + 0.8 * NEAR[:, 0] - 0.4 * NEAR[:, 2]) / 1.5)).astype(float)


def test_one_feature_is_the_ratio_of_two_rates_and_its_interval_is_the_textbooks() -> None:
    """exp(ln RR ± 1.96 √(φ/near + φ/rest)), φ Pearson's statistic over its degrees of freedom."""
    near = NEAR[:, 0]
    found = associations(COUNTS, EAST, NORTH, FEATURES[:1], AREA)
    (one,) = found.features
    rates = [COUNTS[side].sum() / AREA[side].sum() for side in (near, ~near)]
    expected = np.where(near, *rates) * AREA
    dispersion = ((COUNTS - expected) ** 2 / expected).sum() / (len(COUNTS) - 2)
    error = np.sqrt(dispersion * (1 / COUNTS[near].sum() + 1 / COUNTS[~near].sum()))
    assert found.dispersion == pytest.approx(dispersion)
    assert one.ratio == pytest.approx(rates[0] / rates[1])
    ends = rates[0] / rates[1] * np.exp(np.array([-1, 1]) * 1.959964 * error)
    assert (one.lower, one.upper) == pytest.approx(tuple(ends), rel=1e-6)


def frame() -> pd.DataFrame:
    return pd.DataFrame({"y": COUNTS, **{f"f{i}": NEAR[:, i].astype(int) for i in range(4)}})


def test_several_features_are_statsmodels_quasi_poisson() -> None:
    peer = smf.glm("y ~ f0 + f1 + f2 + f3", frame(), family=sm.families.Poisson(), offset=np.log(AREA)).fit(scale="X2")
    ours = associations(COUNTS, EAST, NORTH, FEATURES, AREA).features
    assert [one.ratio for one in ours] == pytest.approx(np.exp(peer.params.iloc[1:]).tolist(), rel=1e-6)
    ends = np.exp(peer.conf_int().iloc[1:])
    assert [(one.lower, one.upper) for one in ours] == [
        pytest.approx(tuple(pair), rel=1e-6) for pair in ends.to_numpy()
    ]
    adjusted = multipletests(peer.pvalues.iloc[1:], method="fdr_bh")[1]
    assert [one.adjusted_p for one in ours] == pytest.approx(adjusted.tolist(), rel=1e-6, abs=1e-15)


def test_the_negative_binomial_has_the_largest_likelihood() -> None:
    """Its ratios are those of a negative binomial GLM at the α where that model's likelihood is largest."""
    ours = associations_negative_binomial(COUNTS, EAST, NORTH, FEATURES, AREA).features
    design = sm.add_constant(NEAR.astype(float))
    fits = [
        sm.GLM(COUNTS, design, family=sm.families.NegativeBinomial(alpha=alpha), offset=np.log(AREA)).fit()
        for alpha in np.arange(0.3, 1.2, 0.01)
    ]
    best = max(fits, key=lambda fit: fit.llf)
    assert [one.ratio for one in ours] == pytest.approx(np.exp(best.params[1:]).tolist(), rel=2e-3)
