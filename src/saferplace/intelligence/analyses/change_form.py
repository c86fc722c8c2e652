"""What the page of changes is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses import known_breaks
from saferplace.intelligence.analyses.changes import Against, By, ChangeQuestion, Order
from saferplace.intelligence.analyses.page_form import PageFilter


class ChangeFilter(PageFilter):
    """Before anybody chooses: the newest months against those a year before, type by type, the worst first."""

    against = forms.ChoiceField(
        label="Compared with",
        choices=[
            (Against.YEAR_BEFORE, "The same months a year before"),
            (Against.PERIOD_BEFORE, "The months just before"),
        ],
        error_messages={"invalid_choice": "Choose what to compare with from the list."},
    )
    by = forms.ChoiceField(
        label="A line for each",
        choices=[(By.TYPE, "Crime type"), (By.WARD, "Ward")],
        error_messages={"invalid_choice": "Choose crime types or wards."},
    )
    order = forms.ChoiceField(
        label="Order",
        choices=[
            (Order.WORST, "Clearest rises first"),
            (Order.BEST, "Clearest falls first"),
            (Order.MOST, "Most recorded first"),
            (Order.NAME, "By name"),
        ],
        error_messages={"invalid_choice": "Choose an order from the list."},
    )
    pandemic = forms.ChoiceField(
        label=known_breaks.LABEL,
        choices=known_breaks.CHOICES,
        error_messages={"invalid_choice": "Choose whether to leave these months out."},
    )

    def __init__(self, asked: QueryDict, months: Sequence[Month], area: Area) -> None:
        completed = asked.copy()
        completed.setdefault("against", Against.YEAR_BEFORE)
        completed.setdefault("by", By.TYPE)
        completed.setdefault("order", Order.WORST)
        completed.setdefault("pandemic", known_breaks.LEAVE_OUT)
        super().__init__(completed, months, area)
        self._held_from = months[0]

    @property
    def order_chosen(self) -> Order:
        return Order(self.cleaned_data["order"])

    def asks(self, store: EvidenceStore, at: dt.datetime) -> ChangeQuestion:
        """Only after ``is_valid()``."""
        said = self.cleaned_data
        return ChangeQuestion(
            store=store,
            area=self.area,
            ward=said["ward"],
            period=self.period,
            against=Against(said["against"]),
            by=By(said["by"]),
            kinds=self.kinds,
            pandemic=said["pandemic"],
            held_from=self._held_from,
            at=at,
        )
