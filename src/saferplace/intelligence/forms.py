"""What a person may ask of the map. Built anew for each request, since the months to choose are those held."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from saferplace.evidence.peers import Peers
from saferplace.evidence.published.comparing import Comparing
from saferplace.evidence.sources.source import Source


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
