"""What an evaluation is asked: where and when the work was done, of which crimes, and beside what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import polars as pl
from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.did_it_work.choice import Before, Choice, Part, Unit
from saferplace.intelligence.analyses.question import LayerQuestion

_AREA = "area-"  # before the code of an area, in the address


class DidItWorkForm(forms.Form):
    """Read from the address. ``area_fields`` has one field for each area; blank leaves its part to the suggestion."""

    unit = forms.ChoiceField(
        label="Areas", choices=[(Unit.WARD.value, "Wards"), (Unit.SMALL_AREA.value, "Small areas (LSOAs)")]
    )
    start = forms.ChoiceField(
        label="The work began in", error_messages={"invalid_choice": "Choose a month that is held."}
    )
    months = forms.TypedChoiceField(
        label="Months before and after", coerce=int, choices=[(str(n), f"{n} months") for n in (3, 6, 9, 12)]
    )
    before = forms.ChoiceField(
        label="Compare with",
        choices=[
            (Before.SAME_MONTHS_A_YEAR_BEFORE.value, "The same months a year before"),
            (Before.JUST_BEFORE.value, "The months just before"),
        ],
    )
    nearby = forms.ChoiceField(
        label="Surroundings", choices=[("yes", "Count areas that touch"), ("no", "Do not count them")]
    )
    crime_type = forms.MultipleChoiceField(
        label="Crime types (none chosen: all)",
        required=False,
        choices=[(name, name) for name in sorted(CRIME_TYPES)],
        error_messages={"invalid_choice": "“%(value)s” is not a crime type of data.police.uk."},
    )

    def __init__(self, asked: QueryDict, months: Sequence[Month], area: Area) -> None:
        """months: those held, in order; at least one."""
        completed = asked.copy()
        newest = months[-1]
        for name, default in (
            ("unit", Unit.WARD.value),
            ("start", str(max(months[0], newest + -2))),
            ("months", "6"),
            ("before", Before.SAME_MONTHS_A_YEAR_BEFORE.value),
            ("nearby", "yes"),
        ):
            completed.setdefault(name, default)
        super().__init__(completed)
        self.completed = completed
        self._area = area
        self.fields["start"].choices = [(str(m), m.in_words()) for m in reversed(months)]  # type: ignore[attr-defined]
        unit = Unit.SMALL_AREA if completed["unit"] == Unit.SMALL_AREA.value else Unit.WARD
        parts = [("", "As suggested"), *((part.value, part.in_words) for part in Part)]
        for code, name in areas_to_choose(area, unit):
            self.fields[_AREA + code] = forms.ChoiceField(label=name, required=False, choices=parts)

    @property
    def area_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(_AREA)]

    @property
    def parts(self) -> dict[str, Part]:
        """By the code of the area. Only after ``is_valid()``."""
        chosen = {name.removeprefix(_AREA): self.cleaned_data[name] for name in self.fields if name.startswith(_AREA)}
        return {code: Part(part) for code, part in chosen.items() if part}

    @property
    def has_treated(self) -> bool:
        return Part.TREATED in self.parts.values()

    @property
    def choice(self) -> Choice:
        return Choice(
            unit=Unit(self.cleaned_data["unit"]),
            start=Month.parse(self.cleaned_data["start"]),
            length=self.cleaned_data["months"],
            before=Before(self.cleaned_data["before"]),
            counts_nearby=self.cleaned_data["nearby"] == "yes",
            parts=self.parts,
        )

    def question(self, store: EvidenceStore, at: dt.datetime) -> LayerQuestion:
        kinds = frozenset(self.cleaned_data["crime_type"]) or None
        return LayerQuestion(store, self._area, self.choice.period, at, kinds)


@lru_cache(maxsize=64)
def areas_to_choose(area: Area, unit: Unit) -> tuple[tuple[str, str], ...]:
    """Codes and names of the wards, or of the small areas with their ward, that are in the area, by name."""
    lsoas = reference_table("lsoas").filter(pl.col("lad_code").is_in(sorted(area.lad_codes)))
    lsoas = lsoas.filter(pl.col("edition") != "2011").join(reference_table("wards").drop("lad_code"), "ward_code")
    if unit is Unit.WARD:
        wards = lsoas.select("ward_code", "ward_name").unique().sort("ward_name", "ward_code")
        return tuple(wards.iter_rows())
    named = lsoas.select("lsoa_code", pl.format("{} ({})", "lsoa_name", "ward_name")).sort("lsoa_code")
    return tuple(named.iter_rows())
