"""The questions of recording a figure. What may be recorded is decided in `commands.recording`, not here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.performance.commands import NewFigure
from saferplace.performance.models import CollectionMethod, MeasureVersion, MissingReason
from saferplace.performance.periods import finished_periods

_FIGURE = "figure"


class WholeNumber(forms.IntegerField):
    """A count as people write one: 1,200 and 1 200 are 1200; 12.5 is refused."""

    def __init__(self) -> None:
        super().__init__(required=False, error_messages={"invalid": "The number must be a whole number"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "").replace(" ", "") if isinstance(value, str) else value)


class RecordFigureForm(forms.Form):
    """``whole``: what a blank number means is asked outright, for blank is not zero."""

    period = forms.CharField(error_messages={"required": "Select the period"}, widget=forms.Select)
    whole = forms.ChoiceField(
        choices=[
            (_FIGURE, "I have a figure"),
            *((value, label) for value, label in MissingReason.choices),
        ],
        initial=_FIGURE,
        error_messages={"required": "Say whether there is a figure"},
        widget=forms.RadioSelect,
    )
    numerator = WholeNumber()
    denominator = WholeNumber()
    method = forms.ChoiceField(required=False, choices=CollectionMethod.choices, widget=forms.RadioSelect)
    source_note = forms.CharField(
        max_length=500,
        error_messages={"required": "Enter where the figure comes from, for example the report and its date"},
    )
    is_provisional = forms.BooleanField(required=False)
    revision_reason = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, version: MeasureVersion, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "Select a period"), *((str(p), p.in_words()) for p in finished_periods(version, today))]
        self.fields["period"].widget.choices = offered

    def clean_period(self) -> Period:
        first, _, last = self.cleaned_data["period"].partition("/")
        try:
            return Period(Month.parse(first), Month.parse(last or first))
        except ValueError as refused:
            raise forms.ValidationError(str(refused)) from refused

    def figure(self) -> NewFigure:
        """What was answered, in the words of the command."""
        said = self.cleaned_data
        method = said.get("method")
        return NewFigure(
            period=said["period"],
            numerator=said.get("numerator"),
            denominator=said.get("denominator"),
            missing=None if said["whole"] == _FIGURE else Missing(said["whole"]),
            method=CollectionMethod(method) if method else None,
            source_note=said["source_note"],
            is_provisional=said.get("is_provisional", False),
            revision_reason=said.get("revision_reason", ""),
        )


@dataclass(frozen=True)
class Answer:
    """One row of the page that shows the answers to check. field: where Change leads."""

    field: str
    question: str
    said: str


def answers(version: MeasureVersion, figure: NewFigure) -> list[Answer]:
    """What was answered, in words, question by question."""
    found = [Answer("period", "Period", figure.period.in_words())]
    if figure.missing is not None:
        found.append(Answer("whole", "Figure", f"None: {figure.missing.in_words}"))
    elif version.is_percentage:
        share = f"{figure.numerator:,} of {figure.denominator:,}, which is {figure.value(version):.1f}%"
        found.append(Answer("numerator", "Figure", share))
    else:
        found.append(Answer("numerator", "Figure", f"{figure.numerator:,} {version.unit}"))
    if figure.method is not None:
        found.append(Answer("method", "How the answers were gathered", figure.method.label))
    found.append(Answer("source_note", "Where the figure comes from", figure.source_note))
    found.append(Answer("is_provisional", "May still change", "Yes" if figure.is_provisional else "No"))
    if figure.revision_reason:
        found.append(Answer("revision_reason", "Why it changes", figure.revision_reason))
    return found
