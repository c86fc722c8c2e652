"""What has changed from one period to another, type by type or ward by ward, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from saferplace.analysis.many_changes import ChangeAmongMany, changes_among_many
from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.since_when import SinceWhen, since_when
from saferplace.evidence.areas import Denominator, find_area, population, uncertain_lsoa_codes
from saferplace.evidence.count import middle_year
from saferplace.evidence.queries import WardTypeMonths, recorded_crime_by_ward_type_and_month
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.changes.question import Against, By, ChangeQuestion, Order
from saferplace.intelligence.analyses.changes.shapes import ORDERS, ChangedRow, ChangePage
from saferplace.intelligence.analyses.changes.words import METHOD, answer_of, exposure_of
from saferplace.intelligence.analyses.known_breaks import breaks_of
from saferplace.intelligence.analyses.page_analysis import PageAnalysis

_WORTH_A_SINCE = 5  # the highest of months with ones and twos says nothing

Counts = npt.NDArray[np.int64]


def change_page(question: ChangeQuestion) -> ChangePage:
    """Compare the months of the period whose twins can be counted too.

    Raises NothingLoaded, and ValueError, in a sentence, where no month of it can be compared.
    """
    over = Period(min(question.held_from, question.before.first), question.period.last)
    panel = recorded_crime_by_ward_type_and_month(
        question.store,
        area=question.area,
        crime_types=question.kinds,
        period=over,
        version=question.version,
        at=question.at,
    )
    now, before = _months_to_compare(question, panel)
    names, codes, counts, not_comparable = _series(question, panel, now, before)
    column = {month: number for number, month in enumerate(panel.months)}
    of_now, of_before = [column[m] for m in now], [column[m] for m in before]
    pairs = [(int(row[of_now].sum()), int(row[of_before].sum())) for row in counts]
    everything = _of_place(question, panel)
    total = (int(everything[of_now].sum()), int(everything[of_before].sum()))
    exposure = exposure_of(now, before)
    residents = _residents(question, now)
    rows = tuple(
        _row(name, code, found, residents(code), _since(question, panel, series, code))
        for name, code, found, series in zip(names, codes, changes_among_many(pairs, exposure), counts, strict=True)
        if any((found.change.count, found.change.count_before))
    )
    alone = changes_among_many([total], exposure)[0]
    whole = _row(question.subject, "", alone, residents(""), _since(question, panel, everything, question.ward))
    in_order = tuple(sorted(rows, key=ORDERS[Order.WORST]))
    answer = answer_of(question, panel, now, before, whole, in_order, not_comparable)
    return ChangePage(question, now, before, whole, in_order, answer)


def _months_to_compare(question: ChangeQuestion, panel: WardTypeMonths) -> tuple[tuple[Month, ...], tuple[Month, ...]]:
    complete = {m for m, known in zip(panel.months, np.atleast_1d(panel.is_known.all(axis=0)), strict=True) if known}
    breaks = breaks_of(question.pandemic)
    usable = {m for m in complete if not any(m in b.period for b in breaks)}
    apart = question.before.first - question.period.first
    pairs = [(m, m + apart) for m in question.period if m in usable and m + apart in usable]
    if not pairs:
        told = f"{question.period.in_words()} against {question.before.in_words()}"
        left_out = "".join(f" {b.period.in_words()} ({b.reason}) is left out." for b in breaks if complete - usable)
        raise ValueError(f"No month can be compared. None is held complete on both sides of {told}.{left_out}")
    return tuple(m for m, _ in pairs), tuple(twin for _, twin in pairs)


def _series(
    question: ChangeQuestion, panel: WardTypeMonths, now: tuple[Month, ...], before: tuple[Month, ...]
) -> tuple[list[str], list[str], Counts, list[str]]:
    """Names, codes and counts by month of the rows; names of the wards of which one of the two has rows missing."""
    if question.by is By.TYPE:
        counts = panel.counts[panel.codes.index(question.ward)] if question.ward else panel.counts.sum(axis=0)
        if not question.ward:
            counts = counts + panel.not_certain
        return list(panel.crime_types), ["" for _ in panel.crime_types], counts, []
    uncertain = panel.not_certain.sum(axis=0)
    lost = [
        any(uncertain[panel.months.index(month)] for month in months) for months in (now, before)
    ]  # files of 2011's small areas on one side alone
    redrawn = [code for code in panel.codes if lost[0] != lost[1] and uncertain_lsoa_codes(find_area(code))]
    shown = [n for n, code in enumerate(panel.codes) if code not in redrawn and question.ward in ("", code)]
    return (
        [panel.names[n] for n in shown],
        [panel.codes[n] for n in shown],
        panel.counts.sum(axis=1)[shown],
        [panel.names[panel.codes.index(code)] for code in redrawn],
    )


def _of_place(question: ChangeQuestion, panel: WardTypeMonths) -> Counts:
    if question.ward:
        ours: Counts = panel.counts[panel.codes.index(question.ward)].sum(axis=0)
        return ours
    whole: Counts = panel.counts.sum(axis=(0, 1)) + panel.not_certain.sum(axis=0)
    return whole


def _residents(question: ChangeQuestion, now: tuple[Month, ...]) -> Callable[[str], Denominator | None]:
    year = middle_year(Period(now[0], now[-1]))

    def of(code: str) -> Denominator | None:
        wanted = code or question.ward
        return population(find_area(wanted) if wanted else question.area, year)

    return of


def _row(
    name: str, code: str, found: ChangeAmongMany, residents: Denominator | None, since: SinceWhen | None
) -> ChangedRow:
    people = residents.value if residents else 0
    rates = [n / people * 1000 if people else None for n in (found.change.count, found.change.count_before)]
    return ChangedRow(name, code, found, residents, rates[0], rates[1], since)


def _since(question: ChangeQuestion, panel: WardTypeMonths, counts: Counts, ward: str) -> SinceWhen | None:
    """Of the newest month of the period; None where it is not known, or the numbers are too small to say anything.

    ward: blank for the whole area. A ward whose small areas were redrawn has too few in older files, and is compared
    with none of those.
    """
    complete = np.atleast_1d(panel.is_known.all(axis=0))
    if ward and uncertain_lsoa_codes(find_area(ward)):
        complete = complete & (panel.not_certain.sum(axis=0) == 0)
    figures: dict[Month, Figure] = {
        month: Known(int(n)) if known else Missing.DOUBTFUL
        for month, n, known in zip(panel.months, counts, complete, strict=True)
    }
    last = question.period.last
    if not isinstance(figures.get(last), Known) or int(counts.max()) < _WORTH_A_SINCE:
        return None
    try:
        return since_when(figures, last, breaks=breaks_of(question.pandemic))
    except ValueError:  # nothing before it that may be compared
        return None


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    asked, said = receipt.parameters, receipt.parameters["settings"]
    kinds = asked["crime_types"]
    question = ChangeQuestion(
        store=store,
        area=find_area(asked["area"]),
        ward=said["ward"],
        period=_period(said["months"]),
        against=Against(said["against"]),
        by=By(said["by"]),
        kinds=None if kinds is None else frozenset(kinds),
        pandemic=said["march_2020_to_july_2021"],
        held_from=_period(asked["period"]).first,
        at=receipt.computed_at,
        version=standing_of(receipt.version, asked),
    )
    return change_page(question).answer.receipt


def _period(written: str) -> Period:
    first, last = written.split("/")
    return Period(Month.parse(first), Month.parse(last))


CHANGE = PageAnalysis(
    text="Change between periods",
    address="intelligence:change",
    asks="What has risen or fallen since the year before, or the months before, by more than chance explains?",
    methods={METHOD: "Counts of two periods compared, type by type or ward by ward, with allowance for how many"},
    again=_again,
)
