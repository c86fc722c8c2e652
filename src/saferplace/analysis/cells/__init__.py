"""Equal cells laid over an area, squares or hexagons: places that nobody drew to suit a finding."""

from saferplace.analysis.cells.hexagons import Hexagons, hexagons_over
from saferplace.analysis.cells.squares import Squares, squares_over
from saferplace.analysis.cells.tessellation import Cells

__all__ = ["Cells", "Hexagons", "Squares", "hexagons_over", "squares_over"]
