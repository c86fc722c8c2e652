"""What the home page should say about information-sharing agreements: one that runs out, a review that is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from saferplace.core import access
from saferplace.core.attention import AttentionItem, Urgency
from saferplace.partnership.models import Partnership, SharingAgreement

SOON = dt.timedelta(days=60)  # time to get a renewal signed by every party


def about_agreements(user: Any, partnership: Model) -> Iterator[AttentionItem]:
    """For those who may amend them."""
    assert isinstance(partnership, Partnership)  # noqa: S101 - the registry speaks of models, and gives partnerships
    if not access.allowed(user, "agreements.change", partnership):
        return
    today = timezone.localdate()
    for agreement in SharingAgreement.objects.current().filter(partnership=partnership, is_ended=False):
        item = _about(agreement, partnership, today)
        if item is not None:
            yield item


def _about(agreement: SharingAgreement, partnership: Partnership, today: dt.date) -> AttentionItem | None:
    href = reverse("partnership:agreement", args=[partnership.slug, agreement.reference])
    ends = agreement.expires_on
    if ends is not None and ends < today:
        said = f"It expired on {date_format(ends, 'j F Y')}. Nothing can be imported under it until it is renewed."
        return AttentionItem(Urgency.NOW, f"Renew or end the agreement {agreement.reference}", said, href)
    if ends is not None and ends <= today + SOON:
        said = f"Its last day is {date_format(ends, 'j F Y')}. Imports under it stop then."
        return AttentionItem(Urgency.SOON, f"Renew the agreement {agreement.reference}", said, href)
    if agreement.review_on <= today:
        said = f"Its review was due on {date_format(agreement.review_on, 'j F Y')}."
        return AttentionItem(Urgency.SOON, f"Review the agreement {agreement.reference}", said, href)
    return None
