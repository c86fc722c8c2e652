"""What a page of analysis is asked for: months, one type of crime or all, the whole area or one ward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import queries
from saferplace.intelligence.analyses.question import LayerQuestion


class PageFilter(forms.Form):
    """Read from the address; what is not there is completed: the newest twelve months without a gap, all types.

    A page that asks for more makes a subclass with more fields. `completed` has the whole question for links.
    """

    first = forms.ChoiceField(label="From", error_messages={"invalid_choice": "Choose a first month that is held."})
    last = forms.ChoiceField(label="To", error_messages={"invalid_choice": "Choose a last month that is held."})
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
        completed = asked.copy()
        newest = queries.newest_run(tuple(months))
        completed.setdefault("first", str(newest.first))
        completed.setdefault("last", str(newest.last))
        super().__init__(completed)
        self.completed = completed
        self.area = area
        choices = [(str(month), month.in_words()) for month in reversed(months)]
        self.fields["first"].choices = choices  # type: ignore[attr-defined]
        self.fields["last"].choices = choices  # type: ignore[attr-defined]
        self.fields["ward"].choices = [("", "All wards"), *queries.wards_to_choose(area)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and str(last) < str(first):
            self.add_error("last", "The last month must not be before the first.")
        return cleaned

    @property
    def period(self) -> Period:
        return Period(Month.parse(self.cleaned_data["first"]), Month.parse(self.cleaned_data["last"]))

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
