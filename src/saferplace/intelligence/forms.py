"""What a person may ask of the map. Built anew for each request, since the months to choose are those held."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from saferplace.analysis.months import Month, Period
from saferplace.evidence.peers import Peers
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.published.comparing import Comparing
from saferplace.evidence.sources.source import Source
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


class ComparatorFilter(forms.Form):
    """What to compare. An indicator left over from another data set gives way to the usual one of this."""

    data_set = forms.ChoiceField(error_messages={"invalid_choice": "Choose a data set from the list."})
    indicator = forms.ChoiceField(error_messages={"invalid_choice": "Choose a figure from the list."})
    peers = forms.ChoiceField(error_messages={"invalid_choice": "Choose whom to compare with from the list."})

    def __init__(
        self,
        asked: QueryDict,
        held: Sequence[tuple[Comparing, Source]],
        rules: Comparing,
        indicators: Sequence[str],
        peers: Sequence[Peers],
    ) -> None:
        completed = asked.copy()
        is_of_this_data_set = completed.get("for", rules.data_set) == rules.data_set
        usual = rules.first_choice if rules.first_choice in indicators else next(iter(indicators), "")
        completed.setdefault("data_set", rules.data_set)
        if not completed.get("indicator") or not is_of_this_data_set:
            completed["indicator"] = usual
        if not completed.get("peers") or not is_of_this_data_set:
            completed["peers"] = peers[0].key
        super().__init__(completed)
        self.rules = rules
        titles = [(one.data_set, capfirst(source.title)) for one, source in held]
        self.fields["data_set"].choices = titles  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [(name, name) for name in indicators]  # type: ignore[attr-defined]
        self.fields["peers"].choices = [(one.key, one.name) for one in peers]  # type: ignore[attr-defined]

    def asked_again(self) -> str:
        """The same question as the end of an address."""
        said = QueryDict(mutable=True)
        for name in ("data_set", "indicator", "peers"):
            said[name] = self.data[name]
        return said.urlencode()
