"""What a page of analysis is asked for: months, one type of crime or all, the whole area or one ward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import queries
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.months_form import MonthsFields, with_newest_months


class PageFilter(MonthsFields):
    """Read from the address; what is not there is completed: the newest twelve months without a gap, all types.

    A page that asks for more makes a subclass with more fields. `completed` has the whole question for links.
    """

    crime_type = forms.ChoiceField(
        label="Crime type",
        required=False,
        choices=[("", "All recorded crime"), *((name, name) for name in sorted(CRIME_TYPES))],
        error_messages={"invalid_choice": "“%(value)s” is not a crime type of data.police.uk."},
    )
    ward = forms.ChoiceField(
        label="Ward", required=False, error_messages={"invalid_choice": "Choose a ward from the list."}
    )

    def __init__(self, asked: QueryDict, months: Sequence[Month], area: Area) -> None:
        """months: those held, in order; at least one."""
        completed = with_newest_months(asked, months)
        super().__init__(completed)
        self.completed = completed
        self.area = area
        self.offer(months)
        self.fields["ward"].choices = [("", "All wards"), *queries.wards_to_choose(area)]  # type: ignore[attr-defined]

    @property
    def kinds(self) -> frozenset[str] | None:
        return frozenset({self.cleaned_data["crime_type"]}) if self.cleaned_data["crime_type"] else None

    @property
    def shown_area(self) -> Area:
        return find_area(self.cleaned_data["ward"]) if self.cleaned_data["ward"] else self.area

    def question(self, store: EvidenceStore, at: dt.datetime) -> LayerQuestion:
        """What was asked of recorded crime. Only after ``is_valid()``."""
        return LayerQuestion(store, self.shown_area, self.period, at, self.kinds)


def months_of_recorded_crime(store: EvidenceStore, area: Area) -> tuple[Month, ...]:
    """Those held, in order. Raises NothingLoaded where there are none."""
    months = queries.months_to_choose(store, area)
    if not months:
        raise NothingLoaded(f"No file of the police force of {area.name} has been loaded yet.")
    return months
