"""Who may sign in at all."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from saferplace.partnership.models import User


class KnownPerson(ModelBackend):
    """Active people with a password. Demo people have a published one, so outside demo mode they are nobody: neither a
    new sign-in nor a session from before lets them in."""

    def user_can_authenticate(self, user: object) -> bool:
        if isinstance(user, User) and user.is_demo and not settings.DEMO:
            return False
        return bool(getattr(user, "is_active", False))
