"""Did it work? Before and after, comparison areas, displacement, and the smallest effect that could have been seen.

Counts in, an effect with its interval and its words out. Nothing here takes out regression to the mean entirely.
"""

from saferplace.analysis.effect.before_after import REGRESSION_TO_THE_MEAN, BeforeAfter
from saferplace.analysis.effect.difference_in_differences import DifferenceInDifferences, difference_in_differences
from saferplace.analysis.effect.displacement_difference import (
    DisplacementDifference,
    Sizes,
    displacement_difference,
    together,
)
from saferplace.analysis.effect.displacement_quotient import DisplacementQuotient, Spread, displacement_quotient
from saferplace.analysis.effect.interrupted_series import InterruptedSeries, step_and_slope_change, step_change
from saferplace.analysis.effect.net_effect import NetEffect, total_net_effect
from saferplace.analysis.effect.power import (
    SmallestEffect,
    smallest_displacement_difference,
    smallest_relative_effect,
    smallest_step,
)
from saferplace.analysis.effect.relative_effect import RelativeEffect, dispersion_around, relative_effect
from saferplace.analysis.effect.synthetic_control import SyntheticControl, synthetic_control

__all__ = [
    "REGRESSION_TO_THE_MEAN",
    "BeforeAfter",
    "DifferenceInDifferences",
    "DisplacementDifference",
    "DisplacementQuotient",
    "InterruptedSeries",
    "NetEffect",
    "RelativeEffect",
    "Sizes",
    "SmallestEffect",
    "Spread",
    "SyntheticControl",
    "difference_in_differences",
    "dispersion_around",
    "displacement_difference",
    "displacement_quotient",
    "relative_effect",
    "smallest_displacement_difference",
    "smallest_relative_effect",
    "smallest_step",
    "step_and_slope_change",
    "step_change",
    "synthetic_control",
    "together",
    "total_net_effect",
]
