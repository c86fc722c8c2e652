"""Who may do what: deny by default.

A permission is a dotted word ("performance.record"), granted to a person within one partnership. This module
only asks; the app that knows people and roles answers (`partnership.access`), because the arrow points that way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from saferplace.core.actors import Actor

Who = Actor | AbstractBaseUser | AnonymousUser
Granted = Callable[[Any, Model], frozenset[str]]


class NotAllowed(PermissionDenied):
    """Raised where a permission is missing; becomes a 403 page on the web and exit status 1 at the command line."""

    def __init__(self, permission: str) -> None:
        super().__init__(f"You do not have the permission “{permission}” here.")
        self.permission = permission


_granted: Granted | None = None


def answer_with(granted: Granted) -> None:
    """Register the function that lists a person's permissions in a partnership."""
    global _granted
    _granted = granted


def allowed(by: Who, permission: str, partnership: Model) -> bool:
    """Whether ``by`` holds ``permission`` in ``partnership``."""
    if isinstance(by, Actor):
        if by.is_at_command_line or by.is_the_product_itself:
            return True
        if by.user is None:
            return False
        by = by.user
    if _granted is None or not by.is_authenticated:
        return False
    return permission in _granted(by, partnership)


def require(by: Who, permission: str, partnership: Model) -> None:
    """Raise `NotAllowed` unless ``by`` holds ``permission`` in ``partnership``."""
    if not allowed(by, permission, partnership):
        raise NotAllowed(permission)
