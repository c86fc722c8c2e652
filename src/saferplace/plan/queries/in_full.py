"""The current plan as plain values, for programs: what the public pages say."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser

from saferplace.partnership.models import Partnership
from saferplace.plan.models import Action, CrossCuttingObjective, Outcome, Priority, Theme
from saferplace.plan.queries.outline import outline
from saferplace.plan.queries.versions import current_version
from saferplace.plan.shown_by import Measured, measured_for


def plan_in_full(partnership: Partnership) -> dict[str, Any] | None:
    """JSON values only: title, years, version, digest, priorities down to actions and outcomes with their public
    measures, cross-cutting objectives, headline measures. None when no plan is loaded.
    """
    version = current_version(partnership)
    if version is None:
        return None
    promised = outline(version)
    measured = measured_for(AnonymousUser(), partnership)
    return {
        "partnership": partnership.slug,
        "title": version.title,
        "years": version.years_in_words,
        "version": version.number,
        "digest": version.digest,
        "priorities": [_priority(priority, measured) for priority in promised.priorities],
        "cross_cutting_objectives": [_objective(objective, measured) for objective in promised.objectives],
        "headline_measures": [
            {
                "number": headline.number,
                "words": headline.words,
                "measures": _measures(measured.of_headline(headline.number)),
            }
            for headline in version.headline_measures.all()
        ],
    }


def _priority(priority: Priority, measured: Measured) -> dict[str, Any]:
    themes = [
        {"key": theme.key, "name": theme.name, "topics": theme.topics, **_promises(theme, measured)}
        for theme in priority.themes.all()
    ]
    return {"key": priority.key, "number": priority.number, "name": priority.name, "themes": themes}


def _objective(objective: CrossCuttingObjective, measured: Measured) -> dict[str, Any]:
    return {
        "key": objective.key,
        "number": objective.number,
        "name": objective.name,
        "priorities": [priority.key for priority in objective.priorities.all()],
        **_promises(objective, measured),
    }


def _promises(parent: Theme | CrossCuttingObjective, measured: Measured) -> dict[str, Any]:
    return {
        "actions": [_said(action) for action in parent.actions.all()],
        "outcomes": [
            {**_said(outcome), "measures": _measures(measured.showing(outcome.key))}
            for outcome in parent.outcomes.all()
        ],
    }


def _said(promise: Action | Outcome) -> dict[str, Any]:
    return {
        "key": promise.key,
        "words": promise.words,
        "printed": promise.text,
        "source": promise.source_in_words,
    }


def _measures(measures: tuple[Any, ...]) -> list[dict[str, str]]:
    return [{"key": measure.key, "name": measure.name, "reading": measure.reading} for measure in measures]
