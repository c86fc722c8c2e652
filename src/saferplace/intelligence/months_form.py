"""The months of a form that is read from an address: from a first to a last, both held."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month, Period
from saferplace.intelligence import queries


class MonthsFields(forms.Form):
    """To be a base of such a form."""

    first = forms.ChoiceField(label="From", error_messages={"invalid_choice": "Choose a first month that is held."})
    last = forms.ChoiceField(label="To", error_messages={"invalid_choice": "Choose a last month that is held."})

    def offer(self, months: Sequence[Month]) -> None:
        """months: those held, in order. The newest stands first in the list."""
        choices = [(str(month), month.in_words()) for month in reversed(months)]
        self.fields["first"].choices = choices  # type: ignore[attr-defined]
        self.fields["last"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and str(last) < str(first):
            self.add_error("last", "The last month must not be before the first.")
        return cleaned

    @property
    def period(self) -> Period:
        """Only after ``is_valid()``."""
        return Period(Month.parse(self.cleaned_data["first"]), Month.parse(self.cleaned_data["last"]))


def with_newest_months(asked: QueryDict, months: Sequence[Month]) -> QueryDict:
    """The question completed, where it names no months, by the newest twelve without a gap."""
    completed = asked.copy()
    newest = queries.newest_run(tuple(months))
    completed.setdefault("first", str(newest.first))
    completed.setdefault("last", str(newest.last))
    return completed
