"""Every page of a partnership begins with its slug; these two lines find it, or answer 404."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from saferplace.core import access
from saferplace.partnership.models import Partnership

View = Callable[..., HttpResponseBase]


def for_partnership(view: View) -> View:
    """Give the view its Partnership in place of the slug in the address, and the page its header."""

    @functools.wraps(view)
    def scoped(request: HttpRequest, partnership_slug: str, **rest: Any) -> HttpResponseBase:
        partnership = get_object_or_404(Partnership, slug=partnership_slug)
        request.partnership = partnership  # type: ignore[attr-defined]
        return view(request, partnership, **rest)

    return scoped


def permission_needed(permission: str) -> Callable[[View], View]:
    """A partnership's page for holders of one permission: a visitor is asked to sign in, others are refused (403)."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, partnership: Partnership, **rest: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            access.require(request.user, permission, partnership)
            return view(request, partnership, **rest)

        return for_partnership(guarded)

    return wrap
