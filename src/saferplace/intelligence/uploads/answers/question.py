"""The shape of a question, so that one view serves them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from saferplace.intelligence.uploads.drafting import Draft


@dataclass(frozen=True)
class Refused:
    """An answer that cannot be taken. field: the id of where to correct it."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Question:
    """show: what the template needs; the second argument is what was answered when that was refused.

    read: the answer, as arguments of `commands.decide`; or what is wrong with it.
    can_be_asked: whether the questions before it are answered.
    """

    template: str
    show: Callable[[Draft, QueryDict | None], dict[str, Any]]
    read: Callable[[Draft, QueryDict], dict[str, Any] | tuple[Refused, ...]]
    can_be_asked: Callable[[Draft], bool]
