"""Partnership files for tests: Dacorum's own, and changed copies of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from saferplace.plan.commands import Loaded, load
from saferplace.plan.file import parse_partnership_file
from tests.factories import SYSTEM

PROJECT = Path(__file__).resolve().parents[2]
DACORUM = PROJECT / "partnerships/dacorum.yaml"
VALE = PROJECT / "tests/samples/partnerships/invented-vale.yaml"
FIRST_LOAD = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
SECOND_LOAD = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


def load_text(text: str, at: dt.datetime = FIRST_LOAD) -> Loaded:
    return load(parse_partnership_file(text.encode(), name="partnership.yaml"), by=SYSTEM, at=at)


def load_dacorum() -> Loaded:
    return load_text(DACORUM.read_text(encoding="utf-8"))
