"""When and how much: aoristic profiles beside pandas, forecasts beside statsmodels used as its documentation shows.

Run as `python benchmarks/analysis/times.py [SIZES]`: numbers of events for the profile; 10,000, 100,000 and 1,000,000.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
from beside import Comparison, report
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

from saferplace.analysis.change_points import change_points
from saferplace.analysis.forecast import forecast
from saferplace.analysis.monthly_counts import MonthlyCounts
from saferplace.analysis.months import Month
from saferplace.analysis.time_profiles import time_profile

_ORIGINS, _HORIZON = 12, 6


def spans(events: int) -> tuple[np.ndarray, np.ndarray]:
    """Busy evenings and weekends of a year without a change of the clock; six in ten are between two times."""
    rng = np.random.default_rng(1)
    hour = np.clip(rng.normal(20, 4, events), 0, 23.99)
    day = rng.choice(180, events)
    begins = np.datetime64("2025-04-07", "s") + (day * 86_400 + hour * 3600).astype("timedelta64[s]")
    length = rng.exponential(5 * 3600, events) * (rng.random(events) < 0.6)
    return begins, begins + np.minimum(length, 86_400).astype("timedelta64[s]")


def by_explode(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """A row for every hour that an event touches, weighted by its overlap."""
    table = pd.DataFrame({"begin": begins, "end": ends})
    exact = table[table.begin == table.end]
    table = table[table.begin < table.end]
    first, last = table.begin.dt.floor("h"), (table.end - pd.Timedelta(1, "s")).dt.floor("h")
    hours = ((last - first) // pd.Timedelta(1, "h")).astype(int) + 1
    table = table.assign(step=[np.arange(n) for n in hours], first=first).explode("step")
    start = table["first"] + pd.to_timedelta(table.step.astype(int), unit="h")
    overlap = np.minimum(table.end, start + pd.Timedelta(1, "h")) - np.maximum(table.begin, start)
    weight = overlap / (table.end - table.begin)
    columns = {"day": start.dt.day_of_week, "hour": start.dt.hour, "weight": weight}
    at = {"day": exact.begin.dt.day_of_week, "hour": exact.begin.dt.hour, "weight": 1.0}
    week = pd.concat([pd.DataFrame(columns), pd.DataFrame(at)]).groupby(["day", "hour"]).weight.sum()
    return week.unstack(fill_value=0).reindex(index=range(7), columns=range(24), fill_value=0).to_numpy()


def boroughs(count: int) -> list[MonthlyCounts]:
    rng = np.random.default_rng(2)
    at = np.arange(120)
    means = [m * np.exp(0.2 * np.cos(2 * np.pi * at / 12) - 0.002 * at) for m in rng.uniform(40, 300, count)]
    return [MonthlyCounts(Month(2014, 1), rng.negative_binomial(m, 0.5).astype(float), {}) for m in means]


def as_documented(series: list[MonthlyCounts]) -> None:
    """Rolling origin of ETS and Theta, estimated anew with prediction intervals at each origin."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for one in series:
            dated = pd.Series(np.sqrt(one.counts), index=pd.date_range("2014-01-01", periods=len(one), freq="MS"))
            for origin in range(len(one) - _ORIGINS, len(one) + 1):
                past = dated[:origin]
                ets = ETSModel(past, error="add", seasonal="add", seasonal_periods=12).fit(disp=False)
                ets.get_prediction(start=origin, end=origin + _HORIZON - 1).summary_frame()
                theta = ThetaModel(past, period=12, method="additive").fit()
                theta.prediction_intervals(_HORIZON)


def comparisons(sizes: list[int]) -> Iterator[Comparison]:
    for size in sizes:
        begins, ends = spans(size)

        def agree(begins: np.ndarray = begins, ends: np.ndarray = ends) -> None:
            np.testing.assert_allclose(time_profile(begins, ends).weight, by_explode(begins, ends), rtol=1e-9)

        yield Comparison(
            "aoristic hour × weekday",
            f"{size:,} events",
            lambda begins=begins, ends=ends: time_profile(begins, ends),
            "pandas, explode to hours",
            lambda begins=begins, ends=ends: by_explode(begins, ends),
            agree=agree,
        )
    few, all_boroughs = boroughs(2), boroughs(32)
    yield Comparison(
        "forecast, five methods tried at 12 origins",
        "2 series of 120 months",
        lambda: [forecast(one, horizon=_HORIZON, origins=_ORIGINS) for one in few],
        "statsmodels ETS and Theta as documented",
        lambda: as_documented(few),
        runs=1,
    )
    yield Comparison(
        "change points with chance and dates",
        "32 series of 120 months",
        lambda: [change_points(one, seed=1) for one in all_boroughs],
        "none installed",
        None,
        "–",
        runs=2,
    )


if __name__ == "__main__":
    report(comparisons([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]))
