"""What a person may ask of the map. Built anew for each request, since the months to choose are those held."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month, Period
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.intelligence.queries import MapQuestion


class MapFilter(forms.Form):
    crime_type = forms.MultipleChoiceField(
        required=False,
        choices=[(name, name) for name in sorted(CRIME_TYPES)],
        error_messages={"invalid_choice": "“%(value)s” is not a crime type of data.police.uk."},
    )
    first = forms.ChoiceField(error_messages={"invalid_choice": "Choose a first month that is held."})
    last = forms.ChoiceField(error_messages={"invalid_choice": "Choose a last month that is held."})
    ward = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a ward from the list."})

    def __init__(self, asked: QueryDict, months: Sequence[Month], wards: Sequence[tuple[str, str]]) -> None:
        super().__init__(asked)
        self.asked = asked
        choices = [(str(month), month.in_words()) for month in reversed(months)]
        self.fields["first"].choices = choices  # type: ignore[attr-defined]
        self.fields["last"].choices = choices  # type: ignore[attr-defined]
        self.fields["ward"].choices = [("", "All wards"), *wards]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and str(last) < str(first):
            self.add_error("last", "The last month must not be before the first.")
        return cleaned

    def question(self) -> MapQuestion:
        """What was asked. Only after ``is_valid()``."""
        said = self.cleaned_data
        return MapQuestion(
            crime_types=frozenset(said["crime_type"]) or None,
            period=Period(Month.parse(said["first"]), Month.parse(said["last"])),
            ward_code=said["ward"],
        )
