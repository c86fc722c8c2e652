"""Sign-in, the audit filter and information-sharing agreements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from saferplace.core.models import AuditEntry
from saferplace.partnership.commands import AgreementTerms
from saferplace.partnership.models import Organisation, Partnership, Power, SharingAgreement
from saferplace.partnership.queries import data_sets_to_share


class SignInForm(AuthenticationForm):
    """E-mail address and password. One message for every failure, so that it names no account."""

    error_messages = {
        "invalid_login": "Your e-mail address or password is wrong. Check both and try again.",
        "inactive": "Your e-mail address or password is wrong. Check both and try again.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].error_messages = {"required": "Enter your e-mail address"}
        self.fields["password"].error_messages = {"required": "Enter your password"}


class AuditFilterForm(forms.Form):
    kind = forms.ChoiceField(required=False, choices=[("", "Everything"), *AuditEntry.Kind.choices])
    words = forms.CharField(required=False, max_length=100)


def _day(asked: str, *, required: bool = True) -> forms.DateField:
    errors = {"required": f"Enter {asked}", "invalid": f"Enter {asked} like 2026-11-23 or 23/11/2026"}
    return forms.DateField(required=required, input_formats=["%Y-%m-%d", "%d/%m/%Y"], error_messages=errors)


class AgreementForm(forms.Form):
    """The terms of an agreement. Its reference is asked once, and stands for good."""

    reference = forms.SlugField(
        max_length=60,
        error_messages={
            "required": "Enter a reference, for example ISA-2026-01",
            "invalid": "The reference may hold letters, digits, hyphens and underscores only",
        },
    )
    title = forms.CharField(max_length=200, error_messages={"required": "Enter the title"})
    parties = forms.MultipleChoiceField(
        error_messages={
            "required": "Select the organisations that are party to it",
            "invalid_choice": "Choose from the list",
        }
    )
    data_sets = forms.MultipleChoiceField(
        error_messages={"required": "Select the data sets that it covers", "invalid_choice": "Choose from the list"}
    )
    purpose = forms.CharField(error_messages={"required": "Enter what the data may be used for"})
    power = forms.ChoiceField(choices=Power.choices, error_messages={"required": "Select the power to share"})
    lawful_basis = forms.CharField(
        error_messages={"required": "Enter the lawful basis, for example UK GDPR Article 6(1)(e)"}
    )
    signed_on = _day("the day it was signed")
    review_on = _day("the day its review is due")
    expires_on = _day("its last day", required=False)
    retention_months = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1200,
        error_messages={"invalid": "The months must be a whole number", "min_value": "The months must be 1 or more"},
    )
    is_ended = forms.BooleanField(required=False)

    def __init__(self, *args: Any, partnership: Partnership, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["reference"]
        members = Organisation.objects.filter(memberships__partnership=partnership).distinct()
        self.fields["parties"].choices = [(each.key, each.name) for each in members]  # type: ignore[attr-defined]
        self.fields["data_sets"].choices = data_sets_to_share()  # type: ignore[attr-defined]

    @staticmethod
    def answers_of(agreement: SharingAgreement) -> dict[str, Any]:
        """The form as it would have been filled in for this version."""
        same = ("title", "purpose", "power", "lawful_basis", "is_ended", "retention_months")
        days = {name: getattr(agreement, name) for name in ("signed_on", "review_on", "expires_on")}
        return {
            **{name: getattr(agreement, name) for name in same},
            **{name: day.isoformat() for name, day in days.items() if day is not None},
            "parties": [party.key for party in agreement.parties.all()],
            "data_sets": agreement.data_set_names,
        }

    def reference_given(self) -> str:
        return str(self.cleaned_data["reference"])

    def terms(self) -> AgreementTerms:
        """What was answered, in the words of the command. Only after ``is_valid()``."""
        said = self.cleaned_data
        return AgreementTerms(
            title=said["title"],
            parties=list(Organisation.objects.filter(key__in=said["parties"])),
            purpose=said["purpose"],
            power=Power(said["power"]),
            lawful_basis=said["lawful_basis"],
            signed_on=said["signed_on"],
            review_on=said["review_on"],
            expires_on=said["expires_on"],
            retention_months=said["retention_months"],
            data_sets=said["data_sets"],
            is_ended=said["is_ended"],
        )
