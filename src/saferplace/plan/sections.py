"""Parts of the partnership file that belong to apps above this one. Each registers what to do with its own.

Performance registers ``measures``. A handler runs in the transaction of the load, only when the file has changed;
what it raises undoes the whole load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from saferplace.core.actors import Actor
from saferplace.partnership.models import Partnership
from saferplace.plan.models import PlanVersion

# handler(partnership, the section's content as the schema gives it, version just made, by=actor) -> sentences
Handler = Callable[..., Iterable[str]]
_handlers: dict[str, Handler] = {}


def register(section: str, handler: Handler) -> None:
    """``handler(partnership, content, version, by=actor)`` returns sentences on what it did, for the person loading."""
    _handlers[section] = handler


def hand_on(partnership: Partnership, content: dict[str, Any], version: PlanVersion, *, by: Actor) -> list[str]:
    """Give each registered app its section. Returns what they said."""
    return [
        sentence
        for section, handler in _handlers.items()
        if section in content
        for sentence in handler(partnership, content[section], version, by=by)
    ]
