"""The scorecard as plain values, for programs: the same numbers as the page."""

from __future__ import annotations

from typing import Any

from saferplace.analysis.change import Change
from saferplace.performance.queries import MeasureReading, Scorecard


def scorecard_as_json(card: Scorecard) -> dict[str, Any]:
    return {
        "partnership": card.partnership.slug,
        "csp_code": card.partnership.csp_code,
        "date": card.today.isoformat(),
        "measures": [reading_as_json(reading) for reading in card.readings],
    }


def reading_as_json(reading: MeasureReading) -> dict[str, Any]:
    """One measure. ``null`` is "not calculable" or "no data yet"; the words beside it say which and why."""
    latest, rolling, to_date = reading.latest, reading.rolling, reading.year_to_date
    segment = reading.chart.newest_segment
    limits = segment.limits if segment else None
    return {
        "key": reading.measure.key,
        "name": reading.version.name,
        "tier": reading.measure.tier,
        "headline_number": reading.measure.headline_number,
        "unit": reading.version.unit,
        "better": reading.version.polarity,
        "latest": latest
        and {
            "period": str(latest.period),
            "value": latest.value,
            "numerator": latest.numerator,
            "denominator": latest.denominator,
            "is_provisional": latest.is_provisional,
            "receipt": latest.receipt_id,
            "source": latest.source_note,
        },
        "latest_in_words": reading.latest_in_words,
        "rolling_12_months": rolling
        and {
            "period": str(rolling.period),
            "total": rolling.total,
            "total_before": rolling.total_before,
            "change": _change(rolling.change),
            "in_words": rolling.in_words(),
        },
        "year_to_date": to_date
        and {
            "period": str(to_date.period),
            "total": to_date.total,
            "months_compared": [str(month) for month in to_date.compared],
            "change": _change(to_date.change),
            "in_words": to_date.in_words(),
        },
        "rate_per_1000": reading.rate
        and {
            "rate": reading.rate.per_1000,
            "lower": reading.rate.lower,
            "upper": reading.rate.upper,
            "residents": reading.rate.population,
            "residents_year": reading.measure.population_year,
            "in_words": reading.rate_in_words,
        },
        "control_chart": {
            "mean": limits and limits.mean,
            "lower": limits and limits.lower,
            "upper": limits and limits.upper,
            "is_trial": segment.is_trial if segment else None,
            "in_words": reading.chart_in_words,
        },
        "target": reading.target_in_words,
        "baseline": reading.baseline_in_words,
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "percent": change.percent,
        "rate_ratio": change.ratio.ratio if change.count_before else None,
        "lower": change.ratio.lower,
        "upper": change.ratio.upper if change.count_before else None,
        "verdict": str(change.verdict),
    }
