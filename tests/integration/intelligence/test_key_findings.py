"""Each finding of the plan stands beside what the files say and what chance could do."""

from __future__ import annotations

import pytest
from django.test import Client

from saferplace.intelligence.models import Recount
from saferplace.partnership.models import Partnership


@pytest.fixture
def page(loaded_dacorum: Partnership, client: Client) -> str:
    return client.get("/dacorum/key-findings/").content.decode()


def test_the_printed_robberies_of_2021_stand_beside_those_of_the_files(page: str) -> None:
    recount = Recount.objects.get()
    assert (recount.check_of.printed_value, recount.count, recount.without_location) == (59, 57, 18)
    assert "57 with a place in the area" in page
    assert "18 more in the whole police force area" in page
    assert f"/receipts/{recount.receipt_id}/" in page
    assert "The 2 that the plan has more could be among them" in page


def test_each_figure_is_shown_as_printed_with_its_months(page: str) -> None:
    assert "79 offences in January to December 2022, compared with 59 in January to December 2021." in page


def test_79_against_59_is_shown_with_its_interval_as_possible_chance(page: str) -> None:
    assert "+33.9% (from 59 to 79), rate ratio 1.34, 95% interval 0.94 to 1.91: could be chance" in page


def test_a_cause_stated_for_a_change_that_could_be_chance_is_cautioned(page: str) -> None:
    assert "The change could be chance, so a cause for it is not needed and is not shown." in page


def test_a_percentage_without_counts_is_said_to_be_uncheckable(page: str) -> None:
    assert "The plan gives no counts, so this cannot be checked." in page


def test_the_page_reads_a_bounded_number_of_statements(
    loaded_dacorum: Partnership, client: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get("/dacorum/key-findings/")
