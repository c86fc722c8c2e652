"""Evaluations, survey shares and disclosure control beside what a user would pick.

    python benchmarks/analysis/effect.py

Placebo runs repeat an evaluation as if other areas had been the treated ones: that is where speed counts. The peer of
differences-in-differences is statsmodels' GLM with a dummy for each area and month. A peer that is too slow for all
runs does the few that its column names: multiply the printed ratio by as many as it says.
"""

from __future__ import annotations

import numpy as np
import statsmodels.api as sm
from beside import Comparison, report
from scipy.optimize import minimize

from saferplace.analysis.disclosure import SmallCounts, narrowed, suppress, two_way
from saferplace.analysis.effect import difference_in_differences, synthetic_control
from saferplace.analysis.effect.synthetic_control import simplex_weights
from saferplace.analysis.survey import design, weighted_proportion

RNG = np.random.default_rng(1)


def placebo_runs(areas: int, runs: int, peer_runs: int) -> Comparison:
    counts = RNG.poisson(RNG.gamma(2, 4, (areas, 1)) * RNG.gamma(20, 0.05, 24))
    picks = [RNG.permutation(areas) < areas // 8 for _ in range(runs)]
    area, month = np.repeat(np.arange(areas), 24), np.tile(np.arange(24), areas)
    fixed = np.column_stack([area[:, None] == np.arange(areas), month[:, None] == np.arange(1, 24)]).astype(float)

    def ours() -> list[float]:
        return [difference_in_differences(counts, treated, 12).ratio for treated in picks]

    def one(treated: np.ndarray) -> float:
        rows = np.column_stack([(treated[area] & (month >= 12)).astype(float), fixed])
        fitted = sm.GLM(counts.ravel(), rows, family=sm.families.Poisson()).fit(
            cov_type="cluster", cov_kwds={"groups": area}
        )
        return float(np.exp(fitted.params[0]))

    def agree() -> None:
        assert np.isclose(one(picks[0]), ours()[0], rtol=1e-5)

    size = f"{areas} areas × 24 months, {runs} runs"
    name = f"statsmodels GLM, only {peer_runs} of {runs} runs (× {runs // peer_runs})"
    return Comparison(
        "difference in differences, placebos",
        size,
        ours,
        name,
        lambda: [one(p) for p in picks[:peer_runs]],
        agree=agree,
    )


def mixtures(donors: int, *, beside_peer: bool) -> Comparison:
    pool = RNG.gamma(30, 1, (donors, 48)) + 20 * RNG.random((donors, 1))
    treated = pool[:5].mean(axis=0) + RNG.normal(0, 1, 48)

    def slsqp() -> list[np.ndarray]:
        return [_general_solver(pool[i, :36], np.delete(pool, i, axis=0)[:, :36]) for i in range(donors)]

    def agree() -> None:
        ours = simplex_weights(pool[0, :36], pool[1:, :36])
        theirs = _general_solver(pool[0, :36], pool[1:, :36])
        assert ((pool[0, :36] - ours @ pool[1:, :36]) ** 2).sum() <= 1.001 * (
            (pool[0, :36] - theirs @ pool[1:, :36]) ** 2
        ).sum()

    return Comparison(
        "synthetic control, all placebos", f"{donors} donors × 48 months",
        lambda: synthetic_control(treated, pool, 36), "SciPy SLSQP in a loop", slsqp if beside_peer else None,
        "minutes", agree,
    )  # fmt: skip


def _general_solver(target: np.ndarray, pool: np.ndarray) -> np.ndarray:
    return minimize(
        lambda w: ((target - w @ pool) ** 2).sum(),
        np.full(len(pool), 1 / len(pool)),
        jac=lambda w: -2 * pool @ (target - w @ pool),
        bounds=[(0, 1)] * len(pool),
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        method="SLSQP",
    ).x


def hiding(rows: int, columns: int) -> list[Comparison]:
    mean = 4 * RNG.gamma(1, 1, columns)
    counts = RNG.negative_binomial(0.7, 0.7 / (0.7 + mean), (rows, columns))
    protected, sums = suppress(counts), two_way(counts)
    size = f"{rows} × {columns}: {int(protected.small.sum())} small, {protected.hidden_to_protect} more hidden"
    why = "none in Python (τ-ARGUS and sdcTable are Java and R)"

    def audit() -> None:
        assert narrowed(sums, protected.hidden.ravel(), SmallCounts()) == []

    return [
        Comparison("suppression", size, lambda: suppress(counts), why, None),
        Comparison("audit by linear programming", size, audit, why, None, runs=1),
    ]


def share(people: int) -> Comparison:
    weights, said = RNG.gamma(4, 0.25, people), RNG.random(people) < 0.3
    clusters = np.arange(people) // 20
    plan, everybody = design(weights, clusters=clusters.tolist()), np.ones(people, dtype=bool)

    def regression() -> object:
        model = sm.WLS(said.astype(float), np.ones(people), weights=weights)
        return model.fit(cov_type="cluster", cov_kwds={"groups": clusters})

    def agree() -> None:
        ours = weighted_proportion(said, everybody, plan).percent
        assert np.isclose(regression().params[0], ours / 100)

    return Comparison(
        "weighted share, clusters", f"{people:,} people", lambda: weighted_proportion(said, everybody, plan),
        "statsmodels WLS, clustered", regression, agree=agree,
    )  # fmt: skip


if __name__ == "__main__":
    report(
        [
            placebo_runs(70, 100, 5),
            placebo_runs(270, 100, 1),
            mixtures(20, beside_peer=True),
            mixtures(150, beside_peer=False),
            *hiding(100, 20),
            *hiding(700, 14),
            share(12_000),
            share(1_000_000),
        ]
    )
