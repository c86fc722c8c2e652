"""Density surfaces: where events lie thickest, at what rate, and where that has really changed.

`density_surface` and, for an area with a boundary, `density_surface_within`; everything else is made of those.
"""

from saferplace.analysis.density.bandwidth import (
    CrossValidation,
    bandwidth_by_likelihood,
    bandwidth_by_neighbours,
    bandwidth_by_rule,
    for_kernel,
)
from saferplace.analysis.density.change import VERDICTS, ChangeSurface, change_surface
from saferplace.analysis.density.contours import outline, outline_above, surface_at
from saferplace.analysis.density.dispersion import dispersion_of
from saferplace.analysis.density.edge import (
    density_surface_within,
    density_surface_within_uniform,
    share_of_kernel_within,
)
from saferplace.analysis.density.hot_area import HotArea, densest, level_holding, smallest_area_with
from saferplace.analysis.density.kernels import Kernel
from saferplace.analysis.density.rate import RateSurface, rate_surface
from saferplace.analysis.density.surface import Surface, density_surface
from saferplace.analysis.density.window import Window, window_of

__all__ = [
    "VERDICTS",
    "ChangeSurface",
    "CrossValidation",
    "HotArea",
    "Kernel",
    "RateSurface",
    "Surface",
    "Window",
    "bandwidth_by_likelihood",
    "bandwidth_by_neighbours",
    "bandwidth_by_rule",
    "change_surface",
    "densest",
    "density_surface",
    "density_surface_within",
    "density_surface_within_uniform",
    "dispersion_of",
    "for_kernel",
    "level_holding",
    "outline",
    "outline_above",
    "rate_surface",
    "share_of_kernel_within",
    "smallest_area_with",
    "surface_at",
    "window_of",
]
