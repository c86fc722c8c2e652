"""What the page of what stands out is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses import known_breaks
from saferplace.intelligence.analyses.stands_out import StandsOutQuestion, first_month_back, months_to_judge


class StandsOutFilter(forms.Form):
    """Before anybody chooses: the newest month."""

    last = forms.ChoiceField(label="Month", error_messages={"invalid_choice": "Choose a month that is held."})
    months = forms.ChoiceField(
        label="Looked at",
        choices=[("1", "That month"), ("3", "The three months that end with it")],
        error_messages={"invalid_choice": "Choose one month or three."},
    )
    pandemic = forms.ChoiceField(
        label=known_breaks.LABEL,
        choices=known_breaks.CHOICES,
        error_messages={"invalid_choice": "Choose whether to leave these months out."},
    )

    def __init__(self, asked: QueryDict, months: Sequence[Month], area: Area) -> None:
        """months: those held, in order; at least one."""
        completed = asked.copy()
        completed.setdefault("last", str(months[-1]))
        completed.setdefault("months", "1")
        completed.setdefault("pandemic", known_breaks.LEAVE_OUT)
        super().__init__(completed)
        self.completed = completed
        self._area, self._held_from = area, months[0]
        choices = [(str(month), month.in_words()) for month in reversed(months)]
        self.fields["last"].choices = choices  # type: ignore[attr-defined]

    def asks(self, store: EvidenceStore, at: dt.datetime) -> StandsOutQuestion:
        """Only after ``is_valid()``."""
        said = self.cleaned_data
        judged = months_to_judge(Month.parse(said["last"]), int(said["months"]))
        first = min(first_month_back(judged, self._held_from), judged.first)
        return StandsOutQuestion(store, self._area, judged, first, said["pandemic"], at)
