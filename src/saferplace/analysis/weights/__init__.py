"""Who is whose neighbour: sparse spatial weights of polygons, points and equal cells."""

from saferplace.analysis.weights.contiguity import queen, rook
from saferplace.analysis.weights.distance import nearest, within_distance
from saferplace.analysis.weights.of_cells import around_hexagons, around_squares, beside_squares
from saferplace.analysis.weights.weights import Weights, weights_of_pairs

__all__ = [
    "Weights",
    "around_hexagons",
    "around_squares",
    "beside_squares",
    "nearest",
    "queen",
    "rook",
    "weights_of_pairs",
    "within_distance",
]
