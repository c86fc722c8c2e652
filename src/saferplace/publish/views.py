"""The public pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import for_partnership
from saferplace.publish import queries


def partnerships(request: HttpRequest) -> HttpResponse:
    """The front door: straight to the partnership where there is one, a choice where there are several."""
    known = list(Partnership.objects.all())
    if len(known) == 1:
        return redirect("publish:front", partnership_slug=known[0].slug)
    return render(request, "publish/partnerships.html", {"partnerships": known})


@for_partnership
def front(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = queries.front_page(partnership, timezone.localdate())
    return render(request, "publish/front.html", {"page": page})
