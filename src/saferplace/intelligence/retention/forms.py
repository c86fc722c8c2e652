"""The questions of a retention rule and of a legal hold."""

from __future__ import annotations

from typing import Any

from django import forms

from saferplace.evidence.retention.rules import Rule, RuleKind
from saferplace.intelligence.retention.models import RuleChoice
from saferplace.intelligence.retention.queries import every_data_set, own_data_sets


class RuleForm(forms.Form):
    data_set = forms.ChoiceField(error_messages={"required": "Select the data set"})
    kind = forms.ChoiceField(choices=RuleChoice.choices, error_messages={"required": "Select what to keep"})
    number = forms.IntegerField(
        min_value=1,
        max_value=1200,
        error_messages={
            "required": "Enter how many",
            "invalid": "How many must be a whole number",
            "min_value": "Keep at least 1",
            "max_value": "Keep 1,200 at the most",
        },
    )
    reason = forms.CharField(error_messages={"required": "Enter where this is said, for example the agreement"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["data_set"].choices = own_data_sets()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") and cleaned.get("number"):
            try:
                cleaned["rule"] = Rule(RuleKind(cleaned["kind"]), cleaned["number"])
            except ValueError as refused:
                self.add_error("number", str(refused))
        return cleaned


class HoldForm(forms.Form):
    reference = forms.CharField(max_length=60, error_messages={"required": "Enter the reference of the case or claim"})
    data_set = forms.ChoiceField(error_messages={"required": "Select the data set"})
    unit = forms.RegexField(
        r"^[a-z0-9-]+~[0-9A-Z-]+$",
        required=False,
        max_length=120,
        error_messages={"invalid": "Enter provider and period like dacorum-borough-council~2026-04, or leave it blank"},
    )
    reason = forms.CharField(error_messages={"required": "Enter why the data must be kept"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["data_set"].choices = every_data_set()  # type: ignore[attr-defined]
