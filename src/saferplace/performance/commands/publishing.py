"""Letting the public see a figure."""

from __future__ import annotations

import datetime as dt

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.core.models import StoredReceipt
from saferplace.performance.models import Observation, Publication, Release


class NotPublishable(ValueError):
    """The figure may not be public; the message says why."""


def publish_observation(observation: Observation, *, by: Actor, at: dt.datetime) -> Observation:
    """Publish a current figure of a public measure, with its receipt. Publishing it again changes nothing.

    Needs ``performance.publish``. Raises `NotPublishable` for a superseded figure or a measure for partners only.
    """
    measure = observation.measure
    access.require(by, "performance.publish", measure.partnership)
    observation.refresh_from_db(fields=["superseded_at", "release", "published_at"])
    if observation.superseded_at is not None:
        raise NotPublishable("A newer figure has replaced this one. Publish the newer one.")
    if measure.publication != Publication.PUBLIC:
        raise NotPublishable("This measure is for partners only. Change that in the partnership's file first.")
    if observation.release == Release.PUBLISHED:
        return observation
    detail = {"measure": measure.key, "period": str(observation.period)}
    with audited(by=by, action="figure published", subject=observation, partnership=measure.partnership, detail=detail):
        observation.release, observation.published_at = Release.PUBLISHED, at
        observation.save(update_fields=["release", "published_at"])
        if observation.receipt_id:
            StoredReceipt.objects.filter(pk=observation.receipt_id).update(is_public=True)
    return observation
