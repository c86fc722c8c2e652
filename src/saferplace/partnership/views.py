"""Signing in and out, people, and the audit log."""

from __future__ import annotations

from django.contrib.auth import views as auth_views
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.partnership import queries
from saferplace.partnership.demo import DEMO_PASSWORD, DEMO_PEOPLE
from saferplace.partnership.forms import AuditFilterForm, SignInForm
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

ENTRIES_A_PAGE = 50


class SignIn(auth_views.LoginView):
    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"demo_people": DEMO_PEOPLE, "demo_password": DEMO_PASSWORD}


class ChangePassword(auth_views.PasswordChangeView):
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("partnership:password-changed")


@permission_needed("audit.view")
def audit(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The audit log. Reading it is itself recorded, before the page is drawn."""
    form = AuditFilterForm(request.GET)
    wanted = queries.AuditFilter(**form.cleaned_data) if form.is_valid() else queries.AuditFilter()
    record_read(
        by=Actor.from_request(request),
        action="audit log read",
        partnership=partnership,
        detail={"kind": wanted.kind, "words": wanted.words, "page": request.GET.get("page", "1")[:10]},
    )
    entries = queries.audit_visible_to(request.user, partnership, wanted)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnership/audit.html", {"page": page, "form": form, "wanted": wanted})


@permission_needed("people.view")
def people(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Who holds which role here. Names and addresses are personal, so the reading is recorded."""
    record_read(by=Actor.from_request(request), action="people list read", partnership=partnership)
    return render(request, "partnership/people.html", {"people": queries.people_visible_to(request.user, partnership)})
