"""Opening the records database for a verb that needs it. Verbs that do not stay quick to start."""

from __future__ import annotations

import os

import django
from django.apps import apps


def open_records() -> None:
    """Set Django up, once. Imports of models must come after this call."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferplace.web.settings")
        django.setup()
