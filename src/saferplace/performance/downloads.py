"""Tables as CSV: UTF-8, one header row, ISO months, GSS codes, a status column, and no cell that a spreadsheet runs."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from saferplace.core.downloads import csv_response
from saferplace.performance.models import Observation
from saferplace.performance.queries import MeasurePage, MeasureReading, Scorecard

MEASURE_COLUMNS = (
    "partnership_code",
    "measure",
    "measure_name",
    "definition_version",
    "period_first_month",
    "period_last_month",
    "value",
    "unit",
    "numerator",
    "denominator",
    "status",
    "release",
    "signal",
    "source",
    "receipt",
    "generated_at",
)
SCORECARD_COLUMNS = (
    "partnership_code",
    "tier",
    "headline_number",
    "measure",
    "measure_name",
    "unit",
    "better",
    "latest_value",
    "latest_first_month",
    "latest_last_month",
    "status",
    "signal",
    "rolling_12_months",
    "rolling_12_months_before",
    "rolling_comparison",
    "year_to_date_comparison",
    "rate_per_1000",
    "target",
    "baseline",
    "receipt",
    "generated_at",
)


def measure_csv(page: MeasurePage, *, at: dt.datetime) -> HttpResponse:
    """The table of a measure's page, oldest period first."""
    reading = page.reading
    version, partnership = reading.version, reading.measure.partnership
    lines = []
    for row in reversed(page.rows):
        held = row.observation
        lines.append(
            [
                partnership.csp_code,
                reading.measure.key,
                version.name,
                version.number,
                row.period.first,
                row.period.last,
                _number(held),
                version.unit,
                held.numerator if held else None,
                held.denominator if held else None,
                row.status,
                held.get_release_display() if held else "",
                row.signal,
                held.source_note if held else "",
                held.receipt_id if held else "",
                at.isoformat(timespec="seconds"),
            ]
        )
    return csv_response(f"{partnership.slug}-{reading.measure.key}.csv", MEASURE_COLUMNS, lines)


def scorecard_csv(card: Scorecard, *, at: dt.datetime) -> HttpResponse:
    """One row for each measure of the scorecard."""
    lines = [_scorecard_line(reading, at) for reading in card.readings]
    return csv_response(f"{card.partnership.slug}-scorecard.csv", SCORECARD_COLUMNS, lines)


def _scorecard_line(reading: MeasureReading, at: dt.datetime) -> list[object]:
    latest, rolling, to_date = reading.latest, reading.rolling, reading.year_to_date
    return [
        reading.measure.partnership.csp_code,
        reading.measure.tier,
        reading.measure.headline_number,
        reading.measure.key,
        reading.version.name,
        reading.version.unit,
        reading.version.polarity,
        _number(latest),
        latest.period.first if latest else None,
        latest.period.last if latest else None,
        reading.latest_in_words if latest is None else ("Provisional" if latest.is_provisional else "Final"),
        reading.signals[latest.period.first] if latest else "",
        rolling.total if rolling else None,
        rolling.total_before if rolling else None,
        rolling.in_words() if rolling else "",
        to_date.in_words() if to_date else "",
        round(reading.rate.per_1000, 3) if reading.rate else None,
        reading.target_in_words,
        reading.baseline_in_words,
        latest.receipt_id if latest else "",
        at.isoformat(timespec="seconds"),
    ]


def _number(observation: Observation | None) -> float | int | None:
    if observation is None or observation.value is None:
        return None
    return round(observation.value, 4) if observation.is_share else int(observation.value)
