"""Intervals, funnels, ranks and scans beside statsmodels, SciPy, published numbers and brute force."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.rates import confint_poisson_2indep

from saferplace.analysis.funnel import additive_poisson_funnel, exact_binomial_funnel, exact_poisson_funnel
from saferplace.analysis.mid_p import mid_p_of_no_change, mid_p_rate_ratio
from saferplace.analysis.months import Month, Period
from saferplace.analysis.rank_simulation import simulated_ranks
from saferplace.analysis.rate_difference import score_rate_difference, wald_rate_difference
from saferplace.analysis.rates import rate_per_1000
from saferplace.analysis.scan import scan
from saferplace.analysis.scan.expectation import chance_of, expectation

PAIRS = [(79, 59, 1.0), (3, 9, 1.0), (12, 4, 2.0), (232, 214, 0.9), (1, 1, 1.0), (0, 6, 1.5)]


@pytest.mark.parametrize(("new", "old"), [(79, 59), (3, 9), (532, 514), (0, 6)])
def test_the_mid_p_chance_is_scipys_exact_one_less_the_point_itself(new, old):
    """With equal exposures the two tails are mirror images: leaving half the point out of each leaves it out once."""
    peer = stats.binomtest(new, new + old).pvalue - stats.binom.pmf(new, new + old, 0.5)
    assert mid_p_of_no_change(new, old) == pytest.approx(peer)


@pytest.mark.parametrize(("new", "old", "exposure"), PAIRS)
def test_mid_p_ends_solve_their_equation_term_by_term(new, old, exposure):
    """Brute force: the binomial tail added up from factorials at either end comes to 2.5%."""

    def tail(share, counts):
        total = new + old
        return sum(
            (0.5 if k == new else 1.0) * math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in counts
        )

    found = mid_p_rate_ratio(new, old, exposure)
    lower, upper = (end * exposure / (1 + end * exposure) for end in (found.lower, found.upper))
    if new:
        assert tail(lower, range(new, new + old + 1)) == pytest.approx(0.025)
    assert tail(upper, range(new + 1)) == pytest.approx(0.025)


def test_mid_p_is_right_about_as_often_as_it_says():
    """Coverage added up over all outcomes of two Poisson counts of 5 and 7."""
    held = 0.0
    for a in range(18):
        for b in range(22):
            found = mid_p_rate_ratio(a, b)
            if found.lower <= 5 / 7 <= found.upper:
                held += stats.poisson.pmf(a, 5) * stats.poisson.pmf(b, 7)
    assert held == pytest.approx(0.95, abs=0.012)


DIFFERENCES = [(79, 155.0, 59, 154.0), (1000, 1.0, 900, 2.0), (3, 1.0, 2, 1.0), (5, 1.0, 1, 2.0)]


@pytest.mark.parametrize("pair", DIFFERENCES)
def test_differences_equal_statsmodels_score_and_wald(pair):
    for ours, method in ((score_rate_difference, "score"), (wald_rate_difference, "wald")):
        found = ours(*pair)
        peer = confint_poisson_2indep(*pair, compare="diff", method=method)
        assert (found.lower / 1000, found.upper / 1000) == pytest.approx(peer, rel=1e-5, abs=1e-6)


def test_a_difference_that_is_real_is_real_to_scipys_e_test():
    for pair, is_real in (((150, 1000.0, 100, 1000.0), True), ((79, 155.0, 59, 154.0), False)):
        chance = stats.poisson_means_test(pair[0], pair[1], pair[2], pair[3]).pvalue
        assert (score_rate_difference(*pair).lower > 0) is is_real
        assert bool(chance < 0.05) is is_real


def test_exact_funnel_limits_are_spiegelhalters_interpolation():
    """Spiegelhalter (2005) A.1.1, from probabilities added one by one: r - (F(r) - p) / (F(r) - F(r-1))."""

    def poisson(k, mean):
        return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))

    places = {"a": (20, 1000.0), "b": (30, 1000.0), "c": (350, 18_000.0)}
    found = exact_poisson_funnel(places)
    for place in found.places:
        for tail, limit in ((0.001, place.limits.lower_998), (0.975, place.limits.upper_95)):
            mean, total, k = found.centre * place.out_of, 0.0, 0
            while total + poisson(k, mean) < tail:
                total += poisson(k, mean)
                k += 1
            at = total + poisson(k, mean)
            assert limit * place.out_of == pytest.approx(max(0.0, k - (at - tail) / (at - total)), rel=1e-9)


def test_binomial_limits_of_large_places_are_the_normal_ones():
    found = exact_binomial_funnel({"a": (30_000, 100_000.0), "b": (30_200, 100_000.0)})
    spread = math.sqrt(found.centre * (1 - found.centre) / 100_000)
    assert found.places[0].limits.upper_998 == pytest.approx(found.centre + 3.0902 * spread, abs=0.05 * spread)


def test_over_dispersion_is_spiegelhalters_formula_written_out():
    """A.3 on the square-root scale: z = 2 (√O - √E), outer tenths drawn in, tau² by moments; s = 1 / (2 √E)."""
    observed = [100, 150, 180, 80, 120, 225, 160, 90, 300, 210]
    expected = [108.0, 112, 165, 95, 100, 220, 150, 120, 240, 230]
    scale = sum(expected) / sum(observed)  # the funnel's centre is the rate of all together
    funnel = additive_poisson_funnel({str(i): (o, e) for i, (o, e) in enumerate(zip(observed, expected, strict=True))})
    o, e = np.array(observed, float), np.array(expected) / scale
    z = np.sort(2 * (np.sqrt(o) - np.sqrt(e)))
    low, high = z[0] + 0.9 * (z[1] - z[0]), z[8] + 0.1 * (z[9] - z[8])  # quantiles at 0.9 and 8.1 of 0 to 9
    phi = np.mean(np.minimum(np.maximum(z, low), high) ** 2)
    weights = 4 * np.array(expected)
    tau_squared = max(0.0, (10 * phi - 9) / (weights.sum() - (weights**2).sum() / weights.sum()))
    assert funnel.dispersion.phi == pytest.approx(phi)
    assert funnel.dispersion.tau == pytest.approx(math.sqrt(tau_squared))
    upper = (math.sqrt(1 / scale) + 1.959964 * math.sqrt(1 / weights[0] + tau_squared)) ** 2
    assert funnel.places[0].limits.upper_95 == pytest.approx(upper, rel=1e-6)


def test_ranks_of_two_areas_agree_with_the_chance_that_one_is_above_the_other():
    """Two gamma posteriors of equal exposure: the chance that a is the lower is a beta distribution's tail at ½."""
    for a, b in ((60, 50), (80, 50), (100, 50)):
        second = stats.beta(a + 0.5, b + 0.5).cdf(0.5)
        rank = simulated_ranks({"a": rate_per_1000(a, 1000), "b": rate_per_1000(b, 1000)}, seed=9)["a"]
        assert (rank.lowest == 2) is bool(second > 0.025)


