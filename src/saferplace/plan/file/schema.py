"""The published JSON Schema (draft 2020-12) of the partnership file."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

SCHEMA_VERSION = "partnership-1"


@functools.cache
def published_schema() -> dict[str, Any]:
    """The schema as it stands in ``partnership-1.schema.json``. Do not change what is returned."""
    text = resources.files(__package__).joinpath(f"{SCHEMA_VERSION}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
