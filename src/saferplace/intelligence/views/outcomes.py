"""What became of crimes, and stop and search: pages for members, each with its CSV."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month, runs_in_words
from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR, CRIME_TYPES
from saferplace.evidence.queries import CrimeOutcomes, NothingLoaded
from saferplace.evidence.queries.crime_outcomes import OUTCOME_GROUPS
from saferplace.intelligence.commands import cite
from saferplace.intelligence.months_form import MonthsFields, with_newest_months
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.queries.outcomes_page import OutcomesPage, months_with_outcomes, outcomes_page
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


class OutcomesFilter(MonthsFields):
    """Months that are held, and one type of crime or all."""

    crime_type = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "“%(value)s” is not a crime type of data.police.uk."}
    )

    def __init__(self, asked: QueryDict, months: Sequence[Month]) -> None:
        completed = with_newest_months(asked, months)
        super().__init__(completed)
        self.asked = completed
        types = sorted(name for name in CRIME_TYPES if name != ANTI_SOCIAL_BEHAVIOUR)
        self.offer(months)
        self.fields["crime_type"].choices = [("", "All crime"), *((name, name) for name in types)]  # type: ignore[attr-defined]

    @property
    def crime_types(self) -> frozenset[str] | None:
        chosen = self.cleaned_data["crime_type"]
        return frozenset({chosen}) if chosen else None


@require_GET
@permission_needed("evidence.view")
def outcomes(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form, page = _asked(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    if page is None:
        return render(request, "intelligence/outcomes.html", {"form": form}, status=400)
    cite([page.rates.receipt, page.reached.receipt], partnership)
    context = {
        "form": form,
        "page": page,
        "chart": page.chart(),
        "asked": form.asked.urlencode(),
        "not_held": runs_in_words(page.rates.months.not_held),
        "without_outcomes": runs_in_words(page.rates.months_without_outcomes),
        "gaps": runs_in_words(page.rates.outcome_months_missing),
        "too_recent": runs_in_words(page.too_recent),
        "doubtful": runs_in_words(page.rates.months.spoilt(form.crime_types)),
    }
    return render(request, "intelligence/outcomes.html", context)


@require_GET
@permission_needed("evidence.view")
def outcomes_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A row for each type and month."""
    try:
        form, page = _asked(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")
    if page is None:
        return HttpResponse(form.errors.as_text(), status=400, content_type="text/plain; charset=utf-8")
    cite([page.rates.receipt], partnership)
    columns = (
        "area_code",
        "crime_type",
        "month",
        "crimes_with_id",
        "crimes_without_id",
        "charged",
        "charge_rate_percent",
        "lower_95",
        "upper_95",
        "with_any_outcome",
        "with_several_outcomes",
        *(group.lower().replace(",", "").replace(" ", "_") for group in OUTCOME_GROUPS),
        "months_of_outcomes_since",
        "is_too_recent",
        "receipt",
    )
    lines = [
        [
            page.area.code,
            row.crime_type,
            row.month,
            row.crimes,
            row.without_id,
            row.charged,
            *(
                (round(rate.percent, 2), round(rate.lower, 2), round(rate.upper, 2))
                if (rate := row.charge_rate)
                else ("", "", "")
            ),
            row.with_outcome,
            row.several,
            *(row.by_group[group] for group in OUTCOME_GROUPS),
            row.months_followed,
            "yes" if row.is_too_recent else "no",
            page.rates.receipt.digest,
        ]
        for row in page.rates.rows
    ]
    return csv_response(f"{partnership.slug}-outcomes.csv", columns, lines)


def _rate(row: CrimeOutcomes) -> tuple[float | None, ...]:
    """The charge rate and its interval; empty cells for a month without a crime."""
    rate = row.charge_rate
    return (round(rate.percent, 2), round(rate.lower, 2), round(rate.upper, 2)) if rate else (None, None, None)


def _asked(request: HttpRequest, partnership: Partnership) -> tuple[OutcomesFilter, OutcomesPage | None]:
    """The form, and the page when what was asked can be answered. Raises NothingLoaded."""
    area, store = area_of(partnership), evidence_store()
    months = months_with_outcomes(store, area)
    if not months:
        raise NothingLoaded(f"No month is held with both crimes and outcomes of the police force of {area.name}.")
    form = OutcomesFilter(request.GET, months)
    if not form.is_valid():
        return form, None
    return form, outcomes_page(store, area, form.period, form.crime_types, at=timezone.now())
