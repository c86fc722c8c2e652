"""The page docs/data-sets.md: every data set that partners share, as the code has it."""

from __future__ import annotations

from collections.abc import Iterable

from saferplace.evidence.partner.data_sets import PARTNER_SOURCES
from saferplace.evidence.partner.notes import Note, indicator_in_words, indicators_of, notes_of
from saferplace.evidence.sources.source import Source, SourceKind

_OPENING = """\
# The data sets that partners share

Written by `python scripts/build_data_sets_page.py` from the code; a test fails when the two differ.

Each has a template (headings, notes on every column, an example) and an invented sample in
`src/saferplace/evidence/partner/samples`. A partner's own table will do as well: a mapping made once says which of its
columns is which, and headings that are commonly used are known.

What holds for all of them

* **Dates** are read day first: 01/04/2026 is 1 April. Also read: 2026-04-01, 1 April 2026, 1-Apr-26, a
  spreadsheet's serial number, and a date with a time in one cell. A date that only makes sense month first is refused,
  and so is one in the future.
* **Times** are by the clock in London: 22:15, 2215, 10.15pm, or 22:15–01:30. Without a date to, a time to before the
  time from is the next day's. Midnight beside a date is how spreadsheets write a day, and says no time; 00:00 in a
  column of times does.
* **Numbers** that are not there stay what they are: `<5`, `*` and `[c]` are withheld; `..`, `:` and `[x]` are not
  there yet; `-`, `n/a` and `[z]` are not collected; a blank cell is blank. 0 is nothing at all.
* **A percentage or rate** comes with its base, or with numerator and base, from which it is worked out. Of a base of 0
  it is not calculable.
* **Places** are kept as they come: postcode, UPRN, easting and northing, grid reference, longitude and latitude, or a
  street.
* **No names, no notes.** Personal data stops an import.
* **Sensitive** data sets show rows and points to few; others see areas with small counts withheld.
"""


def data_sets_page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_OPENING, *_overview(), *(line for source in PARTNER_SOURCES for line in _section(source))])


def _overview() -> Iterable[str]:
    yield from ("| data set | holds | kind | sensitive |", "| --- | --- | --- | --- |")
    for source in PARTNER_SOURCES:
        sensitive = "yes" if source.is_sensitive else ""
        yield f"| [{source.data_set}](#{source.data_set}) | {_cell(source.title)} | {source.kind} | {sensitive} |"
    yield ""


def _section(source: Source) -> Iterable[str]:
    yield from (f"## {source.data_set}", "")
    yield f"{source.title[0].upper()}{source.title[1:]}. {_row_is(source)}{_SENSITIVE if source.is_sensitive else ''}"
    yield from ("", f"Shared because: {source.duty}", "")
    yield from ("| column | needed | what belongs in it | how |", "| --- | --- | --- | --- |")
    for note in notes_of(source):
        yield f"| {_cell(note.heading)} | {'yes' if note.is_required else ''} | {_cell(_says(note))} | {note.how} |"
    yield ""
    indicators = indicators_of(source)
    if indicators:
        yield from ("| indicator | is |", "| --- | --- |")
        yield from (f"| {_cell(each.name)} | {_cell(indicator_in_words(each))} |" for each in indicators)
        yield ""


_SENSITIVE = " Sensitive: rows and points are for few eyes."


def _row_is(source: Source) -> str:
    if source.kind is SourceKind.RECORDS:
        return "One row is one thing that happened."
    return "One row is one figure of one area and period."


def _says(note: Note) -> str:
    words = f" Words: {'; '.join(note.words)}." if note.words and note.heading != "Indicator" else ""
    return f"{note.says}{words}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
