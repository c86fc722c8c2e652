"""What the plan asks of whoever looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saferplace.core import access
from saferplace.core.attention import AttentionItem, Urgency
from saferplace.plan.queries import current_version, outcomes_by_key
from saferplace.plan.shown_by import measured_for


def attention(user: Any, partnership: Any) -> Iterator[AttentionItem]:
    """For those who may load a plan in the Partnership: one that has run out, and outcomes that nothing measures."""
    if not access.allowed(user, "plan.load", partnership):
        return
    version = current_version(partnership)
    href = reverse("plan:plan", args=[partnership.slug])
    if version is None:
        yield AttentionItem(Urgency.NOW, "Load the plan", "There is no plan here yet.", href)
        return
    if version.has_ended(timezone.localdate()):
        why = f"{version.title} ran to {version.last_month_in_words}, and no later plan is loaded."
        yield AttentionItem(Urgency.SOON, "Load the next plan", why, href)
    outcomes = outcomes_by_key(partnership)
    measured = measured_for(user, partnership)
    unmeasured = [key for key in outcomes if not measured.showing(key)]
    if unmeasured:
        title = f"{len(unmeasured)} of {len(outcomes)} desired outcomes are not measured"
        yield AttentionItem(Urgency.KNOW, title, "Nothing shows whether they are being reached.", href)
