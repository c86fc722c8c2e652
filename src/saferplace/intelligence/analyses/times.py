"""Times: in which hours of the week things happen, by exact time or by the span in which they may have happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from saferplace.analysis.months import Month, Period, runs_in_words
from saferplace.analysis.time_profiles import Peak, TimeProfile, peak, profile_of_counts, time_profile
from saferplace.evidence.as_of import Standing
from saferplace.evidence.police_stop_and_search import POLICE_STOP_AND_SEARCH
from saferplace.evidence.queries import RecordEvents, record_events, searches
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.placed import partners_months
from saferplace.intelligence.analyses.question import Setting

SHARE = Setting("share", "Busiest hours that hold", (("40", "40%"), ("25", "25%"), ("50", "50%")))
SETTINGS = (SHARE,)

_METHOD = "hours_of_the_week"
_SEED = 1


@dataclass(frozen=True)
class TimesQuestion:
    """Of all records that were sent, placed or not: a time needs no place. forces: of stop and search.

    kinds: categories, None for all. share: percent, as text.
    """

    store: EvidenceStore
    source: Source
    period: Period
    at: dt.datetime
    share: str
    kinds: frozenset[str] | None = None
    forces: tuple[str, ...] = ()
    version: Standing = None

    @property
    def is_stop_and_search(self) -> bool:
        return self.source is POLICE_STOP_AND_SEARCH

    @property
    def subject(self) -> str:
        """In the plural, for the middle of a sentence."""
        if self.is_stop_and_search:
            return "searches"
        return f"records of {self.source.title}" if self.kinds is None else f"records of {min(self.kinds).lower()}"


@dataclass(frozen=True, eq=False)
class TimesAnswer:
    profile: TimeProfile
    peak: Peak
    answer: Answer


def hours_of_the_week(question: TimesQuestion) -> TimesAnswer:
    """Raises NothingLoaded, and ValueError where no record has a time."""
    profile, counted, said = _counted(question)
    busiest = peak(profile, share=int(question.share) / 100, seed=_SEED)
    result = {
        "events": profile.events,
        "exact": round(float(profile.exact.sum())),
        "between_two_times": round(float(profile.spread.sum())),
        "not_placed": [
            profile.not_placed.no_time,
            profile.not_placed.longer_than_24_hours,
            profile.not_placed.ends_before_it_begins,
        ],
        "week": [[round(float(hour), 2) for hour in day] for day in profile.weight],
        "busiest": list(busiest.cells),
        "to_come": None if busiest.to_come is None else round(busiest.to_come, 3),
    }
    finding = busiest.in_words(question.subject)
    if to_come := busiest.to_come_in_words():
        finding = f"{finding} {to_come}"
    answer = Answer(
        finding=finding,
        method=(
            "Times are by the clock in London. A record with an exact time counts 1 in its hour; one between two times "
            "is spread evenly over the hours it may have happened in (aoristic weight, Ratcliffe 2000). The busiest "
            f"hours are the fewest that hold {question.share}%. Chance is 999 weeks without a pattern; the share of "
            f"records to come is measured on records held back in turn (seed {_SEED})."
        ),
        caveats=(*said, *_caveats(profile)),
        receipt=receipted(counted, _METHOD, {"share": question.share, "seed": _SEED}, result),
    )
    return TimesAnswer(profile, busiest, answer)


def _counted(question: TimesQuestion) -> tuple[TimeProfile, Receipt, tuple[str, ...]]:
    """The profile, the receipt of what it rests on, and what its months cannot say."""
    return _of_searches(question) if question.is_stop_and_search else _of_records(question)


def _of_searches(question: TimesQuestion) -> tuple[TimeProfile, Receipt, tuple[str, ...]]:
    found = searches(
        question.store, forces=question.forces, period=question.period, version=question.version, at=question.at
    )
    said = ["For the whole police force: the files of stop and search name no small area."]
    if found.at_midnight:
        said.append(
            f"{found.at_midnight:,} searches stand at exactly 00:00, most likely because the time was not known: read "
            "the first hour of each day with care."
        )
    if found.not_held:
        said.append(f"No file is held for {runs_in_words(found.not_held)}: that is no data, not zero.")
    return profile_of_counts(found.by_hour), found.receipt, tuple(said)


def _of_records(question: TimesQuestion) -> tuple[TimeProfile, Receipt, tuple[str, ...]]:
    events = record_events(
        question.store,
        source=question.source,
        area=None,
        categories=question.kinds,
        period=question.period,
        version=question.version,
        at=question.at,
    )
    is_timed = np.isin(np.array(events.precision, dtype=object), ("exact", "range"))
    begins = np.where(is_timed, events.begins, np.datetime64("NaT"))
    ends = np.where(is_timed, events.ends, np.datetime64("NaT"))
    return time_profile(begins, ends), events.receipt, tuple(_months(events, question.kinds))


def _months(events: RecordEvents, kinds: frozenset[str] | None) -> Iterator[str]:
    yield from partners_months(events.months, kinds)
    several = int((events.number > 1).sum())
    if several:
        yield f"Records that stand for several alike things, each counted once: {several:,}."


def _caveats(profile: TimeProfile) -> Iterator[str]:
    if profile.not_placed.total:
        yield f"Not in this: {profile.not_placed.in_words()}."
    if profile.spread.any():
        between = round(float(profile.spread.sum()))
        yield (
            f"{between:,} of {profile.events:,} lie between two times, {profile.mean_span_hours:.0f} hours apart on "
            "average: their weight is where they may have been, not where they were."
        )
    if profile.moved:
        yield f"{profile.moved:,} carry a time in March that no clock showed; they count an hour later."
    yield "A time is when it happened as far as anybody knows; some forms hold when it was reported."


def warnings_of(profile: TimeProfile) -> list[str]:
    """What must be read before the hours are used."""
    said = [f"{default.in_words()}. They count in that hour: read it with care." for default in profile.defaults]
    if profile.is_mostly_guesswork:
        said.append(
            "Most records lie between two times more than half a day apart: the weekdays are known, the hours hardly."
        )
    return said


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    said = receipt.parameters
    first, last = said["period"].split("/")
    source = source_of(receipt.data_set)
    categories = said.get("categories")
    return hours_of_the_week(
        TimesQuestion(
            store,
            source,
            Period(Month.parse(first), Month.parse(last)),
            receipt.computed_at,
            said["settings"]["share"],
            None if categories is None else frozenset(categories),
            tuple(said.get("forces", ())),
            standing_of(receipt.version, said),
        )
    ).answer.receipt


TIMES = PageAnalysis(
    text="Times",
    address="intelligence:times",
    asks="In which hours of the week does it happen, and how far can those hours be trusted to hold?",
    methods={_METHOD: "Records by hour and weekday, by exact time or by the span in which they may have happened"},
    again=_again,
)
