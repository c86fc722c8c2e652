"""How much of crime is in how few places: Lorenz curve, Gini coefficients, shares, and what chance alone would make."""

from saferplace.analysis.concentration.concentration import (
    Concentration,
    Holders,
    Measured,
    Top,
    Verdict,
    concentration,
)
from saferplace.analysis.concentration.gini import generalised_gini, gini
from saferplace.analysis.concentration.kinds_of_place import KindOfPlace
from saferplace.analysis.concentration.law import Band, Standing
from saferplace.analysis.concentration.lorenz import Lorenz, lorenz

__all__ = [
    "Band",
    "Concentration",
    "Holders",
    "KindOfPlace",
    "Lorenz",
    "Measured",
    "Standing",
    "Top",
    "Verdict",
    "concentration",
    "generalised_gini",
    "gini",
    "lorenz",
]
