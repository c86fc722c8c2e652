"""Where density has really changed between two periods, and where it could be chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc
from scipy.stats import false_discovery_control

from saferplace.analysis.density.kernels import Kernel
from saferplace.analysis.density.lattice import lattice_under, spread
from saferplace.analysis.density.stencil import squared_stencil, stencil
from saferplace.analysis.density.surface import check_bandwidth, checked_points
from saferplace.analysis.density.window import Window
from saferplace.analysis.rate_ratio import Verdict

Values = npt.NDArray[np.float64]
Points = tuple[Values, Values]

VERDICTS = tuple(Verdict)  # a square's code is the place of its verdict in this

_LEAST_OF_A_KERNEL = 0.05  # a square that gets less than this of one event's peak has nothing near it


@dataclass(frozen=True, eq=False)
class ChangeSurface:
    """All arrays have the shape of the grid; outside the area NaN, and code -1.

    count, count_before: effective events near each square in the period and before: about what was counted within the
    kernel. ratio: of their rates, each for its own length of time (inf where there were none before, NaN where none at
    all). p_value: two-sided, of no change there. code: of the verdict, in ``VERDICTS``.
    """

    window: Window
    kernel: Kernel
    bandwidth_m: float
    exposure: float
    dispersion: float
    false_discovery_rate: float
    count: Values
    count_before: Values
    ratio: Values
    p_value: Values
    code: npt.NDArray[np.int8]

    def where(self, verdict: Verdict) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = self.code == VERDICTS.index(verdict)
        return found


def change_surface(
    now: Points,
    before: Points,
    *,
    window: Window,
    kernel: Kernel,
    bandwidth_m: float,
    exposure: float = 1.0,
    dispersion: float = 1.0,
    false_discovery_rate: float = 0.05,
) -> ChangeSurface:
    """Compare two periods place by place.

    now, before: east and north of each event. exposure: length of the period divided by that of the one before.
    dispersion: how much more the counts of a place vary than chance alone would make them (see `dispersion_of`); events
    count as so many times fewer. Events outside the window are left out.

    If nothing changed, each event fell into one period or the other by the toss of one coin, wherever it was. Kernel
    sums S = ΣK and ΣK² of all events near a square make S²/ΣK² effective events (Kish 1965), split between the periods
    as the sums are; their split is tested against the coin by the exact conditional binomial, as `rate_ratio` does for
    counts. Ratio of surfaces: Kelsall & Diggle (1995); fast local tests of it: Hazelton & Davies (2009). Over all
    squares with enough events the false discovery rate is held by Benjamini & Hochberg (1995), which allows for
    squares that share events (Benjamini & Yekutieli 2001, positive dependence).

    Raises ValueError in a sentence.
    """
    check_bandwidth(bandwidth_m, window.squares)
    if not exposure > 0:
        raise ValueError("The exposure must be above zero.")
    if not dispersion >= 1:
        raise ValueError("The dispersion cannot be below 1: counts do not vary less than chance makes them.")
    if not 0 < false_discovery_rate < 1:
        raise ValueError("The false discovery rate must lie between 0 and 1.")
    chance = exposure / (1 + exposure)  # that an event is of the later period, if nothing changed
    here, there, squared, least = _sums(now, before, window, kernel, bandwidth_m)
    total = here + there
    known = (window.share > 0) & (total >= least) & (squared > 0)
    effective = np.divide(total**2, squared * dispersion, out=np.zeros_like(total), where=known)
    share = np.divide(here, total, out=np.full_like(total, chance), where=known)
    count, count_before = effective * share, effective * (1 - share)
    p_value = np.where(window.share > 0, two_sided(count, count_before, chance), np.nan)
    enough = known & (_least_p(effective, chance) <= false_discovery_rate)
    is_real = np.zeros_like(enough)
    is_real[enough] = discoveries(p_value[enough], false_discovery_rate)
    code = _codes(count, count_before, chance, exposure, enough, is_real, false_discovery_rate)
    outside = window.share == 0
    code[outside] = -1
    for values in (count, count_before):
        values[outside] = np.nan
    with np.errstate(divide="ignore", invalid="ignore"):  # none before is inf, none at all NaN: both are told apart
        ratio = np.where(total > 0, count / count_before / exposure, np.nan)
    return ChangeSurface(
        window, kernel, float(bandwidth_m), exposure, dispersion, false_discovery_rate,
        count, count_before, ratio, p_value, code,
    )  # fmt: skip


def two_sided(count: Values, count_before: Values, chance: float) -> Values:
    """Exact conditional p-value of a split; counts need not be whole (Clopper & Pearson 1934, by beta integrals).

    >>> two_sided(np.array([57.0]), np.array([37.0]), 0.5).round(3)  # as scipy.stats.binomtest(57, 94)
    array([0.049])
    """
    tails = np.minimum(_at_least(count, count_before, chance), _at_least(count_before, count, 1 - chance))
    both: Values = np.minimum(1.0, 2 * tails)
    return both


def _at_least(count: Values, others: Values, chance: float) -> Values:
    """The chance of so many or more. None at all is certain; betainc asks for parameters above zero."""
    tail: Values = np.where(count > 0, betainc(np.maximum(count, 1e-300), others + 1, chance), 1.0)
    return tail


def discoveries(p_values: Values, rate: float) -> npt.NDArray[np.bool_]:
    """Which of many p-values stand when a share ``rate`` of those standing may be false (Benjamini & Hochberg 1995)."""
    if len(p_values) == 0:
        return np.zeros(0, dtype=bool)
    found: npt.NDArray[np.bool_] = false_discovery_control(p_values) <= rate
    return found


def _sums(
    now: Points, before: Points, window: Window, kernel: Kernel, bandwidth_m: float
) -> tuple[Values, Values, Values, float]:
    squares = window.squares
    single = stencil(kernel, bandwidth_m, squares.cell_m)
    squared = squared_stencil(kernel, bandwidth_m, squares.cell_m)
    lattice = lattice_under(squares, single)
    nodes = []
    for east, north in (now, before):
        x, y, _ = checked_points(east, north, None)
        inside = window.holds(x, y)
        nodes.append(lattice.shared(x[inside], y[inside], None))
    here, there = (spread(held, single, squares) for held in nodes)
    return here, there, spread(nodes[0] + nodes[1], squared, squares), _LEAST_OF_A_KERNEL * single.peak


def _least_p(effective: Values, chance: float) -> Values:
    """The smallest p-value that so many events could give: a square where that is too large cannot be tested.

    It depends on the total only, not on the split, so that leaving squares out by it does not bias the rest.
    """
    smallest: Values = 2 * min(chance, 1 - chance) ** effective
    return smallest


def _codes(
    count: Values,
    count_before: Values,
    chance: float,
    exposure: float,
    enough: npt.NDArray[np.bool_],
    is_real: npt.NDArray[np.bool_],
    rate: float,
) -> npt.NDArray[np.int8]:
    """Too few where neither a halving nor a doubling can be ruled out, as `RateRatio.verdict` says it of counts."""
    halved, doubled = exposure / 2 / (1 + exposure / 2), exposure * 2 / (1 + exposure * 2)
    is_open = enough & ~is_real
    here, there = count[is_open], count_before[is_open]
    nothing_ruled_out = np.zeros_like(enough)
    nothing_ruled_out[is_open] = (_at_least(here, there, halved) >= rate / 2) & (
        _at_least(there, here, 1 - doubled) >= rate / 2
    )
    code = np.full(count.shape, VERDICTS.index(Verdict.COULD_BE_CHANCE), dtype=np.int8)
    code[~enough | nothing_ruled_out] = VERDICTS.index(Verdict.TOO_FEW)
    has_risen = count * (1 - chance) > count_before * chance
    code[is_real & has_risen] = VERDICTS.index(Verdict.REAL_RISE)
    code[is_real & ~has_risen] = VERDICTS.index(Verdict.REAL_FALL)
    return code
