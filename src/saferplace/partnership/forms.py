"""Sign-in and the audit filter."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from saferplace.core.models import AuditEntry


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
