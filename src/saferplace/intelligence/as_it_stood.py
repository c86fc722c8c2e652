"""“As it stood on”: the part of a form that asks a question of the past, and what it means for each data set."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from saferplace.evidence.as_of import Standing, last_day
from saferplace.evidence.standing import day_in_words, standing_asked_for
from saferplace.evidence.store import EvidenceStore

LOADED, RELEASED = "loaded", "released"


@dataclass(frozen=True)
class AsItStood:
    """day: ISO date, month or year, up to its end. is_by_release: what publishers had released, not what was loaded."""

    day: str
    is_by_release: bool

    def standing(self, store: EvidenceStore, data_set: str) -> Standing:
        """Raises ValueError, in a sentence, when nothing was there by that day."""
        if self.is_by_release:
            return standing_asked_for(store, data_set, released_by=self.day)
        return standing_asked_for(store, data_set, as_of=self.day)

    @property
    def in_words(self) -> str:
        """For a banner over old figures."""
        how = "released by its publisher" if self.is_by_release else "loaded here"
        return f"Old figures: what had been {how} by {day_in_words(self.day)}. Later corrections are not in them."


class AsItStoodFields(forms.Form):
    """To be a base of a form that is read from an address."""

    stood_on = forms.CharField(required=False, max_length=10)
    stood_by = forms.ChoiceField(
        required=False,
        choices=[(LOADED, "As loaded here by then"), (RELEASED, "As released by then")],
        error_messages={"invalid_choice": "Choose whether by loading or by release."},
    )

    def clean_stood_on(self) -> str:
        written = str(self.cleaned_data["stood_on"]).strip()
        if written:
            try:
                last_day(written)
            except ValueError as wrong:
                raise forms.ValidationError(str(wrong)) from wrong
        return written

    def as_it_stood(self) -> AsItStood | None:
        """None for now. Only after ``is_valid()``."""
        said = self.cleaned_data
        return AsItStood(said["stood_on"], said.get("stood_by") == RELEASED) if said.get("stood_on") else None
