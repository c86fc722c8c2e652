"""The question of one text: which place it means. Built anew for each text, since its candidates are its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from saferplace.evidence.places.candidates import Candidate

_SAID, _CANNOT = "said", "cannot"


class PlaceForm(forms.Form):
    """look_up: from what somebody types to a point, or None."""

    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the place, or say that it cannot be placed",
            "invalid_choice": "Choose the place, or say that it cannot be placed",
        },
    )
    said = forms.CharField(required=False, max_length=60)
    why = forms.CharField(required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Candidate],
        look_up: Callable[[str], Candidate | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates, self.look_up = {candidate.value: candidate for candidate in candidates}, look_up
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            *((candidate.value, candidate.words) for candidate in candidates),
            (_SAID, "None of these" if candidates else "I know where it is"),
            (_CANNOT, "It cannot be placed"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("choice") == _SAID:
            written = cleaned.get("said", "")
            cleaned["typed"] = self.look_up(written) if written else None
            if not written:
                self.add_error("said", "Enter a postcode, a grid reference, or easting and northing")
            elif cleaned["typed"] is None:
                self.add_error(
                    "said",
                    f"“{written}” is not a postcode that is loaded, nor a grid reference such as TL 055 075, "
                    "nor an easting and northing such as 505500 207500",
                )
        return cleaned

    def chosen(self) -> Candidate | None:
        """The point that was chosen; None for a text that cannot be placed. Only after ``is_valid()``."""
        choice = self.cleaned_data["choice"]
        if choice == _CANNOT:
            return None
        found: Candidate | None = self.cleaned_data["typed"] if choice == _SAID else self.candidates[choice]
        return found
