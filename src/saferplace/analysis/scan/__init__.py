"""Many series looked at together: which few are further from their own past than chance and so many looks explain."""

from saferplace.analysis.scan.scan import FALSE_SHARE, scan
from saferplace.analysis.scan.shapes import Found, Scan, Standing

__all__ = ["FALSE_SHARE", "Found", "Scan", "Standing", "scan"]
