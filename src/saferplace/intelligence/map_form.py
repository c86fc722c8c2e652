"""What a person may ask of the map. Built anew for each request, since the months to choose are those held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import forms
from django.http import QueryDict

from saferplace.analysis.months import Month
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.sources.source import Source
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.registry import MAP_ANALYSES, map_analysis
from saferplace.intelligence.as_it_stood import AsItStoodFields
from saferplace.intelligence.months_form import MonthsFields
from saferplace.intelligence.queries import LayerAsked, MapQuestion

POLICE_LAYER = DATA_SET


class MapFilter(AsItStoodFields, MonthsFields):
    """``of-<data set>`` fields choose categories of each partners' data set that is held."""

    layer = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose a layer from the list: “%(value)s” is not held."}
    )
    crime_type = forms.MultipleChoiceField(
        required=False,
        choices=[(name, name) for name in sorted(CRIME_TYPES)],
        error_messages={"invalid_choice": "“%(value)s” is not a crime type of data.police.uk."},
    )
    ward = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose a ward from the list."})
    analysis = forms.ChoiceField(
        required=False,
        choices=[("", "None"), *((analysis.key, analysis.title) for analysis in MAP_ANALYSES)],
        error_messages={"invalid_choice": "Choose an analysis from the list: there is no “%(value)s”."},
    )

    def __init__(
        self,
        asked: QueryDict,
        months: Sequence[Month],
        wards: Sequence[tuple[str, str]],
        partners: Sequence[Source],
        *,
        has_police: bool,
    ) -> None:
        super().__init__(asked)
        self.asked = asked
        self.partners = partners
        police = [(POLICE_LAYER, "Recorded crime (data.police.uk)")] if has_police else []
        held = [(source.data_set, source.title[:1].upper() + source.title[1:]) for source in partners]
        self.offer(months)
        self.fields["ward"].choices = [("", "All wards"), *wards]  # type: ignore[attr-defined]
        self.fields["layer"].choices = police + held  # type: ignore[attr-defined]
        for source in partners:
            self.fields[_name(source)] = _categories(source)
        self.chosen_analysis = _chosen(asked.get("analysis", ""))
        for setting in self.chosen_analysis.settings if self.chosen_analysis else ():
            self.asked.setdefault(setting.name, setting.default)
            self.fields[setting.name] = forms.ChoiceField(
                label=setting.label,
                choices=setting.choices,
                error_messages={"invalid_choice": f"Choose “{setting.label}” from the list."},
            )

    def settings(self) -> Iterator[forms.BoundField]:
        """The fields of the analysis that is chosen."""
        for setting in self.chosen_analysis.settings if self.chosen_analysis else ():
            yield self[setting.name]

    def of_partners(self) -> Iterator[tuple[Source, forms.BoundField]]:
        """Each partners' data set with its field of categories, where it has standard words."""
        for source in self.partners:
            if self.fields[_name(source)].choices:  # type: ignore[attr-defined]
                yield source, self[_name(source)]

    def question(self) -> MapQuestion:
        """What was asked. Only after ``is_valid()``."""
        said = self.cleaned_data
        return MapQuestion(
            crime_types=frozenset(said["crime_type"]) or None,
            period=self.period,
            ward_code=said["ward"],
            has_police=POLICE_LAYER in said["layer"],
            stood=self.as_it_stood(),
            analysis=self.chosen_analysis,
            settings={bound.name: said[bound.name] for bound in self.settings()},
            layers=tuple(
                LayerAsked(source, frozenset(said[_name(source)]) or None)
                for source in self.partners
                if source.data_set in said["layer"]
            ),
        )


def _chosen(key: str) -> MapAnalysis | None:
    """None for no analysis, and for one that there is not, of which the field itself complains."""
    try:
        return map_analysis(key)
    except KeyError:
        return None


def _name(source: Source) -> str:
    return f"of-{source.data_set}"


def _categories(source: Source) -> forms.MultipleChoiceField:
    """Which of its standard words; a sensitive data set is shown whole, so there is nothing to choose."""
    words = next((field.words for field in source.fields if field.name == "category"), ())
    chosen = () if source.is_sensitive else words
    return forms.MultipleChoiceField(
        required=False,
        choices=[(word, word) for word in chosen],
        error_messages={"invalid_choice": f"“%(value)s” is not a category of {source.title}."},
    )
