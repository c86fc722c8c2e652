"""Writes docs/data-sets.md from the data sets in the code: `python scripts/build_data_sets_page.py`."""

from pathlib import Path

from saferplace.evidence.partner.documentation import data_sets_page

if __name__ == "__main__":
    page = Path(__file__).parent.parent / "docs" / "data-sets.md"
    page.write_text(data_sets_page(), encoding="utf-8")
