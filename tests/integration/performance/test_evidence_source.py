"""From real published files to a measure: the thread of the product, with nothing made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from saferplace.analysis.missing import Known
from saferplace.analysis.months import Month
from saferplace.core.receipts import as_receipt
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.queries import recompute
from saferplace.evidence.store import EvidenceStore
from saferplace.performance.commands import refresh_from_evidence
from saferplace.performance.evidence_source import EvidenceSource, area_of
from saferplace.performance.queries import whole_scorecard
from tests.factories import SYSTEM, make_partnership
from tests.performance_factories import NOW, TODAY, definition, make_measures

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, bundled_data: Path) -> EvidenceStore:
    """The months of Hertfordshire published in 2024 and 2025: January to April, and January to June."""
    store = EvidenceStore(tmp_path_factory.mktemp("evidence"))
    files = sorted((bundled_data / "police-uk-hertfordshire").glob("*_202[45]-*.zip"))
    import_files(store, files, today=TODAY, terms=Terms("a test"), started_at=NOW)
    return store


@pytest.fixture
def robbery():
    source = {"kind": "evidence", "data_set": "police-uk-street", "crime_types": ["Robbery"]}
    return make_measures(make_partnership(), definition("robbery", source=source, series_from="2024-01"))[0]


def test_a_measure_is_counted_in_the_whole_partnership_from_its_start_to_the_newest_month(store, robbery):
    found = EvidenceSource(store).figures(robbery, robbery.versions.get(), at=NOW)
    months = list(found.figures)
    assert (months[0], months[-1]) == (Month(2024, 1), Month(2025, 6))
    assert sum(isinstance(figure, Known) for figure in found.figures.values()) == 10
    assert (found.residents.value, found.residents.year) == (156_167, 2022)


def test_a_refreshed_measure_has_the_figures_of_the_files_and_a_receipt_that_can_be_computed_again(store, robbery):
    refresh_from_evidence(robbery, by=SYSTEM, source=EvidenceSource(store), at=NOW)
    (reading,) = whole_scorecard(robbery.partnership, TODAY).readings
    assert reading.latest_in_words == "9 in June 2025"
    receipt = as_receipt(robbery.observations.first().receipt)
    assert recompute(store, receipt).result == receipt.result


def test_a_series_that_begins_after_the_newest_month_has_nothing_to_compute(store):
    (measure,) = make_measures(make_partnership(), definition(series_from="2025-07"))
    assert EvidenceSource(store).figures(measure, measure.versions.get(), at=NOW) is None


def test_before_the_first_import_there_is_nothing_to_compute(tmp_path, robbery):
    assert EvidenceSource(EvidenceStore(tmp_path)).figures(robbery, robbery.versions.get(), at=NOW) is None


def test_a_partnership_without_a_csp_code_is_its_only_district():
    partnership = make_partnership()
    partnership.csp_code = ""
    assert area_of(partnership).name == "Dacorum"
    partnership.areas.create(code="E07000240", name="St Albans")
    with pytest.raises(ValueError, match="several districts"):
        area_of(partnership)


def test_a_code_that_nobody_knows_is_said_in_a_sentence():
    partnership = make_partnership()
    partnership.csp_code = "E22999999"
    with pytest.raises(UnknownArea, match="no area"):
        area_of(partnership)
