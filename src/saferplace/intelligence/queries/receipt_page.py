"""A receipt as a person reads it, and as the command that computes it again."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period, runs_in_words
from saferplace.core import access
from saferplace.core.models import StoredReceipt
from saferplace.evidence.areas import Area, UnknownArea, find_area
from saferplace.evidence.crime_types import slug_of
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.intelligence.analyses.registry import methods_in_words
from saferplace.partnership.models import Partnership

# What each method counts, in words. A method that is not here is shown by its name.
_METHODS = {
    "recorded_crime_by_month": "Count of the rows that lie in the area, month by month",
    "rows_without_location": "Count of the force's rows that carry no location, month by month",
    "recorded_crime_by_type_and_month": "Count of the rows that lie in the area, by crime type and month",
    "recorded_crime_by_ward": "Count of the rows in each ward of the area",
    "recorded_crime_by_ward_type_and_month": "Count of the rows in each ward of the area, by crime type and month",
    "recorded_crime_by_lsoa": "Count of the rows in each small area (LSOA) of the area",
    "figures_compared": "Published figures of several areas and periods, side by side",
    "offence_counts": "Published counts of every offence in the area, period by period",
    "offence_weights": "Published weights of offences, one edition",
    "recorded_crime_at_points": "Count of the rows at each published map point of the area",
    "recorded_crime_at_points_by_type": "Count of the rows at each published map point of the area, by crime type",
    "records_by_month": "Records added up, month by month",
    "records_by_ward": "Records added up in each ward of the area",
    "records_by_lsoa": "Records added up in each small area (LSOA) of the area",
    "records_at_points": "Records added up at each point of the area, rounded to about ten metres",
    "records_withheld_by_ward": "Records added up by ward and whole quarter, small counts withheld",
    "record_hours": "Records with an exact time added up by weekday and hour",
    "figures_of": "Figures as they were sent, period by period",
    "outcome_rates": "Crimes of the area by what became of them, joined to outcomes by their ID",
    "outcomes_reached": "Outcomes that lie in the area, by the month in which they were reached",
    "searches": "Stop and search of the police force, by month and by what was searched, why and with what result",
    "restatement": "Comparison of two versions: rows new, removed and changed",
}
_WITH_RECORDS = ("records_by_month", "records_by_ward", "records_by_lsoa", "records_at_points", "record_hours")
_WITHOUT_ROWS = (
    "rows_without_location",
    "records_withheld_by_ward",
    "figures_of",
    "figures_compared",
    "offence_counts",
    "offence_weights",
    "outcome_rates",
    "outcomes_reached",
    "searches",
)
# What these say of a sensitive data set, everybody of the partnership may read: counts of the whole area, and of wards
# with small ones withheld. Any other receipt of one could name a place.
_SAFE_FOR_ALL = ("records_by_month", "records_withheld_by_ward")

_BY_MONTH = ("recorded_crime_by_month", "rows_without_location", "records_by_month")


@dataclass(frozen=True)
class ReceiptPage:
    """figures: month and what was found, in words; empty where the result is not a series of months.

    total: of all rows, None where a month could not be counted.
    """

    receipt: StoredReceipt
    partnership: Partnership | None
    method_in_words: str
    area: Area | None
    period: Period | None
    crime_types: list[str]
    figures: list[tuple[Month, str]]
    not_held: str
    total: int | None
    command: str

    @property
    def has_rows(self) -> bool:
        """Whether the rows can be listed: they are found by their area, which those without a location have not."""
        is_known = self.area is not None or self.is_of_records
        return (
            is_known
            and self.period is not None
            and (self.receipt.method in _METHODS or self.is_analysis)
            and self.receipt.method not in _WITHOUT_ROWS
        )

    @property
    def is_of_records(self) -> bool:
        """Whether it counts what partners sent."""
        of_records = self.is_analysis and self.receipt.data_set != DATA_SET
        return self.receipt.method in _WITH_RECORDS or of_records

    @property
    def is_analysis(self) -> bool:
        """Whether a statistic was made of the counts; the rows are then those that it rests on."""
        return self.receipt.method in methods_in_words()

    @property
    def settings(self) -> list[tuple[str, str]]:
        """Of an analysis: what was chosen, by name."""
        return [
            (name.replace("_", " "), _setting_in_words(said))
            for name, said in (self.receipt.parameters.get("settings") or {}).items()
        ]

    @property
    def categories(self) -> list[str]:
        return list(self.receipt.parameters.get("categories") or [])

    @property
    def providers(self) -> list[str]:
        return list(self.receipt.parameters.get("providers") or [])


def _setting_in_words(said: Any) -> str:
    """Lists by name as how many there are: a file's hundred places are not for reading."""
    if said is None:
        return "all"
    if isinstance(said, dict):
        return ", ".join(
            f"{name} ({len(held):,})" if isinstance(held, list) else f"{name}: {held}" for name, held in said.items()
        )
    return ", ".join(map(str, said)) if isinstance(said, list) else str(said)


