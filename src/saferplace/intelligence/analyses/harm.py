"""Harm by offence: a year of the Home Office's counts for the partnership, weighed by one loaded edition of weights."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saferplace.analysis.harm import Harm, HarmChange, OffenceHarm, Scheme, Weights, harm, harm_change
from saferplace.analysis.missing import Known
from saferplace.analysis.months import Month
from saferplace.evidence.areas import Denominator
from saferplace.evidence.published.crime_csp import CRIME_CSP
from saferplace.evidence.published.crime_weights import CRIME_WEIGHTS
from saferplace.evidence.published.periods import months_of
from saferplace.evidence.queries import OffenceCounts, OffenceWeights, offence_counts, offence_weights
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.residents import residents
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis

_METHOD = "harm_by_offence"
_QUARTERS = 4
_NAMED = 4  # kinds of offence in the sentence; the table has them all
_SCHEMES = {"cambridge-harm-index": Scheme.CAMBRIDGE_HARM_INDEX, "ons": Scheme.ONS_SEVERITY_SCORE}
# Of what is in these groups police find most by looking, so the Cambridge index keeps it apart (consensus statement
# of 2020); the score of the ONS counts all that is recorded.
_FOUND_BY_POLICE = {
    Scheme.CAMBRIDGE_HARM_INDEX: frozenset({"Drug offences", "Possession of weapons offences"}),
    Scheme.ONS_SEVERITY_SCORE: frozenset[str](),
}


@dataclass(frozen=True)
class Edition:
    """scheme: who gives the weights, as the evidence names it. edition: its period."""

    scheme: str
    edition: str

    @property
    def key(self) -> str:
        return f"{self.scheme}:{self.edition}"

    @property
    def in_words(self) -> str:
        return f"{_SCHEMES[self.scheme]}, edition {self.edition}"


@dataclass(frozen=True)
class Year:
    """Four quarters, as the evidence names them, in order."""

    quarters: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.quarters[-1]

    @property
    def last(self) -> Month:
        months = months_of(self.quarters[-1])
        if months is None:
            raise ValueError(f"“{self.key}” is not a quarter.")
        return months.last

    @property
    def in_words(self) -> str:
        return f"the year to {self.last.in_words()}"


@dataclass(frozen=True)
class HarmAsked:
    """store: of open data. areas: codes of community safety partnerships. before: the year before, when it is held."""

    store: EvidenceStore
    areas: tuple[str, ...]
    name: str
    year: Year
    before: Year | None
    edition: Edition
    at: dt.datetime
    version: int | None = None
    weights_version: int | None = None


@dataclass(frozen=True)
class HarmOfYear:
    """per_1000: None where the residents are not known. change: None where the year before is not held, or has parts
    that are not given.
    """

    harm: Harm
    change: HarmChange | None
    residents: Denominator | None
    codes: Mapping[str, str]
    year: Year
    answer: Answer

    @property
    def per_1000(self) -> float | None:
        return self.harm.per_1000(self.residents.value) if self.residents else None

    def code_of(self, offence: OffenceHarm) -> str:
        return self.codes[offence.offence]


def editions_held(store: EvidenceStore) -> list[Edition]:
    """The newest of each scheme first."""
    version = store.version(CRIME_WEIGHTS.data_set)
    if version is None:
        return []
    units = [Unit.parse(key) for key in store.units(CRIME_WEIGHTS.data_set, version)]
    found = [Edition(unit.provider, unit.period) for unit in units if unit.provider in _SCHEMES]
    return sorted(sorted(found, key=lambda one: one.edition, reverse=True), key=lambda one: one.scheme)


def years_held(store: EvidenceStore) -> list[Year]:
    """Every run of four quarters that are held, the newest first."""
    version = store.version(CRIME_CSP.data_set)
    if version is None:
        return []
    quarters: dict[Month, str] = {}
    for key in store.units(CRIME_CSP.data_set, version):
        period = Unit.parse(key).period
        if months := months_of(period):
            quarters[months.first] = period
    runs = ([first + -3 * back for back in range(_QUARTERS - 1, -1, -1)] for first in sorted(quarters, reverse=True))
    return [Year(tuple(quarters[first] for first in run)) for run in runs if all(first in quarters for first in run)]


def year_before(year: Year, held: Sequence[Year]) -> Year | None:
    return next((one for one in held if one.last == year.last + -12), None)


def harm_of_year(asked: HarmAsked) -> HarmOfYear:
    """Raises NothingLoaded, and ValueError, in a sentence, where the area has no line or no offence has a weight."""
    periods = (*(asked.before.quarters if asked.before else ()), *asked.year.quarters)
    counted = offence_counts(asked.store, areas=asked.areas, periods=periods, version=asked.version, at=asked.at)
    if not counted.offences:
        raise ValueError(f"The Home Office’s tables have no line for {asked.name} in {asked.year.in_words}.")
    given = offence_weights(
        asked.store,
        scheme=asked.edition.scheme,
        edition=asked.edition.edition,
        version=asked.weights_version,
        at=asked.at,
    )
    scheme = _SCHEMES[asked.edition.scheme]
    codes = {f"{one.description} ({one.code})": one.code for one in counted.offences}
    by_name = {name: given.by_offence[code] for name, code in codes.items() if code in given.by_offence}
    if not by_name:
        raise ValueError(
            f"None of the offences has a weight in the {asked.edition.in_words}: its codes are not those of the Home"
            " Office’s tables (such as 28E)."
        )
    weights = Weights(scheme, asked.edition.edition, by_name)
    found_by_police = {
        f"{one.description} ({one.code})" for one in counted.offences if one.group in _FOUND_BY_POLICE[scheme]
    }
    now, not_given, below = _year_of(counted, codes, asked.year)
    weighed = harm(now, weights, proactive=found_by_police)
    change = _change(counted, codes, asked.before, weighed, weights, found_by_police)
    people = residents(asked.store, asked.areas, [asked.year.last.year])
    of_area = [people.get((area, asked.year.last.year)) for area in asked.areas]
    total = _together([one for one in of_area if one is not None]) if all(of_area) else None
    caveats = _caveats(weighed, asked, not_given, below, total)
    answer = _answer(asked, counted, given, weighed, change, caveats)
    return HarmOfYear(weighed, change, total, codes, asked.year, answer)


def _year_of(
    counted: OffenceCounts, codes: Mapping[str, str], year: Year
) -> tuple[dict[str, int], list[str], list[str]]:
    """Counts by offence; the offences of which a quarter is not given; those below zero, which count as 0."""
    counts, not_given, below = {}, [], []
    for name, code in codes.items():
        figures = [counted.figures[code][quarter] for quarter in year.quarters]
        known = [figure.value for figure in figures if isinstance(figure, Known)]
        if len(known) < len(figures):
            not_given.append(name)
            continue
        total = round(sum(known))
        if total < 0:
            below.append(name)
        counts[name] = max(total, 0)
    return counts, not_given, below


def _change(
    counted: OffenceCounts,
    codes: Mapping[str, str],
    before: Year | None,
    now: Harm,
    weights: Weights,
    found_by_police: set[str],
) -> HarmChange | None:
    if before is None:
        return None
    then, _, _ = _year_of(counted, codes, before)
    ours = [one.offence for one in (*now.offences, *now.proactive)]
    if not set(ours) <= set(then):  # a part of it was not given then
        return None
    return harm_change(now, harm({name: then[name] for name in ours}, weights, proactive=found_by_police))


def _together(people: list[Denominator]) -> Denominator:
    return dataclasses.replace(people[0], value=sum(one.value for one in people))


def _caveats(
    weighed: Harm, asked: HarmAsked, not_given: list[str], below: list[str], people: Denominator | None
) -> tuple[str, ...]:
    said = [
        "A few grave offences carry most of the harm, and they come by chance: read the range before the total.",
        "Recorded crime is what was reported and recorded; these tables hold no fraud and no anti-social behaviour.",
    ]
    if weighed.unweighted:
        listed = ", ".join(f"{name}: {count:,}" for name, count in weighed.unweighted)
        said.append(f"Without a weight in this edition, and so not in the total: {listed}.")
    if not_given:
        said.append(f"Not given for every quarter of the year, and so not in the total: {', '.join(not_given)}.")
    if below:
        said.append(f"Below zero after transfers to other years, and counted as 0: {', '.join(below)}.")
    if people:
        said.append(f"Residents: {people.value:,}, {people.source}.")
    if asked.before is None:
        said.append("The year before is not held in full, so no change is given.")
    return tuple(said)


def _answer(
    asked: HarmAsked,
    counted: OffenceCounts,
    given: OffenceWeights,
    weighed: Harm,
    change: HarmChange | None,
    caveats: tuple[str, ...],
) -> Answer:
    finding = f"{asked.name}, {asked.year.in_words}: {_what_carries(weighed)}"
    method = (
        f"Each offence’s count, times its weight: {weighed.scheme.source}. Weights: edition {weighed.edition}, version"
        f" {given.receipt.version} of the evidence here. The range takes each count as one that chance could have made"
        " a little higher or lower (Fay and Feuer 1997); crimes come in series, so it is at least this wide."
    )
    settings = {
        "scheme": asked.edition.scheme,
        "edition": asked.edition.edition,
        "weights_version": given.receipt.version,
        "year": ", ".join(asked.year.quarters),
        "compared_with": ", ".join(asked.before.quarters) if asked.before else "nothing",
    }
    receipt = receipted(counted.receipt, _METHOD, settings, _result(weighed, change))
    named = {**receipt.parameters, "indicator": f"Harm, {asked.edition.in_words}"}
    return Answer(finding, method, caveats, dataclasses.replace(receipt, parameters=named))


def _what_carries(weighed: Harm) -> str:
    half = weighed.heaviest_half()
    if not half:
        return f"none of the {weighed.count:,} offences weighs anything."
    number, share = sum(one.count for one in half), sum(one.share_of_harm for one in half)
    names = "; ".join(one.offence for one in half[:_NAMED])
    more = f"; {len(half) - _NAMED} more kinds" if len(half) > _NAMED else ""
    return f"{number:,} of {weighed.count:,} offences make up {share:.0%} of the harm. They are: {names}{more}."


def _result(weighed: Harm, change: HarmChange | None) -> dict[str, object]:
    return {
        "total": round(weighed.total),
        "range": [round(weighed.sum.lower), round(weighed.sum.upper)],
        "offences": [[one.offence, one.count, one.weight] for one in weighed.offences if one.count],
        "found_by_police": [[one.offence, one.count, one.weight] for one in weighed.proactive if one.count],
        "unweighted": [list(one) for one in weighed.unweighted],
        "before": None if change is None else round(change.total_before),
    }


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    said, chosen = receipt.parameters, receipt.parameters["settings"]
    asked = HarmAsked(
        store,
        tuple(said["areas"]),
        "",
        Year(tuple(chosen["year"].split(", "))),
        None if chosen["compared_with"] == "nothing" else Year(tuple(chosen["compared_with"].split(", "))),
        Edition(chosen["scheme"], chosen["edition"]),
        receipt.computed_at,
        receipt.version,
        chosen["weights_version"],
    )
    return harm_of_year(asked).answer.receipt


HARM = PageAnalysis(
    text="Harm",
    address="intelligence:harm",
    asks="Which offences do most harm here, and has harm changed? A count treats a theft and a rape alike.",
    methods={_METHOD: "Counts of offences, each times its published weight"},
    again=_again,
)
