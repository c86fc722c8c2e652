"""All answers to one question: a share for each, and those who gave none kept apart and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saferplace.analysis.survey.sampling import Design
from saferplace.analysis.survey.self_selected import ShareOfReplies, share_of_replies
from saferplace.analysis.survey.weighted_proportion import WeightedProportion, weighted_proportion


@dataclass(frozen=True)
class Answers:
    """asked: in the group. blank: gave no answer. set_aside: answers that are none ("don't know"), with their number.

    shares: answer to its share of those who answered, which together are everybody who answered.
    """

    asked: int
    blank: int
    set_aside: dict[str, int]
    shares: dict[str, WeightedProportion]

    @property
    def answered(self) -> int:
        return self.asked - self.blank - sum(self.set_aside.values())


@dataclass(frozen=True)
class Replies:
    """As `Answers`, of people who chose to reply: shares without a margin of error."""

    asked: int
    blank: int
    set_aside: dict[str, int]
    shares: dict[str, ShareOfReplies]

    @property
    def answered(self) -> int:
        return self.asked - self.blank - sum(self.set_aside.values())


def answers(
    given: Sequence[str | None],
    design: Design,
    *,
    group: NDArray[np.bool_] | None = None,
    order: Sequence[str] = (),
    set_aside: Collection[str] = (),
    level: float = 0.95,
) -> Answers:
    """Shares of each answer in a sample.

    given: one a respondent of ``design``; None is a blank, which is never counted as an answer.
    group: which respondents are looked at (all); the rest stay in the design. order: answers in the order to print
    (others follow by name). Raises ValueError where nobody in the group answered.
    """
    asked = _Asked(given, group, order, set_aside)
    shares = {
        option: weighted_proportion(asked.said(option), asked.answered, design, level=level) for option in asked.options
    }
    return Answers(asked.number, asked.blank, asked.aside, shares)


def replies(
    given: Sequence[str | None],
    weights: NDArray[np.float64],
    *,
    group: NDArray[np.bool_] | None = None,
    order: Sequence[str] = (),
    set_aside: Collection[str] = (),
) -> Replies:
    """Shares of each answer among people who chose to reply, as in `answers`."""
    asked = _Asked(given, group, order, set_aside)
    shares = {option: share_of_replies(asked.said(option), asked.answered, weights) for option in asked.options}
    return Replies(asked.number, asked.blank, asked.aside, shares)


class _Asked:
    """Who is in the group, who answered, and which answers there are."""

    def __init__(
        self,
        given: Sequence[str | None],
        group: NDArray[np.bool_] | None,
        order: Sequence[str],
        set_aside: Collection[str],
    ) -> None:
        is_in = np.ones(len(given), dtype=bool) if group is None else np.asarray(group, dtype=bool)
        inside = Counter(answer for answer, within in zip(given, is_in, strict=True) if within)
        self.number = int(is_in.sum())
        self.blank = inside.pop(None, 0)
        self.aside = {option: inside.pop(option) for option in sorted(set_aside) if option in inside}
        if not inside:
            raise ValueError("Nobody answered this question, so there are no shares.")
        self._given = np.array(["" if answer is None else answer for answer in given], dtype=object)
        is_answer = [answer is not None and answer not in set_aside for answer in given]
        self.answered = is_in & np.array(is_answer, dtype=bool)
        known = [option for option in order if option not in set_aside]
        self.options = [*known, *sorted(str(option) for option in inside if option not in known)]

    def said(self, option: str) -> NDArray[np.bool_]:
        is_said: NDArray[np.bool_] = self.answered & (self._given == option)
        return is_said
