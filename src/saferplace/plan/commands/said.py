"""The fields that every item of the file has alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def said_of(item: Mapping[str, Any]) -> dict[str, str]:
    """Printed words, our reading of them and our note, as fields of a `Printed` row."""
    return {"text": item["text"], "read_as": item.get("read_as", ""), "note": item.get("note", "")}


def source_of(*items: Mapping[str, Any]) -> dict[str, Any]:
    """Where the first item stands, or else the first around it that says so, as fields of a `Sourced` row."""
    source: Mapping[str, Any] = next((item["source"] for item in items if "source" in item), {})
    return {
        "source_document": source.get("document", ""),
        "source_section": source.get("section", ""),
        "source_page": source.get("page"),
    }
