from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person


@pytest.fixture
def dacorum(db: None, tmp_path: Path, settings: Any) -> Partnership:
    """An empty evidence store, and a place of its own for uploads."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads" / "arriving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return make_partnership()


@pytest.fixture
def analyst(dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(dacorum, Role.ANALYST))
    return client
