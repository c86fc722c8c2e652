"""The evaluation in words, with its receipt."""

from __future__ import annotations

from typing import Any

from saferplace.analysis.effect import REGRESSION_TO_THE_MEAN, DisplacementDifference
from saferplace.analysis.effect.displacement_difference import direction_and_verdict, fewer_or_more
from saferplace.analysis.held_months import name_months
from saferplace.analysis.months import Month
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.did_it_work.choice import Before, Choice, Part, Unit
from saferplace.intelligence.analyses.did_it_work.evaluation import Evaluation, evaluate
from saferplace.intelligence.analyses.placed import placed_in_areas
from saferplace.intelligence.analyses.question import LayerQuestion, question_of

METHOD = "did_it_work"


def answered(question: LayerQuestion, choice: Choice) -> tuple[Evaluation, Answer]:
    """question: of the whole area; its months are those of the choice. Raises ValueError and NothingLoaded."""
    placed = placed_in_areas(question.over(choice.period))
    found = evaluate(placed, choice)
    receipt = receipted(placed.receipt, METHOD, _settings(found), _result(found))
    return found, Answer(_finding(question, found), _method(found), _caveats(found), receipt)


def again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    """The same areas in the same parts, counted once more: nothing is suggested anew."""
    settings = receipt.parameters["settings"]
    choice = Choice(
        unit=Unit(settings["unit"]),
        start=Month.parse(settings["start"]),
        length=settings["length"],
        before=Before(settings["before"]),
        counts_nearby=False,
        parts={code: part for part in Part for code in settings[part.value].split(", ") if code},
    )
    return answered(question_of(store, receipt), choice)[1].receipt


def _settings(found: Evaluation) -> dict[str, Any]:
    choice = found.choice
    return {
        "unit": choice.unit.value,
        "start": str(choice.start),
        "length": choice.length,
        "before": choice.before.value,
        **{part.value: ", ".join(code for code in found.areas.codes if found.parts[code] is part) for part in Part},
    }


def _result(found: Evaluation) -> dict[str, Any]:
    return {
        "before_and_after": {
            part.value: [each.before, each.after] for part, each in found.counts.items() if part is not Part.OUT
        },
        "difference": _rounded(found.difference),
        "nearby": _rounded(found.nearby),
        "in_all": _rounded(found.in_all),
        "dispersion": round(found.dispersion, 2),
        "smallest": None if found.smallest.crimes is None else round(found.smallest.crimes, 1),
        "others": {other.key: other.said for other in found.others},
    }


def _rounded(difference: DisplacementDifference | None) -> list[float] | None:
    """The effect, its interval's ends and its standard error."""
    if difference is None:
        return None
    return [
        round(each, 1) for each in (difference.crimes, difference.lower, difference.upper, difference.standard_error)
    ]


def _finding(question: LayerQuestion, found: Evaluation) -> str:
    subject, treated = question.subject, found.counts[Part.TREATED]
    return (
        f"{effect_in_words(found.difference, 'the comparison areas lead to expect')} "
        f"{subject[0].upper()}{subject[1:]} in {_and(found.names(Part.TREATED))} {treated.in_words()}, "
        f"{name_months(found.months.after)} beside {name_months(found.months.before)}; in the comparison areas it "
        f"{found.counts[Part.COMPARISON].in_words()}."
    )


def effect_in_words(difference: DisplacementDifference, than: str) -> str:
    """'27 fewer than … (95% interval: 79 fewer to 25 more): a fall that chance could make.'"""
    crimes = fewer_or_more(difference.crimes)
    return (
        f"{crimes[0].upper()}{crimes[1:]} than {than} ({difference.level:.0%} interval: "
        f"{fewer_or_more(difference.lower)} to {fewer_or_more(difference.upper)}): "
        f"{direction_and_verdict(difference.crimes, difference.verdict)}."
    )


def _method(found: Evaluation) -> str:
    of = "the same months a year before" if found.choice.before is Before.SAME_MONTHS_A_YEAR_BEFORE else "just before"
    return (
        "Weighted displacement difference (Wheeler and Ratcliffe 2018): the change where the work was done, "
        f"less the change in areas where nothing was done, {of}. Comparison areas are brought to the same size by what "
        "was recorded before. Where nobody chose them, nearby areas are those that touch, and comparison areas the "
        "ones with the nearest count before that do not touch. Areas where nothing was done went their own way "
        f"{found.dispersion:.1f} times as much as chance alone has it, and the intervals are widened for that. The "
        "smallest effect is the fall that four of five such evaluations would find."
    )


def _caveats(found: Evaluation) -> tuple[str, ...]:
    said = [
        REGRESSION_TO_THE_MEAN,
        "It is taken that without the work the areas would have changed alike; nothing else that began there at the "
        "same time is told apart from it.",
        "Areas that lie side by side often rise and fall together, so nearby areas are less sure than they look.",
    ]
    if found.months.left_out:
        said.append(_left_out(found.months.left_out))
    if found.in_no_ward:
        said.append(f"{found.in_no_ward:,} of those recorded lie in small areas across wards and are in no ward here.")
    if found.choice.before is Before.JUST_BEFORE:
        said.append(
            "The months before are of another season than those after; part of a change may be the time of year."
        )
    if found.choice.counts_nearby and found.nearby is None:
        said.append("Nearby areas are not counted in: none was found, or none is left to compare them with.")
    return tuple(said)


def _left_out(months: tuple[Month, ...]) -> str:
    return f"Not used, because they are not held or have no month to set beside them: {name_months(months)}."


def _and(names: list[str]) -> str:
    if len(names) > 4:
        return f"{len(names)} areas"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
