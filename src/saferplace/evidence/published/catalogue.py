"""Every layout that is known, and the data sets that they fill."""

from __future__ import annotations

from saferplace.evidence.published import fly_tipping
from saferplace.evidence.published.layout import Layout
from saferplace.evidence.sources.source import Source

LAYOUTS: tuple[Layout, ...] = (fly_tipping.LAYOUT,)
PUBLISHED: tuple[Source, ...] = tuple(dict.fromkeys(layout.source for layout in LAYOUTS))
