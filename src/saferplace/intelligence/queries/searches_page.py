"""Stop and search in words and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saferplace.analysis.months import Period, runs_in_words
from saferplace.evidence.queries import SearchColumn, Searches
from saferplace.evidence.queries.record_hours import WEEKDAYS
from saferplace.intelligence.queries.data_sets import provider_name

_NAMES = {
    SearchColumn.OBJECT: "Object of the search",
    SearchColumn.LEGISLATION: "Legislation",
    SearchColumn.OUTCOME: "Outcome",
    SearchColumn.SELF_DEFINED_ETHNICITY: "Ethnicity, as the person defined it",
    SearchColumn.OFFICER_DEFINED_ETHNICITY: "Ethnicity, as the officer saw it",
    SearchColumn.AGE_RANGE: "Age",
    SearchColumn.GENDER: "Gender",
    SearchColumn.SEARCH_TYPE: "Kind of search",
}
_LINKED = {True: "Yes", False: "No", None: "Left blank"}


@dataclass(frozen=True)
class SearchesPage:
    """period: the months asked for; those not held are named and are no zero."""

    found: Searches
    period: Period
    forces: tuple[str, ...]

    @property
    def forces_in_words(self) -> str:
        return " and ".join(provider_name(force) for force in self.forces)

    @property
    def not_held(self) -> str:
        return runs_in_words(self.found.not_held)

    @property
    def months(self) -> list[tuple[str, str]]:
        """Newest first; a month that is not held says so."""
        return [
            (
                month.in_words(),
                f"{self.found.by_month[month]:,}" if month in self.found.by_month else "No data",
            )
            for month in reversed(self.period.months())
        ]

    @property
    def tables(self) -> list[tuple[str, str, list[tuple[str, int, str]]]]:
        """Identifier, caption, and value with searches and share of all, most first."""
        total = self.found.total
        told = [
            (column.value, _NAMES[column], [(value or "Left blank", n) for value, n in counts.items()])
            for column, counts in self.found.by_column.items()
        ]
        told.append(
            ("linked", "Outcome linked to the object", [(_LINKED[value], n) for value, n in self.found.linked.items()])
        )
        return [
            (name, caption, [(value, n, f"{n / total:.1%}") for value, n in lines if total])
            for name, caption, lines in told
        ]

    @property
    def hours(self) -> list[tuple[str, list[int]]]:
        """Hour, and searches on each weekday from Monday."""
        return [
            (f"{hour:02}:00", [self.found.by_hour.get((day, hour), 0) for day in range(len(WEEKDAYS))])
            for hour in range(24)
        ]

    @property
    def weekdays(self) -> tuple[str, ...]:
        return WEEKDAYS

    def lines(self) -> Iterator[tuple[str, str, int | None, str]]:
        """Everything as rows: by what, value, searches, and whether it is known."""
        for month in self.period:
            is_held = month in self.found.by_month
            yield "month", str(month), self.found.by_month.get(month), "known" if is_held else "not yet available"
        for name, _, values in self.tables:
            for value, n, _ in values:
                yield name, value, n, "known"
        for (day, hour), n in self.found.by_hour.items():
            yield "weekday_and_hour", f"{WEEKDAYS[day]} {hour:02}", n, "known"
        yield "place", "none given", self.found.without_place, "known"
