"""Which data set a sheet most likely is of: by the fields its columns could fill, its words, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saferplace.evidence.sources.field import FieldKind
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.field_match import Match, match_columns
from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import Header, normalised
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.suggest import SheetColumns
from saferplace.evidence.tables.value_kinds import share_of_words

_TITLE_ROWS = 6
_NO_MATTER = frozenset(
    {"and", "of", "the", "by", "in", "an", "a", "for", "to", "from", "data", "set", "with", "as", "recorded"}
    | {"reported", "incidents", "council", "police", "sent"}
)


@dataclass(frozen=True)
class RankedDataSet:
    """points: from 0 to 1, to order by; it is no probability. filled: fields that a column was found for."""

    source: Source
    points: float
    filled: tuple[str, ...]


def rank_data_sets(
    sheet: Sheet, sources: Iterable[Source], *, file_name: str = "", header: Header | None = None
) -> list[RankedDataSet]:
    """The best first. Only data sets that partners send in tables of their own."""
    columns = SheetColumns.of(sheet, header or guess_header(sheet))
    sample = columns.sample()
    titles = [sheet.cell(row, 0) for row in range(min(columns.header.first_row, _TITLE_ROWS))]
    said = set(normalised(" ".join([file_name, sheet.name, *titles])).split())
    ranked = [_rank(source, sample, said) for source in sources if source.fields]
    return sorted(ranked, key=lambda one: -one.points)


def _rank(source: Source, sample: dict[str, list[str]], said: set[str]) -> RankedDataSet:
    matches = match_columns(sample, source.fields)
    filled = {match.field.name: match for match in matches.values()}
    required = [field for field in source.fields if field.is_required] or list(source.fields)
    of_required = sum(filled[field.name].points for field in required if field.name in filled) / len(required)
    of_columns = sum(match.points for match in matches.values()) / max(1, len(sample))
    of_words = _share_of_words(matches, sample)
    of_title = _share_of_title(source, said)
    points = 0.3 * of_required + 0.2 * of_columns + 0.3 * of_words + 0.2 * of_title
    return RankedDataSet(source, round(points, 3), tuple(filled))


def _share_of_words(matches: dict[str, Match], sample: dict[str, list[str]]) -> float:
    """How many of the values in columns of categories are standard words; the column that has most counts."""
    shares = [0.0]
    for heading, match in matches.items():
        if match.field.kind is FieldKind.CATEGORY and match.field.words and sample[heading]:
            shares.append(share_of_words(match.field.words, sample[heading]))
    return max(shares)


def _share_of_title(source: Source, said: set[str]) -> float:
    """The words of the data set's own name that stand in the names of file and sheet and in the titles."""
    words = {word for word in normalised(f"{source.data_set} {source.title}").split() if word not in _NO_MATTER}
    named = {word for word in normalised(source.data_set).split() if word not in _NO_MATTER}
    return max(len(words & said) / max(1, len(words)), len(named & said) / max(1, len(named)))
