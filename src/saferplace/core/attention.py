"""What needs a person's attention today. Each app registers what it knows; the home page asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db.models import Model


class Urgency(IntEnum):
    """Order on the home page. The words stand beside the item, so that colour is never alone."""

    NOW = 1
    SOON = 2
    KNOW = 3

    @property
    def in_words(self) -> str:
        return {Urgency.NOW: "Act now", Urgency.SOON: "To do", Urgency.KNOW: "For information"}[self]


@dataclass(frozen=True)
class AttentionItem:
    """title: what to do or know, verb first where there is something to do. why: one sentence. href: where to do it."""

    urgency: Urgency
    title: str
    why: str
    href: str


Provider = Callable[[Any, Model], Iterable[AttentionItem]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """``provider(user, partnership)`` yields only what that person may see."""
    if provider not in _providers:
        _providers.append(provider)


def items_for(user: Any, partnership: Model) -> list[AttentionItem]:
    """Everything that asks for this person's attention in this partnership, most urgent first."""
    found = [item for provider in _providers for item in provider(user, partnership)]
    return sorted(found, key=lambda item: (item.urgency, item.title))