def receipt_visible_to(user: Any, digest: str) -> StoredReceipt | None:
    """A receipt of a published figure is everybody's; any other is for those who may see the figures themselves."""
    receipt = StoredReceipt.objects.filter(pk=digest).first()
    if receipt is None or receipt.is_public:
        return receipt
    partnership = Partnership.objects.filter(slug=receipt.partnership_slug).first()
    needed = {"performance.view"}
    if _is_sensitive(receipt.data_set) and receipt.method not in _SAFE_FOR_ALL:
        needed.add("evidence.view_sensitive")
    may_see = partnership is not None and all(access.allowed(user, one, partnership) for one in needed)
    return receipt if may_see else None


def _is_sensitive(data_set: str) -> bool:
    return any(source.data_set == data_set and source.is_sensitive for source in SOURCES)


def receipt_page(receipt: StoredReceipt) -> ReceiptPage:
    asked = receipt.parameters
    try:
        area = find_area(asked.get("area") or "")
    except UnknownArea:
        area = None
    period = _period(asked.get("period", ""))
    types = asked.get("crime_types")
    return ReceiptPage(
        receipt=receipt,
        partnership=Partnership.objects.filter(slug=receipt.partnership_slug).first(),
        method_in_words=(_METHODS | methods_in_words()).get(receipt.method, receipt.method),
        area=area,
        period=period,
        crime_types=list(types or []),
        figures=_figures(receipt.result) if receipt.method in _BY_MONTH else [],
        not_held=_not_held(receipt.result) if receipt.method in _BY_MONTH else "",
        total=_total(receipt.result),
        command=_command(asked, period, receipt.version) if area and period and _is_of_street_crime(receipt) else "",
    )


def _is_of_street_crime(receipt: StoredReceipt) -> bool:
    """Only these can be asked again by `saferplace count`."""
    return receipt.method.startswith("recorded_crime") or receipt.method == "rows_without_location"


def _period(written: str) -> Period | None:
    first, _, last = written.partition("/")
    return Period(Month.parse(first), Month.parse(last)) if last else None


def _figures(result: dict[str, Any]) -> list[tuple[Month, str]]:
    """Months with a figure, and months held without one with the reason; months that are not held are told in a run."""
    counts = {Month.parse(month): f"{count:,}" for month, count in result.get("counts", {}).items()}
    missing = {Month.parse(month): Missing(why) for month, why in result.get("missing", {}).items()}
    held = {month: why.in_words for month, why in missing.items() if why is not Missing.NOT_YET_AVAILABLE}
    return sorted({**counts, **held}.items())


def _not_held(result: dict[str, Any]) -> str:
    return runs_in_words(month for month, why in result.get("missing", {}).items() if why == Missing.NOT_YET_AVAILABLE)


def _total(result: dict[str, Any]) -> int | None:
    for name in ("rows", "total"):
        if name in result:
            return int(result[name])
    if "counts" not in result or result.get("missing"):
        return None
    return int(sum(result["counts"].values()) + result.get("not_certain", 0))


def _command(asked: dict[str, Any], period: Period, version: int) -> str:
    types = [word for crime_type in asked.get("crime_types") or [] for word in ("--type", slug_of(crime_type))]
    area = ["--area", str(asked["area"])]
    months = ["--from", str(period.first), "--to", str(period.last), "--by", "month"]
    past = ["--released-by", str(asked["released_by"])] if "released_by" in asked else []
    return shlex.join(["saferplace", "count", *area, *types, *months, *past, "--version", str(version)])
