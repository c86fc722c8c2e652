"""Counts of places against nearness to features: Poisson regression with wider intervals, or negative binomial."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.stats import false_discovery_control, norm

from saferplace.analysis.risk_terrain.associations import (
    NEIGHBOURS_ARE_ALIKE,
    NOT_A_CAUSE,
    Association,
    Associations,
)
from saferplace.analysis.risk_terrain.nearness import Feature, near
from saferplace.analysis.snap_points import (
    MOVED_TO_SNAP_POINTS,
    NOTHING_NEARER_THAN_A_STREET,
    SNAPPED_TO_THE_FEATURE_ITSELF,
)

Floats = npt.NDArray[np.float64]
Near = npt.NDArray[np.bool_]
_FEWEST_CELLS = 5  # near and not near: with fewer, one odd cell decides the ratio
_FEWEST_EVENTS = 5


@dataclass(frozen=True)
class _Fit:
    """Logarithms of the ratios (constant left out), their standard errors, and the dispersion."""

    effects: Floats
    errors: Floats
    dispersion: float


def associations(
    counts: npt.ArrayLike,
    east: npt.ArrayLike,
    north: npt.ArrayLike,
    features: tuple[Feature, ...],
    exposure: npt.ArrayLike | None = None,
) -> Associations:
    """Rate ratio of cells (or other places) near each feature against the rest, the features taken together.

    counts: events in each cell; east, north: its middle; exposure: square kilometres (or residents) of each, above
    zero, None for equal cells. A cell is near when its middle lies within the feature's distance.
    Poisson regression with log link; variance scaled by Pearson's statistic where that exceeds 1, never narrowed
    (Wedderburn 1974; McCullagh & Nelder 1989). Features near, or not near, fewer than five cells, or with fewer than
    five events on either side, are reported as too few to tell and left out. Raises ValueError for input that cannot
    be, or features that cannot be told apart.
    Kin to risk terrain modelling (Caplan, Kennedy & Miller 2011), without its search over distances, which finds
    something in noise.
    """
    return _associations(counts, east, north, features, exposure, _poisson, "Poisson regression, widened")


def associations_of_snap_points(
    counts: npt.ArrayLike,
    east: npt.ArrayLike,
    north: npt.ArrayLike,
    features: tuple[Feature, ...],
    exposure: npt.ArrayLike | None = None,
) -> Associations:
    """As ``associations``, for counts of the points that data.police.uk publishes; the result says what they are."""
    found = associations(counts, east, north, features, exposure)
    said = (MOVED_TO_SNAP_POINTS, NOTHING_NEARER_THAN_A_STREET, SNAPPED_TO_THE_FEATURE_ITSELF)
    return replace(found, caveats=found.caveats + said)


def associations_negative_binomial(
    counts: npt.ArrayLike,
    east: npt.ArrayLike,
    north: npt.ArrayLike,
    features: tuple[Feature, ...],
    exposure: npt.ArrayLike | None = None,
) -> Associations:
    """As ``associations``, with a negative binomial (variance m + αm²), which trusts crowded cells less.

    Raises ValueError also where the counts do not vary more than chance allows, so that no α can be found.
    """
    return _associations(counts, east, north, features, exposure, _negative_binomial, "negative binomial regression")


def _associations(
    counts: npt.ArrayLike,
    east: npt.ArrayLike,
    north: npt.ArrayLike,
    features: tuple[Feature, ...],
    exposure: npt.ArrayLike | None,
    fit: Callable[[Floats, Floats, Floats], _Fit],
    method: str,
) -> Associations:
    y, x, n, area = _checked(counts, east, north, exposure)
    if not features:
        raise ValueError("There is no feature to look near.")
    if len({one.name for one in features}) < len(features):
        raise ValueError("Two features have the same name.")
    by_feature = [near(feature, x, n) for feature in features]
    reasons = [_too_few(y, cells) for cells in by_feature]
    told = [i for i, reason in enumerate(reasons) if not reason]
    if not told:
        raise ValueError(
            "No feature can be told: " + "; ".join(f"{f.name}, {r}" for f, r in zip(features, reasons, strict=True))
        )
    design = np.column_stack([by_feature[i] for i in told]).astype(np.float64)
    _must_differ(design, [features[i].name for i in told])
    fitted = fit(y, design, np.log(area))
    chance = false_discovery_control(2 * norm.sf(np.abs(fitted.effects / fitted.errors)))
    reach = norm.ppf(0.975) * fitted.errors
    ratios, lower, upper = (np.exp(fitted.effects + way * reach) for way in (0, -1, 1))
    where = {i: at for at, i in enumerate(told)}
    found = tuple(
        Association(
            feature.name,
            int(cells.sum()),
            float(y[cells].sum()),
            *_ends(where.get(i), ratios, lower, upper, chance),
            reason,
        )
        for i, (feature, cells, reason) in enumerate(zip(features, by_feature, reasons, strict=True))
    )
    real = chance <= 0.05
    risk = np.exp(design[:, real] @ fitted.effects[real])
    return Associations(
        found, len(y), float(y.sum()), fitted.dispersion, risk / risk.min(), method, (NOT_A_CAUSE, NEIGHBOURS_ARE_ALIKE)
    )


def _ends(
    at: int | None, ratios: Floats, lower: Floats, upper: Floats, chance: Floats
) -> tuple[float | None, float | None, float | None, float | None]:
    if at is None:
        return None, None, None, None
    return float(ratios[at]), float(lower[at]), float(upper[at]), float(chance[at])


def _poisson(y: Floats, design: Floats, offset: Floats) -> _Fit:
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    columns = np.column_stack((np.ones(len(y)), design))
    with warnings.catch_warnings():
        # Cells that are all alike are predicted perfectly; the ratio is then 1 and its Poisson interval holds.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fitted = GLM(y, columns, family=Poisson(), offset=offset).fit()
    dispersion = float(fitted.pearson_chi2 / fitted.df_resid)
    # The plain errors are those of a Poisson count; no one is to be surer than that.
    return _Fit(fitted.params[1:], fitted.bse[1:] * np.sqrt(max(1.0, dispersion)), dispersion)


def _negative_binomial(y: Floats, design: Floats, offset: Floats) -> _Fit:
    from statsmodels.discrete.discrete_model import NegativeBinomial

    columns = np.column_stack((np.ones(len(y)), design))
    dispersion = _poisson(y, design, offset).dispersion
    if dispersion <= 1:
        raise ValueError("The cells do not vary more than chance allows; the Poisson regression is the right one.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            fitted = NegativeBinomial(y, columns, offset=offset).fit(disp=0, maxiter=200)
        except (Warning, np.linalg.LinAlgError) as failed:
            raise ValueError("The negative binomial regression found no answer; use the Poisson one.") from failed
    return _Fit(np.asarray(fitted.params[1:-1]), np.asarray(fitted.bse[1:-1]), dispersion)


def _checked(
    counts: npt.ArrayLike, east: npt.ArrayLike, north: npt.ArrayLike, exposure: npt.ArrayLike | None
) -> tuple[Floats, Floats, Floats, Floats]:
    y, x, n = (np.asarray(one, dtype=np.float64).ravel() for one in (counts, east, north))
    area = np.ones(len(y)) if exposure is None else np.asarray(exposure, dtype=np.float64).ravel()
    if not len(y) == len(x) == len(n) == len(area):
        raise ValueError("Each cell needs a count, an easting, a northing and an exposure.")
    if not all(np.isfinite(one).all() for one in (y, x, n, area)) or (y < 0).any():
        raise ValueError("A cell has no count or no coordinates, or its count is below zero.")
    if not (area > 0).all():
        raise ValueError("The exposure of each cell must be above zero.")
    return y, x, n, area


def _too_few(y: Floats, cells: Near) -> str:
    for which, side in (("near", cells), ("not near", ~cells)):
        if side.sum() < _FEWEST_CELLS:
            return f"only {side.sum()} places are {which}"
        if y[side].sum() < _FEWEST_EVENTS:
            return f"only {y[side].sum():g} events are at the places {which}"
    return ""


def _must_differ(design: Floats, names: list[str]) -> None:
    columns = np.column_stack((np.ones(len(design)), design))
    if np.linalg.matrix_rank(columns) == columns.shape[1]:
        return
    for later in range(1, len(names)):
        for earlier in range(later):
            if (design[:, later] == design[:, earlier]).all():
                raise ValueError(f"{names[earlier]} and {names[later]} are near the same cells: leave one out.")
    raise ValueError("These features cannot be told apart in these cells: leave one out.")
