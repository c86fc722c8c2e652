"""The table for everybody: open without signing in, and safe against whoever takes it apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.analysis.disclosure import SmallCounts, attackers_bounds, narrowed, side_by_side, suppress, two_way
from saferplace.analysis.months import Period
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.areas import find_area
from saferplace.evidence.queries import recorded_crime_by_type_and_month
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.analyses.ward_table import DICTIONARY, ward_table, whole_years
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership
from tests.factories import make_partnership
from tests.integration.evidence.queries.conftest import NOW

PAGE, FILE = "/dacorum/open-data/", "/dacorum/open-data/recorded-crime.csv"
DACORUM = find_area("E07000096")


def rows_of(client: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(FILE).content.decode())))


def test_anybody_may_read_and_download_it_with_its_dictionary(client: Client, loaded_dacorum: Partnership) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "were recorded in Dacorum in 2021" in page.content.decode()
    assert PAGE in client.get("/dacorum/").content.decode()
    columns = next(csv.reader(io.StringIO(client.get(FILE).content.decode())))
    told = list(csv.DictReader(io.StringIO(client.get("/dacorum/open-data/dictionary.csv").content.decode())))
    assert [line["column"] for line in told] == columns == [name for name, _ in DICTIONARY]


def test_a_withheld_number_is_blank_with_its_status_and_a_nought_is_nought(
    client: Client, loaded_dacorum: Partnership
) -> None:
    lines = rows_of(client)
    assert {line["status"] for line in lines} == {"known", "suppressed"}
    assert {line["recorded"] for line in lines if line["status"] == "suppressed"} == {""}
    shown = {int(line["recorded"]) for line in lines if line["status"] == "known"}
    assert 0 in shown
    assert not shown & {1, 2, 3, 4}


def test_the_receipt_is_open_computes_again_and_holds_nothing_that_is_withheld(
    client: Client, loaded_dacorum: Partnership
) -> None:
    digest = rows_of(client)[0]["receipt"]
    assert client.get(f"/receipts/{digest}/").status_code == 200
    stored = StoredReceipt.objects.get(pk=digest)
    numbers = [n for line in stored.result["shown"].values() for n in line if n is not None]
    assert not set(numbers) & {1, 2, 3, 4}
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result


def test_no_number_of_the_real_table_can_be_narrowed(bundled_evidence: EvidenceStore) -> None:
    table = ward_table(bundled_evidence, DACORUM, 2021, NOW)
    counts = table.protected.counts[:-1, :-1]
    assert narrowed(two_way(counts), table.protected.hidden.ravel(), SmallCounts()) == []
    bounds = attackers_bounds(two_way(counts), table.protected.hidden.ravel(), 1)
    assert (bounds.upper - bounds.lower).min() >= 1 - 1e-6
    assert (
        len(narrowed(two_way(counts), table.protected.small.ravel(), SmallCounts())) > 0
    )  # small ones alone: not safe


def test_the_districts_figures_published_elsewhere_give_nothing_away(bundled_evidence: EvidenceStore) -> None:
    """Scorecards and findings print the district's count of each type: totals that the table need not keep back."""
    table = ward_table(bundled_evidence, DACORUM, 2021, NOW)
    elsewhere = recorded_crime_by_type_and_month(
        bundled_evidence, area=DACORUM, crime_types=None, period=Period.year(2021), at=NOW
    )
    printed = {name: sum(int(figure.value) for figure in each.values()) for name, each in elsewhere.counts.items()}
    totals = dict(zip(table.types, map(int, table.protected.counts[-1]), strict=True))
    assert {name: totals[name] for name in printed} == printed
    known = table.protected.hidden.copy()
    known[-1, :] = False
    assert narrowed(two_way(table.protected.counts[:-1, :-1]), known.ravel(), SmallCounts()) == []


def test_a_sum_over_years_would_give_numbers_away_which_is_why_none_is_published(
    bundled_evidence: EvidenceStore,
) -> None:
    """Each year's table is safe by itself and beside another; with the sum of both years printed as well, it is not."""
    first = ward_table(bundled_evidence, DACORUM, 2021, NOW).protected
    other = first.counts[:-1, :-1][::-1]  # a second year of like numbers
    second = suppress(other)
    years = side_by_side(two_way(first.counts[:-1, :-1]), two_way(other), [])
    hidden = np.concatenate([first.hidden.ravel(), second.hidden.ravel()])
    assert narrowed(years, hidden, SmallCounts()) == []
    summed = two_way(first.counts[:-1, :-1] + other)
    numbers = len(summed.values)
    everything = side_by_side(summed, years, [(at, [at, numbers + at]) for at in range(numbers)])
    assert narrowed(everything, np.concatenate([np.zeros(numbers, dtype=bool), hidden]), SmallCounts())


def test_a_year_under_way_is_not_published(client: Client, loaded_dacorum: Partnership) -> None:
    assert client.get(PAGE, {"year": "2025"}).status_code == 404
    assert client.get(FILE, {"year": "2025"}).status_code == 404
    assert whole_years([*Period.year(2021), *Period.year(2022).months()[:11]]) == [2021]
    with pytest.raises(ValueError, match="2024 is not held as a whole"):
        ward_table(evidence_store(), DACORUM, 2024, NOW)


@pytest.fixture
def _nothing_held(db: None, settings, tmp_path) -> Iterator[None]:  # type: ignore[no-untyped-def]
    settings.EVIDENCE_ROOT = tmp_path
    yield


def test_without_evidence_the_page_says_so(client: Client, _nothing_held: None) -> None:
    make_partnership()
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "has been loaded yet" in page.content.decode()
    assert client.get(FILE).status_code == 404


def test_the_page_costs_a_bounded_number_of_queries(
    client: Client, loaded_dacorum: Partnership, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
