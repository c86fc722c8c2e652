"""Partners' records and figures as measures: their own counting rules and store, and never public by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month
from saferplace.core.receipts import as_receipt
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.partner.data_sets.probation_return import PROBATION_RETURN
from saferplace.evidence.queries import recompute
from saferplace.evidence.store import EvidenceStore
from saferplace.performance.commands import refresh_from_evidence
from saferplace.performance.evidence_source import EvidenceSource
from saferplace.performance.models import Measure, Release
from saferplace.performance.queries import whole_scorecard
from tests.factories import SYSTEM, make_partnership
from tests.partner_records import COUNCIL, ONE_WARD, ST_ALBANS, figure, record, send
from tests.performance_factories import NOW, TODAY, definition, make_measures

pytestmark = pytest.mark.django_db
PROBATION = "hertfordshire-probation"


@pytest.fixture
def store(tmp_path) -> EvidenceStore:
    """Fly-tipping of Dacorum's own store: April (4 things, one elsewhere, one placed nowhere) and an empty May."""
    evidence = EvidenceStore(tmp_path / "evidence")
    april = [
        record("2025-04", ONE_WARD, number=2, category="Tyres"),
        record("2025-04", ST_ALBANS, category="Green"),
        record("2025-04", None, category="Green"),
    ]
    units = {(COUNCIL, "2025-04"): april, (COUNCIL, "2025-05"): []}
    send(evidence.of_partnership("dacorum"), COUNCIL_FLY_TIPPING, units, at=NOW)
    return evidence


def fly_tipping(slug: str = "dacorum", **source: Any) -> Measure:
    said = {"kind": "evidence", "data_set": "council-fly-tipping"} | source
    return make_measures(make_partnership(slug), definition("fly-tipping", source=said, series_from="2025-03"))[0]


def figures(store: EvidenceStore, measure: Measure) -> dict[str, Any]:
    found = EvidenceSource(store).figures(measure, measure.versions.get(), at=NOW)
    assert found is not None
    return {str(month): one for month, one in found.figures.items()}


def test_a_measure_of_what_was_sent_counts_what_has_no_place_too(store):
    assert figures(store, fly_tipping(counts="sent")) == {
        "2025-03": Missing.NOT_YET_AVAILABLE,
        "2025-04": Known(4),
        "2025-05": Known(0),
    }


def test_a_measure_of_what_is_placed_counts_what_lies_in_the_area(store):
    assert figures(store, fly_tipping())["2025-04"] == Known(2)


def test_a_measure_may_count_some_categories_alone(store):
    assert figures(store, fly_tipping(counts="sent", categories=["Green"]))["2025-04"] == Known(2)


def test_another_partnership_reads_nothing_of_it(store):
    measure = fly_tipping("elsewhere", counts="sent")
    assert EvidenceSource(store).figures(measure, measure.versions.get(), at=NOW) is None


def test_an_imported_file_appears_on_the_scorecard_with_a_receipt_that_can_be_computed_again(store):
    measure = fly_tipping(counts="sent")
    refresh_from_evidence(measure, by=SYSTEM, source=EvidenceSource(store), at=NOW)
    (reading,) = whole_scorecard(measure.partnership, TODAY).readings
    assert reading.latest_in_words == "0 in May 2025"
    receipt = as_receipt(measure.observations.first().receipt)
    assert recompute(store.of_partnership("dacorum"), receipt).result == receipt.result


def test_what_partners_shared_is_not_public_until_a_person_publishes_it(store):
    measure = fly_tipping(counts="sent")
    assert measure.publication == "public"
    refresh_from_evidence(measure, by=SYSTEM, source=EvidenceSource(store), at=NOW)
    assert {one.release for one in measure.observations.all()} == {Release.PARTNER_ONLY}
    assert not measure.observations.first().receipt.is_public


def test_the_source_is_named_as_the_data_set_and_not_as_the_police(store):
    assert fly_tipping().versions.get().source_in_words.startswith("fly-tipping cleared or reported. Shared between")


def completion(**changes: Any) -> Measure:
    said = {
        "kind": "evidence",
        "data_set": "probation-return",
        "indicator": "Drug rehabilitation requirement completion",
    }
    wanted = definition(
        "requirements-completed",
        source=said,
        kind="percentage",
        frequency="quarterly",
        denominator="none",
        series_from="2025-01",
        baseline=None,
        publication="partners",
    )
    return make_measures(make_partnership(), wanted | changes)[0]


def sent(period: str, first: str, last: str, **changes: Any) -> dict[str, Any]:
    return figure(period, first, last, indicator="Drug rehabilitation requirement completion", **changes)


@pytest.fixture
def returns(tmp_path) -> EvidenceStore:
    evidence = EvidenceStore(tmp_path / "evidence")
    units = {
        (PROBATION, "2024-25-Q4"): [sent("2024-25-Q4", "2025-01", "2025-03", value=60.0, numerator=6, denominator=10)],
        (PROBATION, "2025-26-Q1"): [
            sent("2025-26-Q1", "2025-04", "2025-06", status="suppressed", value=None),
            sent("2025-04", "2025-04", "2025-04", value=50.0, numerator=1, denominator=2),
        ],
    }
    send(evidence.of_partnership("dacorum"), PROBATION_RETURN, units, at=NOW)
    return evidence


def test_a_percentage_comes_with_its_two_numbers_over_its_whole_quarter(returns):
    measure = completion()
    refresh_from_evidence(measure, by=SYSTEM, source=EvidenceSource(returns), at=NOW)
    first, second = measure.observations.order_by("period_first")
    assert (first.value, first.numerator, first.denominator, str(first.period)) == (60.0, 6, 10, "2025-01/2025-03")
    assert second.figure is Missing.SUPPRESSED


def test_the_same_return_again_changes_nothing_and_a_corrected_base_is_restated(returns):
    measure = completion()
    source = EvidenceSource(returns)
    refresh_from_evidence(measure, by=SYSTEM, source=source, at=NOW)
    again = refresh_from_evidence(measure, by=SYSTEM, source=source, at=NOW)
    assert (again.added, again.restated, again.unchanged) == (0, 0, 2)
    corrected = [sent("2024-25-Q4", "2025-01", "2025-03", value=60.0, numerator=12, denominator=20)]
    units = {(PROBATION, "2024-25-Q4"): corrected}
    send(returns.of_partnership("dacorum"), PROBATION_RETURN, units, at=NOW.replace(hour=10))
    assert refresh_from_evidence(measure, by=SYSTEM, source=source, at=NOW).restated == 1


def test_a_percentage_without_its_base_says_that_it_was_left_blank(returns):
    units = {(PROBATION, "2024-25-Q4"): [sent("2024-25-Q4", "2025-01", "2025-03", value=60.0)]}
    send(returns.of_partnership("dacorum"), PROBATION_RETURN, units, at=NOW.replace(hour=10))
    measure = completion()
    found = EvidenceSource(returns).figures(measure, measure.versions.get(), at=NOW)
    assert found.figures[Month(2025, 1)] is Missing.BLANK
