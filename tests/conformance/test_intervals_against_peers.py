"""Our intervals beside statsmodels, SciPy and published tables."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from saferplace.analysis.proportion import proportion
from saferplace.analysis.rate_ratio import rate_ratio
from saferplace.analysis.rates import byar_interval, exact_interval


@pytest.mark.parametrize("count", [1, 3, 10, 79, 1234])
def test_garwood_equals_statsmodels_exact_c(count):
    assert exact_interval(count) == pytest.approx(confint_poisson(count, 1, method="exact-c"))


@pytest.mark.parametrize(
    ("count", "published"),
    [(0, (0.0, 3.7)), (1, (0.0, 5.6)), (5, (1.6, 11.7)), (10, (4.8, 18.4)), (50, (37.1, 65.9)), (100, (81.4, 121.6))],
)
def test_garwood_equals_the_published_poisson_table(count, published):
    """Pearson & Hartley, *Biometrika Tables for Statisticians* I, table 40 (95%), to one decimal."""
    assert [round(end, 1) for end in exact_interval(count)] == list(published)


@pytest.mark.parametrize(("count", "published"), [(79, (62.5, 98.5)), (10, (4.8, 18.4)), (100, (81.4, 121.6))])
def test_byar_equals_the_worked_values(count, published):
    assert [round(end, 1) for end in byar_interval(count)] == list(published)


@pytest.mark.parametrize(("new", "old"), [(79, 59), (532, 514), (3, 9), (1, 1), (0, 6)])
def test_rate_ratio_equals_scipys_exact_binomial_interval(new, old):
    peer = binomtest(new, new + old).proportion_ci(method="exact")
    ours = rate_ratio(new, old)
    assert (ours.lower, ours.upper) == pytest.approx((peer.low / (1 - peer.low), peer.high / (1 - peer.high)))


@pytest.mark.parametrize(("part", "whole"), [(357, 1200), (0, 10), (10, 10), (1, 3), (246, 1200)])
def test_wilson_equals_statsmodels(part, whole):
    ours = proportion(part, whole)
    assert (ours.lower / 100, ours.upper / 100) == pytest.approx(proportion_confint(part, whole, method="wilson"))
