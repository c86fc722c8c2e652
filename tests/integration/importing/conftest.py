from __future__ import annotations

from pathlib import Path

import pytest

from saferplace.evidence.store import EvidenceStore


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")
