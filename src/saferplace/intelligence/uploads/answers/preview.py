"""The first rows as they would be read, and everything that stands in the way of the dry run."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.tables.apply import LINE, read_mapped
from saferplace.evidence.tables.mapping_fit import faults_of_mapping
from saferplace.evidence.tables.personal_columns import personal_data_in
from saferplace.intelligence.uploads.drafting import Draft, says_its_period

LONGEST_NAME = 120
_ROWS = 10
_HIDDEN = "(not shown: personal data)"


@dataclass(frozen=True)
class ShownRow:
    """line: in the file. why_refused: blank for a row that would be kept."""

    line: int
    cells: tuple[str, ...]
    why_refused: str


@dataclass(frozen=True)
class Shown:
    """obstacles: sentences; while there is one, there is no dry run. left_out: rows that are no records."""

    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    obstacles: tuple[str, ...]
    records: int
    left_out: int


def look_at(draft: Draft) -> Shown:
    """Only for a draft of which everything is decided."""
    source, mapping = draft.source, draft.mapping
    assert source is not None and mapping is not None  # noqa: S101 - said above
    if obstacles := (*mapping.problems(draft.sheet), *_faults(draft)):
        return Shown((), (), tuple(obstacles), 0, 0)
    mapped = read_mapped(draft.sheet, mapping, source.cells)
    findings = personal_data_in(mapping, mapped)
    personal = {finding.column for finding in findings}
    hidden = {rule.field for rule in mapping.columns if rule.heading in personal}
    shown = [name for name in source.cells if name in mapping.fields]
    first = mapped.cells.head(_ROWS)
    checked = source.check(first, Unit(draft.upload.provider, _period(draft)), timezone.localdate())
    refused = {row[LINE]: row["reason"] for row in checked.refused.iter_rows(named=True)}
    title = {name: heading for heading, name in source.columns.items()}
    return Shown(
        headings=tuple(title[name] for name in shown),
        rows=tuple(
            ShownRow(
                row[LINE],
                tuple(_HIDDEN if name in hidden else row[name] or "" for name in shown),
                _why(refused.get(row[LINE]), bool(hidden)),
            )
            for row in first.iter_rows(named=True)
        ),
        obstacles=tuple(finding.sentence for finding in findings),
        records=mapped.cells.height,
        left_out=len(mapped.left_out),
    )


def name_to_save(draft: Draft, sender: str) -> str:
    """Under which the mapping is offered to be saved."""
    saved = draft.upload.saved_mapping
    if saved is not None and saved.data_set == draft.upload.data_set:
        return saved.name
    title = draft.source.title if draft.source else ""
    return f"{sender}: {title}"[:LONGEST_NAME]


def _why(reason: str | None, is_hidden: bool) -> str:
    """A reason quotes the cell, which must not be shown where it may name somebody."""
    if reason is None:
        return ""
    return "A column is wrong; it is not shown because of the personal data." if is_hidden else reason


def _faults(draft: Draft) -> tuple[str, ...]:
    """What no row could be kept with. A period that the sender states fills the column for it."""
    source, mapping = draft.source, draft.mapping
    assert source is not None and mapping is not None  # noqa: S101 - as in `look_at`
    faults = faults_of_mapping(mapping, source)
    if len(draft.upload.covers) == 1:
        stated = {field.heading for field in source.fields if says_its_period(field)}
        faults = tuple(fault for fault in faults if not any(f"“{heading}”" in fault for heading in stated))
    return faults


def _period(draft: Draft) -> str:
    covers = draft.upload.covers
    return covers[0] if covers else f"{timezone.localdate():%Y-%m}"
