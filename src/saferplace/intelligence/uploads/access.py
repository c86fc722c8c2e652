"""Who may send files for whom, and who sees which uploads and saved mappings."""

from __future__ import annotations

import functools
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase

from saferplace.core import access
from saferplace.intelligence.uploads.models import SavedMapping, Upload
from saferplace.partnership.access import current_roles
from saferplace.partnership.models import Organisation, Partnership
from saferplace.partnership.scoping import View, for_partnership

SEND = "evidence.send"  # files of one's own organisation, and nobody else's uploads
IMPORT = "evidence.import"  # every file of every provider


def may_send(user: Any, partnership: Partnership) -> bool:
    return access.allowed(user, IMPORT, partnership) or access.allowed(user, SEND, partnership)


def sender_needed(view: View) -> View:
    """A page for those who may send files: a visitor is asked to sign in, others are refused (403)."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, partnership: Partnership, **rest: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_send(request.user, partnership):
            raise access.NotAllowed(SEND)
        return view(request, partnership, **rest)

    return for_partnership(guarded)


def organisations_to_send_for(user: Any, partnership: Partnership) -> QuerySet[Organisation]:
    """Every current member for those who import; the person's own organisation for those who send."""
    if access.allowed(user, IMPORT, partnership):
        return Organisation.objects.filter(
            Q(memberships__partnership=partnership), Q(memberships__to_date__isnull=True)
        ).distinct()
    if access.allowed(user, SEND, partnership):
        own = current_roles(user).filter(partnership=partnership).values("organisation")
        return Organisation.objects.filter(pk__in=own)
    return Organisation.objects.none()


def uploads_visible_to(user: Any, partnership: Partnership) -> QuerySet[Upload]:
    """With their jobs and who sent them, so that a list of them costs one statement."""
    uploads = Upload.objects.filter(partnership=partnership)
    uploads = uploads.select_related("trial", "import_job", "uploaded_by", "saved_mapping")
    if access.allowed(user, IMPORT, partnership):
        return uploads
    if access.allowed(user, SEND, partnership):
        return uploads.filter(uploaded_by=user)
    return uploads.none()


def saved_mappings_visible_to(user: Any, partnership: Partnership) -> QuerySet[SavedMapping]:
    """Those of the providers for whom the person may send files, all versions."""
    mappings = SavedMapping.objects.filter(partnership=partnership).select_related("made_by", "retired_by")
    if access.allowed(user, IMPORT, partnership):
        return mappings
    own = organisations_to_send_for(user, partnership).values("key")
    return mappings.filter(provider__in=own)
