"""Pages of retention: rules and holds, what a rule would remove, and the steps of a removal up to its certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.intelligence.models import LegalHold, RetentionRule, RetentionRun
from saferplace.intelligence.retention import commands, queries
from saferplace.intelligence.retention.forms import HoldForm, RuleForm
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

FILES_SHOWN = 200


@require_GET
@permission_needed("evidence.retain")
def retention(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    context = {
        "page": queries.retention_page(partnership),
        "may_hold": access.allowed(request.user, "evidence.hold", partnership),
    }
    return render(request, "intelligence/retention/retention.html", context)


@require_http_methods(["GET", "POST"])
@permission_needed("evidence.retain")
def add_rule(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        by = Actor.from_request(request)
        commands.set_rule(partnership, said["data_set"], said["rule"], said["reason"], by=by, at=timezone.now())
        messages.success(request, "The rule is set. Nothing is removed until two people agree to a plan.")
        return redirect(_home(partnership))
    context = {"form": form, "trail": _trail(partnership)}
    return render(request, "intelligence/retention/rule_form.html", context, status=400 if form.errors else 200)


@require_POST
@permission_needed("evidence.retain")
def end_rule(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    commands.end_rule(_rule(partnership, pk), by=Actor.from_request(request), at=timezone.now())
    messages.success(request, "The rule has ended.")
    return redirect(_home(partnership))


@require_http_methods(["GET", "POST"])
@permission_needed("evidence.retain")
def plan(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """What the rule would remove today; sending the page proposes exactly that."""
    rule, day = _rule(partnership, pk), timezone.localdate()
    if request.method == "POST":
        try:
            run = commands.propose_removal(rule, by=Actor.from_request(request), day=day, at=timezone.now())
            return redirect("intelligence:retention-run", partnership.slug, run.pk)
        except commands.RetentionRefused as refused:
            messages.error(request, str(refused))
    planned = commands.plan_under(rule, day=day)
    context = {
        "rule": rule,
        "plan": planned,
        "files": planned.files[:FILES_SHOWN],
        "receipts": queries.receipts_resting_on(planned, partnership),
        "trail": _trail(partnership),
    }
    return render(request, "intelligence/retention/plan.html", context)


_STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "approve": (commands.approve_removal, "The removal is approved. It can now be carried out."),
    "refuse": (commands.refuse_removal, "The removal is refused. Nothing was removed."),
    "carry-out": (commands.carry_out_removal, "The removal is carried out. Its certificate is below."),
}


@require_http_methods(["GET", "POST"])
@permission_needed("evidence.retain")
def run(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    found = _run(partnership, pk)
    if request.method == "POST":
        if request.POST.get("step") not in _STEPS:
            raise Http404("There is no such step.")
        step, done = _STEPS[request.POST["step"]]
        try:
            step(found, by=Actor.from_request(request), at=timezone.now())
            messages.success(request, done)
        except commands.RetentionRefused as refused:
            messages.error(request, str(refused))
        return redirect("intelligence:retention-run", partnership.slug, pk)
    context = {
        "run": found,
        "files": found.plan["files"][:FILES_SHOWN],
        "is_own_proposal": found.proposed_by_id == request.user.pk,
        "trail": _trail(partnership),
    }
    return render(request, "intelligence/retention/run.html", context)


@require_GET
@permission_needed("evidence.view")
def certificate(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """For every member: whoever meets a removed version is told of this certificate by name."""
    found = _run(partnership, pk)
    certified = found.as_certificate()
    if certified is None:
        raise Http404("This removal has no certificate yet.")
    context = {"run": found, "certificate": certified, "tables": queries.removed_by_table(certified)}
    return render(request, "intelligence/retention/certificate.html", context)


@require_GET
@permission_needed("evidence.view")
def certificate_download(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    found = _run(partnership, pk)
    if not found.certificate:
        raise Http404("This removal has no certificate yet.")
    response = JsonResponse({**found.certificate, "digest": found.certificate_digest}, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="certificate-{found.name}.json"'
    return response


@require_http_methods(["GET", "POST"])
@permission_needed("evidence.hold")
def place_hold(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        by = Actor.from_request(request)
        try:
            commands.place_hold(
                partnership,
                said["reference"],
                said["data_set"],
                said["unit"],
                said["reason"],
                by=by,
                at=timezone.now(),
            )
            messages.success(request, "The hold is placed. What it covers is kept from every removal.")
            return redirect(_home(partnership))
        except commands.RetentionRefused as refused:
            form.add_error("reference", str(refused))
    context = {"form": form, "trail": _trail(partnership)}
    return render(request, "intelligence/retention/hold_form.html", context, status=400 if form.errors else 200)


@require_POST
@permission_needed("evidence.hold")
def lift_hold(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    hold = get_object_or_404(LegalHold, pk=pk, partnership=partnership)
    try:
        reason = request.POST.get("reason", "")
        commands.lift_hold(hold, reason, by=Actor.from_request(request), at=timezone.now())
        messages.success(request, f"The hold {hold.reference} is lifted.")
    except commands.RetentionRefused as refused:
        messages.error(request, str(refused))
    return redirect(_home(partnership))


def _rule(partnership: Partnership, pk: int) -> RetentionRule:
    return get_object_or_404(RetentionRule, pk=pk, partnership=partnership, ended_at__isnull=True)


def _run(partnership: Partnership, pk: int) -> RetentionRun:
    runs = RetentionRun.objects.select_related("rule", "rule__partnership", "proposed_by", "approved_by")
    return get_object_or_404(runs, pk=pk, rule__partnership=partnership)


def _home(partnership: Partnership) -> str:
    return reverse("intelligence:retention", args=[partnership.slug])


def _trail(partnership: Partnership) -> list[tuple[str, str]]:
    evidence = reverse("intelligence:evidence", args=[partnership.slug])
    return [("Evidence", evidence), ("Retention", _home(partnership))]