def test_the_expectation_of_a_scan_is_statsmodels_quasi_poisson_fit():
    """An intercept-only Poisson GLM with an offset: same level (plus our half event), same Pearson dispersion."""
    rng = np.random.default_rng(4)
    weights = rng.uniform(0.8, 1.2, 24)
    counts = rng.negative_binomial(6, 0.1, size=24).astype(float)
    peer = sm.GLM(counts, np.ones(24), family=sm.families.Poisson(), offset=np.log(weights)).fit(scale="X2")
    ours = expectation(counts[None], weights[None], np.array([1.0]))
    level = math.exp(peer.params[0])
    assert ours.expected[0] == pytest.approx(level + 0.5 / weights.sum())
    # One series alone is its own prior: what is left is the Pearson dispersion, drawn towards 1 + k level.
    fitted = ours.expected[0] * weights
    clustering = (((counts - fitted) ** 2).sum() * 24 / 23 - fitted.sum()) / (fitted**2).sum()
    prior = 1 + clustering * ours.expected[0]
    pearson = ((counts - fitted) ** 2 / fitted).sum()
    assert pearson == pytest.approx(peer.scale * 23, rel=0.01)
    expected = max(prior, (pearson + 10 * prior) / 33) * (1 + 1 / weights.sum())
    assert ours.dispersion[0] == pytest.approx(expected)


@pytest.mark.parametrize(("count", "mean", "spread"), [(19, 6.9, 1.5), (0, 4.0, 1.2), (3, 3.0, 2.0), (400, 90.0, 4.0)])
def test_the_chance_of_a_count_is_scipys_negative_binomial(count, mean, spread):
    peer = stats.nbinom(mean / (spread - 1), 1 / spread)
    low, high = chance_of(np.array([float(count)]), np.array([mean]), np.array([spread]))
    assert low[0] == pytest.approx(peer.cdf(count) - 0.5 * peer.pmf(count))
    assert high[0] == pytest.approx(peer.sf(count) + 0.5 * peer.pmf(count))


def test_the_allowance_for_many_looks_is_statsmodels_benjamini_hochberg():
    counts = np.random.default_rng(2).poisson(9, size=(200, 15)).astype(float)
    counts[:5, -1] = 40
    months = [Month(2024, 1) + i for i in range(15)]
    found = scan(counts, months, Period(months[-1], months[-1]))
    assert found.adjusted == pytest.approx(multipletests(found.chance, method="fdr_bh")[1])
    assert set(found.exceptional) == set(np.flatnonzero(multipletests(found.chance, 0.05, "fdr_bh")[0]))
