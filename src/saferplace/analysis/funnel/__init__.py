"""Funnel plots: which places are further from the rest than chance, given how many people or crimes each rests on."""

from saferplace.analysis.funnel.chart import (
    additive_binomial_funnel,
    additive_poisson_funnel,
    exact_binomial_funnel,
    exact_poisson_funnel,
    multiplicative_binomial_funnel,
    multiplicative_poisson_funnel,
)
from saferplace.analysis.funnel.over_dispersion import Dispersion, dispersion
from saferplace.analysis.funnel.shapes import Funnel, FunnelLine, FunnelPlace, Standing

__all__ = [
    "Dispersion",
    "Funnel",
    "FunnelLine",
    "FunnelPlace",
    "Standing",
    "additive_binomial_funnel",
    "additive_poisson_funnel",
    "dispersion",
    "exact_binomial_funnel",
    "exact_poisson_funnel",
    "multiplicative_binomial_funnel",
    "multiplicative_poisson_funnel",
]
