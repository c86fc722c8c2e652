"""The scorecard, a measure's page, recording and publishing a figure, and downloads."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.evidence.as_of import end_of_day, last_day
from saferplace.evidence.standing import day_in_words
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import for_partnership, permission_needed
from saferplace.performance import downloads, queries
from saferplace.performance.commands import (
    NotPublishable,
    RefusedFigure,
    check_figure,
    publish_observation,
    record_observation,
)
from saferplace.performance.drawing import measure_chart, small_chart
from saferplace.performance.forms import RecordFigureForm, answers
from saferplace.performance.models import Measure, Observation
from saferplace.performance.queries.measure_page import find_measure, unusual_in_words


@require_GET
@for_partnership
def scorecard(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    card = queries.scorecard(partnership, request.user, timezone.localdate())
    tiers = [(tier, [(r, small_chart(r)) for r in readings]) for tier, readings in card.tiers]
    return render(request, "performance/scorecard.html", {"card": card, "tiers": tiers})


@require_GET
@for_partnership
def scorecard_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    card = queries.scorecard(partnership, request.user, timezone.localdate())
    return downloads.scorecard_csv(card, at=timezone.now())


@require_GET
@for_partnership
def measure(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    stood_on, as_of, wrong = _stood_on(request)
    page = queries.measure_page(_measure(request, partnership, key), request.user, as_of=as_of)
    context = {
        "trail": _trail(partnership),
        "stood_on": stood_on,
        "wrong": wrong,
        "old": f"Old figures: as they stood here at {day_in_words(stood_on)}." if as_of else "",
        "page": page,
        "reading": page.reading,
        "chart": measure_chart(page.reading),
        "may_record": not as_of and access.allowed(request.user, "performance.record", partnership),
        "may_publish": not as_of and access.allowed(request.user, "performance.publish", partnership),
    }
    return render(request, "performance/measure.html", context, status=400 if wrong else 200)


@require_GET
@for_partnership
def measure_download(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    _, as_of, wrong = _stood_on(request)
    if wrong:
        raise Http404(wrong)
    page = queries.measure_page(_measure(request, partnership, key), request.user, as_of=as_of)
    return downloads.measure_csv(page, at=as_of or timezone.now())


@permission_needed("performance.record")
def record(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    """Ask, show the answers to check, then store: three steps at one address."""
    found = _measure(request, partnership, key)
    version = found.versions.get(ended_at__isnull=True)
    if not version.is_recorded_by_hand:
        raise Http404("This measure is computed from evidence.")
    today = timezone.localdate()
    form = RecordFigureForm(request.POST or None, version=version, today=today)
    here = reverse("performance:measure", args=[partnership.slug, key])
    trail = [*_trail(partnership), (version.name, here)]
    context = {"measure": found, "version": version, "form": form, "trail": trail}
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        figure = form.figure()
        try:
            check_figure(found, figure, today=today)
            if "confirmed" in request.POST:
                by = Actor.from_request(request)
                record_observation(found, figure, by=by, today=today, at=timezone.now())
                messages.success(request, f"The figure for {figure.period.in_words()} is recorded.")
                return redirect("performance:measure", partnership_slug=partnership.slug, key=key)
            reading = queries.measure_page(found, request.user).reading
            context["unusual"] = unusual_in_words(reading, figure.value(version))
            return render(request, "performance/record_check.html", {**context, "answers": answers(version, figure)})
        except RefusedFigure as refused:
            form.add_error(refused.field, str(refused))
    return render(request, "performance/record.html", context)


@require_POST
@permission_needed("performance.publish")
def publish(request: HttpRequest, partnership: Partnership, key: str, pk: int) -> HttpResponse:
    found = _measure(request, partnership, key)
    observation = get_object_or_404(Observation.objects.visible_to(request.user), pk=pk, measure=found)
    try:
        publish_observation(observation, by=Actor.from_request(request), at=timezone.now())
        messages.success(request, f"The figure for {observation.period.in_words()} is published.")
    except NotPublishable as refused:
        messages.error(request, str(refused))
    return redirect("performance:measure", partnership_slug=partnership.slug, key=key)


def _stood_on(request: HttpRequest) -> tuple[str, dt.datetime | None, str]:
    """The day that was asked for, its last moment, and why it is none; all blank for now."""
    written = request.GET.get("stood_on", "").strip()[:10]
    if not written:
        return "", None, ""
    try:
        return written, end_of_day(last_day(written)), ""
    except ValueError as wrong:
        return written, None, str(wrong)


def _trail(partnership: Partnership) -> list[tuple[str, str]]:
    return [("Scorecard", reverse("performance:scorecard", args=[partnership.slug]))]


def _measure(request: HttpRequest, partnership: Partnership, key: str) -> Measure:
    found = find_measure(partnership, key, request.user)
    if found is None:
        raise Http404("There is no such measure.")
    return found
