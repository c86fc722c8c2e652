"""Control charts of events out of something that varies (rates u, shares p) and of the time between rare events (g, t).

Points, rules and kinds are those of :mod:`saferplace.analysis.xmr`; here each point has limits of its own.
"""

from saferplace.analysis.attribute_charts.chart import laney_p_chart, laney_u_chart, p_chart, u_chart
from saferplace.analysis.attribute_charts.rare_events import days_between, g_chart, t_chart
from saferplace.analysis.attribute_charts.reading import rare_events_in_words, rate_chart_in_words
from saferplace.analysis.attribute_charts.shapes import Gap, RareEvents, RateChart, RatePoint, Tally

__all__ = [
    "Gap",
    "RareEvents",
    "RateChart",
    "RatePoint",
    "Tally",
    "days_between",
    "g_chart",
    "laney_p_chart",
    "laney_u_chart",
    "p_chart",
    "rare_events_in_words",
    "rate_chart_in_words",
    "t_chart",
    "u_chart",
]
