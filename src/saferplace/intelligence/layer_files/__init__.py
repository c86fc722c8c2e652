"""A layer of areas as files for other programs: GeoJSON, GeoPackage, CSV, and a picture to print.

Each holds the answer's words and its receipt, so that no file says less than the page.
"""

from saferplace.intelligence.layer_files.answered import AnsweredLayer
from saferplace.intelligence.layer_files.kinds import KINDS, write

__all__ = ["KINDS", "AnsweredLayer", "write"]
