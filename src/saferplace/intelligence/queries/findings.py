"""The plan's key findings, each beside what the evidence says and what chance could do."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.change import Change, change
from saferplace.analysis.rate_ratio import Verdict
from saferplace.intelligence.models import Recount
from saferplace.partnership.models import Partnership
from saferplace.plan.models import FindingFigure, KeyFinding
from saferplace.plan.queries import KeyFindings, key_findings

NO_COUNTS = "The plan gives no counts, so this cannot be checked."


@dataclass(frozen=True)
class FigureRead:
    """figure: as printed. change: None unless the plan gives both counts. reading: what may be said of it."""

    figure: FindingFigure
    change: Change | None
    reading: str

    @property
    def printed(self) -> str:
        """'79 offences in January to December 2022, compared with 59 in January to December 2021'."""
        figure = self.figure
        said = [f"{figure.value:,.10g} {figure.unit}".strip()] if figure.value is not None else []
        if figure.change_percent is not None:
            said.append(_percent_in_words(figure))
        if said and figure.period:
            said[-1] += f" in {figure.period.in_words()}"
        before = [f"{figure.compared_value:,.10g}"] if figure.compared_value is not None else []
        before += [f"in {figure.compared_period.in_words()}"] if figure.compared_period else []
        if before:
            said.append(f"compared with {' '.join(before)}" if said else " ".join(before))
        return ", ".join(said)

    @property
    def could_be_chance(self) -> bool:
        is_real = (Verdict.REAL_RISE, Verdict.REAL_FALL)
        return self.change is not None and self.change.verdict not in is_real


@dataclass(frozen=True)
class RecountRead:
    """A recount beside the printed figure, and what may be said of the difference."""

    recount: Recount

    @property
    def printed(self) -> int:
        return int(self.recount.check_of.printed_value)

    @property
    def more_in_plan(self) -> int:
        """How many more the plan prints than the files hold; below zero when it prints fewer."""
        return self.printed - (self.recount.count or 0)

    @property
    def is_as_printed(self) -> bool:
        return self.recount.count == self.printed

    @property
    def could_be_without_location(self) -> bool:
        return self.recount.count is not None and 0 < self.more_in_plan <= self.recount.without_location


@dataclass(frozen=True)
class FindingBesideEvidence:
    finding: KeyFinding
    figures: tuple[FigureRead, ...]
    recounts: tuple[RecountRead, ...]

    @property
    def caution(self) -> str:
        """What to say beside a cause that the plan states; blank where it states none."""
        if not self.finding.stated_cause:
            return ""
        if any(read.could_be_chance for read in self.figures):
            return "The change could be chance, so a cause for it is not needed and is not shown."
        return "The plan gives no evidence for it."


@dataclass(frozen=True)
class FindingsPage:
    source: KeyFindings
    findings: tuple[FindingBesideEvidence, ...]


def findings_page(partnership: Partnership) -> FindingsPage | None:
    """In six statements; None when no plan is loaded."""
    source = key_findings(partnership)
    if source is None:
        return None
    recounts: dict[int, list[RecountRead]] = {}
    known = Recount.objects.filter(check_of__finding__version=source.version).select_related("check_of")
    for recount in known.order_by("check_of__position"):
        recounts.setdefault(recount.check_of.finding_id, []).append(RecountRead(recount))
    return FindingsPage(
        source,
        tuple(
            FindingBesideEvidence(
                finding,
                tuple(_read(figure) for figure in finding.figures.all()),
                tuple(recounts.get(finding.pk, ())),
            )
            for finding in source.findings
        ),
    )


def _read(figure: FindingFigure) -> FigureRead:
    if _are_counts(figure):
        assert figure.value is not None and figure.compared_value is not None  # noqa: S101 - for the type checker
        found = change(int(figure.value), int(figure.compared_value))
        return FigureRead(figure, found, found.in_words_with_interval())
    return FigureRead(figure, None, NO_COUNTS if figure.change_percent is not None else "")


def _percent_in_words(figure: FindingFigure) -> str:
    percent = figure.change_percent or 0
    if figure.is_direction_lost:
        return f"{abs(percent):.10g}%, up or down: which of the two is lost"
    return f"{abs(percent):.10g}% {'down' if percent < 0 else 'up'}"


def _are_counts(figure: FindingFigure) -> bool:
    """Counts over periods of the same length: all that the ratio of two Poisson counts may be asked about."""
    one, other = figure.period, figure.compared_period
    is_whole = all(value is not None and float(value).is_integer() for value in (figure.value, figure.compared_value))
    return is_whole and one is not None and other is not None and len(one) == len(other)
