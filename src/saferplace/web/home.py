"""The signed-in home page: what needs this person's attention."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from saferplace.core import attention
from saferplace.partnership.access import partnerships_of
from saferplace.partnership.models import Partnership, User
from saferplace.partnership.queries import roles_in_words
from saferplace.partnership.scoping import permission_needed


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a person to the home page of their partnership, or let them choose where they have several."""
    if not isinstance(request.user, User):
        return redirect("publish:partnerships")
    theirs = list(partnerships_of(request.user)[:2])
    if len(theirs) == 1:
        return redirect("web:home", partnership_slug=theirs[0].slug)
    return render(request, "web/choose_partnership.html", {"partnerships": partnerships_of(request.user)})


@permission_needed("performance.view")
def home(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 - the permission above was granted to a person
    return render(
        request,
        "web/home.html",
        {
            "items": attention.items_for(request.user, partnership),
            "roles": roles_in_words(request.user, partnership),
        },
    )
