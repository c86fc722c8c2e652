"""Measures and figures for tests, and a source of figures that says whatever a test wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from saferplace.analysis.missing import Figure, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Denominator
from saferplace.evidence.receipts import Receipt
from saferplace.partnership.models import Partnership
from saferplace.performance.commands import NewFigure, load_measures, record_observation, refresh_from_evidence
from saferplace.performance.models import CollectionMethod, Measure, MeasureVersion, Observation
from saferplace.performance.sources import SourcedFigures
from tests.factories import SYSTEM

NOW = dt.datetime(2025, 8, 1, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


def definition(key: str = "violent-crime", **changes: Any) -> dict[str, Any]:
    """A measure as the partnership's file says it: monthly, public, computed from evidence."""
    return {
        "key": key,
        "tier": "headline",
        "headline_number": 1,
        "name": "Violent crime",
        "why": "Headline measure 1 of the plan.",
        "definition": "Violence and sexual offences and robbery recorded in the area each month.",
        "unit": "crimes",
        "kind": "count",
        "polarity": "lower",
        "frequency": "monthly",
        "owner": "hertfordshire-constabulary",
        "source": {"kind": "evidence", "data_set": "police-uk-street", "crime_types": ["Robbery"]},
        "denominator": "residents per 1000",
        "series_from": "2021-01",
        "baseline": {"from": "2021-01", "to": "2021-12"},
        "target": None,
        "shows": [],
        "publication": "public",
    } | changes


def recorded_definition(**changes: Any) -> dict[str, Any]:
    """Domestic abuse incidents: returned by the police every month."""
    return definition(
        "domestic-abuse-incidents",
        **{
            "headline_number": 3,
            "name": "Domestic abuse incidents",
            "unit": "incidents",
            "source": {"kind": "recorded", "from": "Hertfordshire Constabulary", "needs_sample_size": False},
            "baseline": None,
        }
        | changes,
    )


def survey_definition(**changes: Any) -> dict[str, Any]:
    """Feeling safe after dark: a yearly percentage that demands its denominator."""
    return definition(
        "feeling-safe-after-dark",
        **{
            "headline_number": 4,
            "name": "Feeling safe after dark",
            "unit": "per cent",
            "kind": "percentage",
            "polarity": "higher",
            "frequency": "yearly",
            "denominator": "respondents",
            "source": {"kind": "recorded", "from": "a survey", "needs_sample_size": True},
            "baseline": None,
        }
        | changes,
    )


def make_measures(partnership: Partnership, *items: Mapping[str, Any]) -> list[Measure]:
    """Load definitions as the plan's file would; with none, the three above."""
    wanted = items or (definition(), recorded_definition(), survey_definition())
    load_measures(partnership, wanted, by=SYSTEM, at=NOW)
    by_key = {m.key: m for m in Measure.objects.filter(partnership=partnership)}
    return [by_key[item["key"]] for item in wanted]


class SaidFigures:
    """A measure source that returns what it was given, at a version of its own counting."""

    def __init__(self, figures: Mapping[Month, Figure], *, version: int = 1) -> None:
        self.said, self.version = figures, version

    def figures(self, measure: Measure, version: MeasureVersion, *, at: dt.datetime) -> SourcedFigures:
        counts = {str(m): f.value for m, f in self.said.items()}
        in_doubt = {m: 7 for m, f in self.said.items() if f is Missing.DOUBTFUL}
        receipt = Receipt(
            data_set="police-uk-street",
            version=self.version,
            method="recorded_crime_by_month",
            parameters={"measure": measure.key},
            result={"counts": counts},
            code_version="0.1.0",
            computed_at=at,
        )
        residents = Denominator(155_081, "residents", 2022, "2021", "ONS mid-year estimates")
        return SourcedFigures(self.said, in_doubt, receipt, residents)


def refresh(measure: Measure, figures: Mapping[Month, Figure], *, version: int = 1, at: dt.datetime = NOW):
    return refresh_from_evidence(measure, by=SYSTEM, source=SaidFigures(figures, version=version), at=at)


def new_figure(**changes: Any) -> NewFigure:
    """Forty incidents in April 2025."""
    said: dict[str, Any] = {
        "period": Period(Month(2025, 4), Month(2025, 4)),
        "numerator": 40,
        "denominator": None,
        "missing": None,
        "method": None,
        "source_note": "Monthly return of 4 May 2025",
    }
    return NewFigure(**(said | changes))


def survey_figure(**changes: Any) -> NewFigure:
    """357 of 1,200 people asked at random in 2024."""
    said: dict[str, Any] = {
        "period": Period.year(2024),
        "numerator": 357,
        "denominator": 1200,
        "method": CollectionMethod.RANDOM_SAMPLE,
        "source_note": "Residents' survey 2024, table 3",
    }
    return new_figure(**(said | changes))


def make_observation(measure: Measure, figure: NewFigure, by=SYSTEM) -> Observation:
    return record_observation(measure, figure, by=by, today=TODAY, at=NOW)
