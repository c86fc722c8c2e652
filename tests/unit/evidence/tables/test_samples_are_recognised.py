"""The sample of every data set that partners share: known for what it is, mapped whole, and nobody in it."""

from __future__ import annotations

import pytest

from saferplace.evidence.partner.data_sets import PARTNER_SOURCES
from saferplace.evidence.partner.samples import sample_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.data_set_rank import rank_data_sets
from saferplace.evidence.tables.field_match import Certainty
from saferplace.evidence.tables.headings import Header
from saferplace.evidence.tables.mapping_fit import faults_of_mapping
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.suggest import suggest_mapping
from saferplace.evidence.tables.workbook import open_tables


def sheet_of(source: Source) -> Sheet:
    (sheet,) = open_tables(sample_of(source), name="export.csv")
    return sheet


@pytest.mark.parametrize("source", PARTNER_SOURCES, ids=lambda source: source.data_set)
def test_every_column_is_surely_proposed_for_its_own_field(source: Source) -> None:
    suggestion = suggest_mapping(sheet_of(source), source, provider="p", name="n")
    assert {column.rule.heading: column.rule.field for column in suggestion.columns} == dict(source.columns)
    assert {column.certainty for column in suggestion.columns} == {Certainty.SURE}
    assert (suggestion.missing, faults_of_mapping(suggestion.mapping, source)) == ((), ())
    assert Header(suggestion.mapping.header_line - 1, suggestion.mapping.header_rows) == Header(0, 1)


@pytest.mark.parametrize("source", PARTNER_SOURCES[::5], ids=lambda source: source.data_set)
def test_a_sample_is_known_for_what_it_is_without_its_name(source: Source) -> None:
    assert rank_data_sets(sheet_of(source), PARTNER_SOURCES)[0].source is source
