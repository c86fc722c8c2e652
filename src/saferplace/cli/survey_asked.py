"""The questions of a survey file put to the statistics, group by group, and their answers as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from saferplace.analysis.survey import (
    NOT_A_SAMPLE,
    Answers,
    Replies,
    ShareOfReplies,
    WeightedProportion,
    answers,
    between_waves,
    design,
    replies,
)
from saferplace.evidence.surveys import Respondents, SurveyFault

COLUMNS = (
    "question", "group", "answer", "percent", "lower", "upper", "said", "answered", "effective_n", "change_points",
    "change_lower", "change_upper", "change",
)  # fmt: skip
EVERYBODY = "Everybody"
Found = dict[str, Answers | Replies]


@dataclass(frozen=True)
class SurveyAsked:
    """How the survey was done, as the command was told."""

    weight: str | None
    stratum: str | None
    cluster: str | None
    population: int | None
    not_answers: frozenset[str]
    is_self_selected: bool

    def of(self, people: Respondents, question: str, group: str | None) -> Found:
        """Answers by group: everybody first, then each of the column ``group`` in order."""
        given = people.column(question)
        weights = np.array(people.weights(self.weight) if self.weight else [1.0] * len(people.rows), dtype=float)
        groups = {EVERYBODY: np.ones(len(given), dtype=bool)}
        if group:
            of_each = np.array([name or "" for name in people.column(group)], dtype=object)
            known = [name for name in people.orders.get(group, ()) if name in of_each]
            rest = sorted({str(name) for name in of_each if name and name not in known})
            groups |= {name: of_each == name for name in [*known, *rest]}
        order = [name for name in people.orders.get(question, ()) if name in given]
        if self.is_self_selected:
            return {
                name: replies(given, weights, group=each, order=order, set_aside=self.not_answers)
                for name, each in groups.items()
            }
        plan = design(
            weights,
            strata=_complete(people, self.stratum),
            clusters=_complete(people, self.cluster),
            population=self.population,
        )
        return {
            name: answers(given, plan, group=each, order=order, set_aside=self.not_answers)
            for name, each in groups.items()
        }


def weighted(people: Respondents, weight: str | None) -> tuple[Respondents, int]:
    """Those who have a weight, and how many have none."""
    if weight is None:
        return people, 0
    kept = [each is not None for each in people.weights(weight)]
    return people.only(kept), kept.count(False)


def _complete(people: Respondents, name: str | None) -> Sequence[str] | None:
    if name is None:
        return None
    cells = people.column(name)
    if None in cells:
        row = people.rows[cells.index(None)]
        raise SurveyFault(f"{people.file}, row {row}, column {name}: empty. Every respondent needs one.")
    return [str(cell) for cell in cells]


def earlier_share(was: Found, name: str, option: str) -> WeightedProportion | None:
    share = was[name].shares.get(option) if name in was else None
    return share if isinstance(share, WeightedProportion) else None


def line_of(
    question: str,
    group: str,
    option: str,
    share: ShareOfReplies | WeightedProportion,
    earlier: WeightedProportion | None,
) -> dict[str, Any]:
    line = dict.fromkeys(COLUMNS) | {"question": question, "group": group, "answer": option}
    line |= {"percent": round(share.percent, 1), "said": share.said, "answered": share.answered}
    if isinstance(share, WeightedProportion):
        line |= {"lower": round(share.lower, 1), "upper": round(share.upper, 1)}
        line["effective_n"] = round(share.effective_n)
        if earlier is not None:
            moved = between_waves(earlier, share)
            line |= {"change_points": round(moved.points, 1), "change_lower": round(moved.lower, 1)}
            line |= {"change_upper": round(moved.upper, 1), "change": str(moved.verdict)}
    return line


def counted(each: Answers | Replies) -> dict[str, Any]:
    return {"asked": each.asked, "answered": each.answered, "blank": each.blank, "set_aside": each.set_aside}


def notes_of(asked: SurveyAsked, people: Respondents, left_out: int) -> list[str]:
    notes = [*people.notes]
    if left_out:
        notes.append(f"{left_out:,} respondents without a weight are left out.")
    if asked.is_self_selected:
        return [*notes, NOT_A_SAMPLE]
    if asked.weight is None:
        notes.append("No weights were given: everybody counts alike.")
    return notes
