"""Every sign-in, failed sign-in, lock-out and sign-out enters the audit log."""

from __future__ import annotations

import hashlib
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from saferplace.core.actors import Actor
from saferplace.core.audit import record_security


def connect() -> None:
    """Listen to Django's and Axes' signals."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit-signed-out")
    user_login_failed.connect(_failed, dispatch_uid="audit-sign-in-failed")
    user_locked_out.connect(_locked_out, dispatch_uid="audit-locked-out")


def _signed_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    record_security(by=Actor(user, str(user), request.META.get("REMOTE_ADDR", ""), "web"), action="signed in")


def _signed_out(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        record_security(by=Actor(user, str(user), request.META.get("REMOTE_ADDR", ""), "web"), action="signed out")


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    _refused("sign-in failed", str(credentials.get("username", "")), request)


def _locked_out(sender: Any, request: HttpRequest, username: str, **_: Any) -> None:
    _refused("sign-in locked after repeated failures", username or "", request)


def _refused(action: str, typed: str, request: HttpRequest | None) -> None:
    """People type passwords into the e-mail field, so the log keeps a digest that can be matched but not read."""
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    digest = hashlib.sha256(typed.strip().lower().encode()).hexdigest()[:16]
    record_security(by=Actor(None, "not signed in", address, "web"), action=action, detail={"typed_digest": digest})
