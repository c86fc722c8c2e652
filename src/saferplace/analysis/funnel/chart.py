"""Places to a funnel plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from saferplace.analysis.funnel.limits import (
    ARCSINE,
    SQUARE_ROOT,
    TAILS,
    Scale,
    even,
    exact_binomial,
    exact_poisson,
)
from saferplace.analysis.funnel.over_dispersion import Dispersion, dispersion
from saferplace.analysis.funnel.shapes import Funnel, FunnelLine, FunnelPlace, Standing

Floats = NDArray[np.float64]
Places = Mapping[str, tuple[int, float]]
"""Name to events and what they are out of."""

_POINTS_OF_A_LINE = 60
_Limit = Callable[[float, Floats, float, Dispersion], Floats]  # of centre, sizes, tail and dispersion


def exact_poisson_funnel(places: Places) -> Funnel:
    """Rates against exact Poisson limits, as if places differed by chance alone.

    places: name to (events >= 0, out_of > 0), two or more. The centre is the rate of all together.
    Raises ValueError for impossible numbers or fewer than two places.
    Spiegelhalter (2005), *Statistics in Medicine* 24, 1185-1202. With thousands of events everything is outside such
    limits: then an additive funnel is the one to read.
    """
    return _drawn(places, SQUARE_ROOT, lambda c, n, tail, _: exact_poisson(c, n, tail), allows=False)


def exact_binomial_funnel(places: Places) -> Funnel:
    """Shares (events among ``out_of``, both whole) against exact binomial limits. As ``exact_poisson_funnel``."""
    return _drawn(_shares(places), ARCSINE, lambda c, n, tail, _: exact_binomial(c, n, tail), allows=False)


def additive_poisson_funnel(places: Places) -> Funnel:
    """Rates against limits that allow each place a level of its own: chance and the spread between places added.

    The random-effects limits of Spiegelhalter (2005), appendix A.3, on the square-root scale.
    """
    return _drawn(places, SQUARE_ROOT, _added(SQUARE_ROOT), allows=True)


def additive_binomial_funnel(places: Places) -> Funnel:
    """Shares, as ``additive_poisson_funnel``, on the arcsine scale."""
    return _drawn(_shares(places), ARCSINE, _added(ARCSINE), allows=True)


def multiplicative_poisson_funnel(places: Places) -> Funnel:
    """Rates against limits widened everywhere by the same factor, √phi; never narrower than chance.

    Spiegelhalter (2005), appendix A.3. It assumes that events come in clusters of the same size everywhere.
    """
    return _drawn(places, SQUARE_ROOT, _multiplied(SQUARE_ROOT), allows=True)


def multiplicative_binomial_funnel(places: Places) -> Funnel:
    """Shares, as ``multiplicative_poisson_funnel``, on the arcsine scale."""
    return _drawn(_shares(places), ARCSINE, _multiplied(ARCSINE), allows=True)


def _added(scale: Scale) -> _Limit:
    return lambda c, n, tail, found: even(scale, c, np.sqrt(_standard_errors(n) ** 2 + found.tau**2), tail)


def _multiplied(scale: Scale) -> _Limit:
    return lambda c, n, tail, found: even(scale, c, _standard_errors(n) * np.sqrt(max(1.0, found.phi)), tail)


def _standard_errors(out_of: Floats) -> Floats:
    return np.asarray(0.5 / np.sqrt(out_of))


def _shares(places: Places) -> Places:
    for name, (events, out_of) in places.items():
        if events > out_of:
            raise ValueError(f"{name}: {events} of {out_of:g} is not a share.")
    return places


def _drawn(places: Places, scale: Scale, limit: _Limit, *, allows: bool) -> Funnel:
    for name, (count, size) in places.items():
        if count < 0 or not size > 0:
            raise ValueError(f"{name}: {count} of {size:g} cannot be. Events are 0 or more, out of more than 0.")
    if len(places) < 2:
        raise ValueError("One place cannot be compared: a funnel needs two or more.")
    events = np.array([float(count) for count, _ in places.values()])
    out_of = np.array([float(size) for _, size in places.values()])
    centre = float(events.sum() / out_of.sum())
    errors = _standard_errors(out_of)
    z = (scale.to(events / out_of) - scale.to(np.asarray(centre))) / errors
    found = dispersion(z, errors)

    def lines(sizes: Floats) -> list[FunnelLine]:
        ends = [limit(centre, sizes, tail, found) for tail in TAILS]
        return [FunnelLine(float(n), *(float(end[i]) for end in ends)) for i, n in enumerate(sizes)]

    own = lines(out_of)
    return Funnel(
        places=tuple(
            FunnelPlace(name, count, size, count / size, at, _standing(count / size, at))
            for (name, (count, size)), at in zip(places.items(), own, strict=True)
        ),
        centre=centre,
        lines=tuple(lines(_sizes_to_draw(out_of))),
        dispersion=found,
        allows_for_dispersion=allows,
    )


def _sizes_to_draw(out_of: Floats) -> Floats:
    """Whole sizes, closer together where the funnel bends."""
    sizes = np.geomspace(out_of.min(), out_of.max(), _POINTS_OF_A_LINE)
    return np.unique(np.maximum(np.round(sizes), 1.0)) if out_of.min() >= 1 else np.unique(sizes)


def _standing(rate: float, limits: FunnelLine) -> Standing:
    if rate > limits.upper_998:
        return Standing.FAR_ABOVE
    if rate < limits.lower_998:
        return Standing.FAR_BELOW
    if rate > limits.upper_95:
        return Standing.ABOVE
    return Standing.BELOW if rate < limits.lower_95 else Standing.WITHIN
