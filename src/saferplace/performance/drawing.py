"""A measure's reading as charts."""

from __future__ import annotations

from saferplace.core.charts import sparkline, xmr_chart
from saferplace.performance.models import Frequency
from saferplace.performance.queries import MeasureReading

_EVERY = {Frequency.MONTHLY: "a month", Frequency.QUARTERLY: "a quarter", Frequency.YEARLY: "a year"}


def measure_chart(reading: MeasureReading) -> str:
    """The control chart as SVG; empty before the first figure."""
    if reading.latest is None:
        return ""
    unit = reading.version.unit
    axis = unit if reading.version.is_percentage else f"{unit} {_EVERY[Frequency(reading.version.frequency)]}"
    return xmr_chart(
        reading.chart,
        chart_id=f"chart-{reading.measure.key}",
        title=reading.finding,
        description=reading.chart_in_words,
        axis_name=axis[:1].upper() + axis[1:],
        decimals=reading.decimals,
        unit=reading.suffix,
    )


def small_chart(reading: MeasureReading) -> str:
    """The sparkline of a scorecard row; empty before the first figure."""
    if reading.latest is None:
        return ""
    return sparkline(
        reading.chart,
        chart_id=f"spark-{reading.measure.key}",
        points=60,
        title=reading.finding,
        description=reading.chart_in_words,
    )
