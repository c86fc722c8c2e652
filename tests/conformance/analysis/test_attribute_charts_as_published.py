"""Charts of rates and shares beside Montgomery's worked examples, and beside the formulas written out anew."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.attribute_charts import Tally, g_chart, laney_p_chart, laney_u_chart, p_chart, t_chart, u_chart
from saferplace.analysis.months import Month
from saferplace.analysis.xmr import Polarity, Rule

# Montgomery, Introduction to Statistical Quality Control, table 7.4: purchase orders with an error.
ORDERS = [
    100,
    80,
    80,
    100,
    110,
    110,
    100,
    100,
    90,
    90,
    110,
    120,
    120,
    120,
    110,
    80,
    80,
    80,
    90,
    100,
    100,
    100,
    100,
    90,
    90,
]
ERRORS = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
# Table 7.11: nonconformities in rolls of dyed cloth, size in units of 50 square metres.
CLOTH = [10.0, 8.0, 13.0, 10.0, 9.5, 10.0, 12.0, 10.5, 12.0, 12.5]
FLAWS = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23]
# Table 7.14: hours between failures of a valve.
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]


def tallies(events, out_of):
    return {Month(2020, 1) + i: Tally(e, n) for i, (e, n) in enumerate(zip(events, out_of, strict=True))}


def test_p_chart_of_purchase_orders_is_montgomerys():
    """Section 7.2.2: centre 0.096, and sample 11 above its own limit."""
    chart = p_chart(tallies(ERRORS, ORDERS), polarity=Polarity.LOWER)
    assert round(chart.centre, 4) == 0.0955
    assert [i for i, p in enumerate(chart.points, 1) if p.rule is Rule.OUTSIDE] == [11]


def test_u_chart_of_dyed_cloth_has_montgomerys_limits():
    """Example 7.5, table 7.12: centre 1.42; the limits of each roll to two decimals."""
    chart = u_chart(tallies(FLAWS, CLOTH), polarity=Polarity.LOWER)
    assert round(chart.centre, 2) == 1.42
    by_size = {size: (p.upper, p.lower) for size, p in zip(CLOTH, chart.points, strict=True)}
    published = {10.0: (2.55, 0.29), 8.0: (2.69, 0.16), 13.0: (2.42, 0.43), 9.5: (2.58, 0.26), 12.0: (2.46, 0.39)}
    for size, limits in published.items():
        assert by_size[size] == pytest.approx(limits, abs=0.011)


@pytest.mark.parametrize(("laney", "spread"), [(laney_u_chart, lambda c: c), (laney_p_chart, lambda c: c * (1 - c))])
def test_laney_is_his_formula_written_out(laney, spread):
    """Laney (2002): sigma of z from moving ranges / 1.128; limits centre ± 3 sigma_i sigma_z."""
    x, n = np.array(ERRORS, float), np.array(ORDERS, float)
    centre = x.sum() / n.sum()
    sigma = np.sqrt(spread(centre) / n)
    sigma_z = np.abs(np.diff((x / n - centre) / sigma)).mean() / 1.128
    chart = laney(tallies(ERRORS, ORDERS), polarity=Polarity.LOWER)
    assert chart.dispersion == pytest.approx(sigma_z)
    assert [p.upper for p in chart.points] == pytest.approx(list(centre + 3 * sigma * sigma_z))
    assert [p.lower for p in chart.points] == pytest.approx(list(np.maximum(0, centre - 3 * sigma * sigma_z)))


def test_t_chart_of_valve_failures_is_montgomerys():
    """Example 7.6: transformed by the power 0.2777 the times average 5.39; no failure is unusual."""
    chart = t_chart(VALVE, polarity=Polarity.LOWER)
    assert chart.centre ** (1 / 3.6) == pytest.approx(5.386, abs=0.005)
    assert not any(gap.rule for gap in chart.gaps)
    roots = np.array(VALVE) ** (1 / 3.6)
    ranges = np.abs(np.diff(roots))
    assert chart.upper ** (1 / 3.6) == pytest.approx(roots.mean() + 2.66 * ranges.mean())


def test_g_chart_is_benneyans_formula_with_the_median_for_a_centre():
    gaps = [3, 0, 8, 5, 12, 1, 4, 9]
    mean = np.mean(gaps)
    chart = g_chart(gaps, polarity=Polarity.LOWER)
    assert chart.upper == pytest.approx(mean + 3 * np.sqrt(mean * (mean + 1)))
    assert chart.centre == pytest.approx(0.693 * mean, rel=1e-3)
