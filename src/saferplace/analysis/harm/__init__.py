"""Harm: counts of offences times published weights (Cambridge Crime Harm Index, ONS Crime Severity Score)."""

from saferplace.analysis.harm.change import HarmChange, harm_change
from saferplace.analysis.harm.total import Harm, OffenceHarm, harm
from saferplace.analysis.harm.weighted_poisson import WeightedSum, weighted_sum
from saferplace.analysis.harm.weights import Scheme, Weights

__all__ = [
    "Harm",
    "HarmChange",
    "OffenceHarm",
    "Scheme",
    "WeightedSum",
    "Weights",
    "harm",
    "harm_change",
    "weighted_sum",
]
