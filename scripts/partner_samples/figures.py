"""Invented figures of a return: six quarters, or two years of surveys, with figures missing in every way."""

from random import Random

from saferplace.evidence.partner.indicators import Indicator, Measure
from saferplace.evidence.partner.notes import indicators_of
from saferplace.evidence.sources.source import Source

MOST_ROWS = 60
_QUARTERS = ("2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1", "2025-26 Q2")
_NEWEST = _QUARTERS[-1]
_COHORTS = dict(
    zip(_QUARTERS, ("2022-23 Q3", "2022-23 Q4", "2023-24 Q1", "2023-24 Q2", "2023-24 Q3", "2023-24 Q4"), strict=True)
)
_SURVEYS = (("Echo", "Self-selected", 1200), ("Residents’ survey", "Random", 1100))
_SURVEY_YEARS = {"2023-24": ("01/06/2023", "31/07/2023"), "2024-25": ("03/06/2024", "28/07/2024")}


def figures(source: Source) -> list[list[str]]:
    """The same rows every time."""
    random = Random(source.data_set)
    rows = _surveys(source, random) if source.data_set == "perception-surveys" else _quarters(source, random)
    return [[row.get(field.name, "") for field in source.fields] for row in rows[:MOST_ROWS]]


def _quarters(source: Source, random: Random) -> list[dict[str, str]]:
    rows = []
    for period in _QUARTERS:
        for indicator in indicators_of(source):
            row = _row(period, indicator, _figure(indicator, random))
            if period == _NEWEST:
                row |= {"is_provisional": "yes"}
                if indicator.measure is not Measure.COUNT:
                    row |= {"figure": "..", "numerator": "", "denominator": ""}
            rows.append(row | ({"cohort": _COHORTS[period]} if indicator.needs else {}))
    return rows


def _surveys(source: Source, random: Random) -> list[dict[str, str]]:
    rows = []
    for period, (first, last) in _SURVEY_YEARS.items():
        for survey, sample, base in _SURVEYS:
            answered = base + random.randrange(-80, 81)
            for indicator in indicators_of(source):
                told = _share(indicator.name, random)
                row = _row(
                    period, indicator, {"numerator": str(round(told * answered)), "denominator": f"{answered:,}"}
                )
                fieldwork = {"fieldwork_from": first, "fieldwork_to": last}
                rows.append(row | fieldwork | {"survey": survey, "sample": sample})
    return rows


def _row(period: str, indicator: Indicator, figure: dict[str, str]) -> dict[str, str]:
    area = {"area_code": "E07000096", "area_name": "Dacorum"}
    return {"reporting_period": period, **area, "indicator": indicator.name, "is_provisional": "no", **figure}


def _figure(indicator: Indicator, random: Random) -> dict[str, str]:
    kind = random.choices(("known", "suppressed", "not collected", "zero"), (16, 2, 1, 1))[0]
    if kind == "suppressed":
        return {"figure": "<5"}
    if kind == "not collected":
        return {"figure": "n/a"}
    if indicator.measure is Measure.COUNT:
        return {"figure": "0" if kind == "zero" else str(random.randrange(6, 60))}
    base = random.randrange(40, 220) if indicator.per < 1000 else 15_830
    top = 0 if kind == "zero" else max(1, round(base * _share(indicator.name, random)))
    if indicator.per >= 1000:
        top = 0 if kind == "zero" else random.randrange(6, 20)
    return {"numerator": str(top), "denominator": f"{base:,}"}


def _share(name: str, random: Random) -> float:
    usual = {"Feel safe by day": 0.86, "Feel unsafe by day": 0.11, "Feel safe after dark": 0.52, "Absence": 0.07}
    return min(0.98, max(0.02, random.gauss(usual.get(name, 0.35), 0.03)))
