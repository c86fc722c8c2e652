"""Charts drawn on the server as SVG, from the same numbers as the table beside them. No script, no style sheet.

Only presentation attributes are used, so the strictest Content-Security-Policy shows them. Colour is never alone:
each kind of point has its own shape, and the key names it.
"""

from saferplace.core.charts.bars import Bar, bars_chart
from saferplace.core.charts.dots import Dot, ratio_dots
from saferplace.core.charts.forecast_chart import forecast_chart
from saferplace.core.charts.funnel_chart import funnel_chart
from saferplace.core.charts.sparkline import sparkline
from saferplace.core.charts.week_chart import week_chart
from saferplace.core.charts.xmr_chart import xmr_chart

__all__ = [
    "Bar",
    "Dot",
    "bars_chart",
    "forecast_chart",
    "funnel_chart",
    "ratio_dots",
    "sparkline",
    "week_chart",
    "xmr_chart",
]
