"""Pages of information-sharing agreements."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.partnership import queries
from saferplace.partnership.commands import AgreementRefused, add_agreement, amend_agreement
from saferplace.partnership.forms import AgreementForm
from saferplace.partnership.models import Partnership, SharingAgreement
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("agreements.view")
def agreements(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    context = {
        "agreements": queries.agreements_with_standing(partnership, timezone.localdate()),
        "may_change": access.allowed(request.user, "agreements.change", partnership),
    }
    return render(request, "partnership/agreements.html", context)


@require_GET
@permission_needed("agreements.view")
def agreement(request: HttpRequest, partnership: Partnership, reference: str) -> HttpResponse:
    versions = queries.agreement_versions(partnership, reference)
    if not versions:
        raise Http404("There is no such agreement.")
    asked = request.GET.get("version", "")
    chosen = next((each for each in versions if str(each.version) == asked), None if asked else versions[0])
    if chosen is None:
        raise Http404("There is no such version of this agreement.")
    context = {
        "agreement": chosen,
        "standing": chosen.standing(timezone.localdate()),
        "data_sets": queries.covered_in_words(chosen),
        "versions": versions,
        "trail": _trail(partnership),
        "may_change": access.allowed(request.user, "agreements.change", partnership),
    }
    return render(request, "partnership/agreement.html", context)


@require_http_methods(["GET", "POST"])
@permission_needed("agreements.change")
def add(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = AgreementForm(request.POST or None, partnership=partnership, is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_agreement(
                partnership, form.reference_given(), form.terms(), by=Actor.from_request(request), at=timezone.now()
            )
            return _saved(request, made)
        except AgreementRefused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "heading": "Add an information-sharing agreement", "trail": _trail(partnership)}
    return render(request, "partnership/agreement_form.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@permission_needed("agreements.change")
def amend(request: HttpRequest, partnership: Partnership, reference: str) -> HttpResponse:
    versions = queries.agreement_versions(partnership, reference)
    if not versions:
        raise Http404("There is no such agreement.")
    newest = versions[0]
    form = AgreementForm(request.POST or None, partnership=partnership, initial=AgreementForm.answers_of(newest))
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(
                request,
                amend_agreement(newest, form.terms(), by=Actor.from_request(request), at=timezone.now()),
            )
        except AgreementRefused as refused:
            form.add_error(None, str(refused))
    trail = [*_trail(partnership), (newest.reference, _address(newest))]
    context = {"form": form, "heading": f"Amend {newest.reference}", "trail": trail}
    return render(request, "partnership/agreement_form.html", context, status=400 if form.errors else 200)


def _saved(request: HttpRequest, agreement: SharingAgreement) -> HttpResponse:
    messages.success(request, f"{agreement} is recorded.")
    return redirect(_address(agreement))


def _address(agreement: SharingAgreement) -> str:
    return reverse("partnership:agreement", args=[agreement.partnership.slug, agreement.reference])


def _trail(partnership: Partnership) -> list[tuple[str, str]]:
    return [("Information-sharing agreements", reverse("partnership:agreements", args=[partnership.slug]))]
