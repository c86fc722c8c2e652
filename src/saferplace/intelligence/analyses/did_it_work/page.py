"""The evaluation as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saferplace.analysis.effect.before_after import signed
from saferplace.analysis.months import Month
from saferplace.core.charts.two_lines import Line, two_lines_chart
from saferplace.intelligence.analyses.answer import Answer, source_in_words
from saferplace.intelligence.analyses.did_it_work.answering import effect_in_words
from saferplace.intelligence.analyses.did_it_work.choice import Part
from saferplace.intelligence.analyses.did_it_work.evaluation import Evaluation

_SHOWN = (Part.TREATED, Part.NEARBY, Part.COMPARISON, Part.NEARBY_COMPARISON)
COLUMNS = ("what", "name", "month_or_measure", "count", "said", "status", "receipt")


@dataclass(frozen=True)
class DidItWorkPage:
    found: Evaluation
    answer: Answer
    subject: str

    @property
    def source_words(self) -> str:
        return source_in_words(self.answer.receipt)

    @property
    def surroundings(self) -> str:
        """What happened nearby, and in all; blank where that is not known."""
        if self.found.nearby is None or self.found.in_all is None:
            return ""
        than = "areas like them lead to expect"
        return (
            f"{effect_in_words(self.found.nearby, than)} "
            f"Both together: {_uncapitalised(effect_in_words(self.found.in_all, 'expected'))}"
        )

    @property
    def lines(self) -> list[tuple[str, str, str, str, str]]:
        """What the areas are, their names, before, after and change."""
        said = []
        for part in _SHOWN:
            counts, names = self.found.counts[part], self.found.names(part)
            if names:
                percent = f" ({signed(100 * counts.change / counts.before)}%)" if counts.before else ""
                change = f"{signed(counts.change)}{percent}"
                said.append((part.in_words, ", ".join(names), f"{counts.before:,}", f"{counts.after:,}", change))
        return said

    @property
    def months(self) -> list[tuple[str, str, str, str]]:
        """Month, where the work was done, comparison areas at that size, and how the month was used."""
        return [
            (
                month.in_words(),
                self._said(self._treated.get(month), 0),
                self._said(self._comparison.get(month), 1),
                "Before" if month in self.found.months.before else "After" if month in self.found.months.after else "",
            )
            for month in self._shown_months
        ]

    @property
    def chart(self) -> str:
        return two_lines_chart(
            self._shown_months,
            Line("Where the work was done", self._treated),
            Line("Comparison areas, at the same size", self._comparison),
            start=self.found.choice.start,
            chart_id="beside",
            title=f"{self.subject.capitalize()} a month, where the work was done and in the comparison areas",
            description=self.chart_words,
        )

    @property
    def chart_words(self) -> str:
        lacking = len(self._shown_months) - len([month for month in self._shown_months if month in self._treated])
        gap = f" {lacking} months have no data and are left blank." if lacking else ""
        return (
            f"From {self._shown_months[0].in_words()} to {self._shown_months[-1].in_words()}. The work began in "
            f"{self.found.choice.start.in_words()}, at the upright line. The table below has the figures.{gap}"
        )

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Everything of the page, for the file."""
        digest = self.answer.receipt.digest
        yield "finding", "", "difference", round(self.found.difference.crimes, 1), self.answer.finding, "known", digest
        for name, difference in (("nearby", self.found.nearby), ("both together", self.found.in_all)):
            if difference is not None:
                yield "finding", "", name, round(difference.crimes, 1), self.surroundings, "known", digest
        smallest = self.found.smallest
        yield "finding", "", "smallest effect", _rounded(smallest.crimes), smallest.in_words(), "known", digest
        for part in _SHOWN:
            for when, count in (("before", self.found.counts[part].before), ("after", self.found.counts[part].after)):
                if names := self.found.names(part):
                    yield part.value, "; ".join(names), when, count, part.in_words, "known", digest
        for month in self._shown_months:
            for part in _SHOWN:
                count_of = self.found.monthly[part].get(month)
                status = "not yet available" if count_of is None else "known"
                yield f"{part.value} by month", "", str(month), count_of, "", status, digest
        for other in self.found.others:
            status = "known" if other.is_answered else "not calculable"
            yield "other method", other.name, other.key, None, other.said, status, digest

    @property
    def _shown_months(self) -> tuple[Month, ...]:
        """From the first month compared to the last, whether held or not."""
        first, last = min(self.found.months.before), max(self.found.months.after)
        return tuple(first + i for i in range(last - first + 1))

    @property
    def _treated(self) -> dict[Month, float]:
        return {month: float(n) for month, n in self.found.monthly[Part.TREATED].items()}

    @property
    def _comparison(self) -> dict[Month, float]:
        return {month: n * self.found.scale for month, n in self.found.monthly[Part.COMPARISON].items()}

    @staticmethod
    def _said(value: float | None, decimals: int) -> str:
        return "No data" if value is None else f"{value:,.{decimals}f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _uncapitalised(said: str) -> str:
    return said[0].lower() + said[1:]
