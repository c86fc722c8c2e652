"""Figures computed from evidence: stored once, restated with the old one kept, and never a fall that is none."""

from __future__ import annotations

import datetime as dt

import pytest

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month
from saferplace.core.models import AuditEntry
from saferplace.performance.models import Measure, Observation, Release
from saferplace.performance.queries import whole_scorecard
from tests.factories import make_partnership
from tests.performance_factories import NOW, TODAY, definition, make_measures, refresh
from tests.unit.analysis.figures import series

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=30)


@pytest.fixture
def measure() -> Measure:
    return make_measures(make_partnership(), definition())[0]


def reading(measure):
    return whole_scorecard(measure.partnership, TODAY).readings[0]


def test_each_stored_month_has_its_receipt(measure):
    found = refresh(measure, series("2025-04", 396, 411, 454))
    assert (found.added, found.restated) == (3, 0)
    assert all(o.receipt.result["counts"]["2025-05"] == 411 for o in measure.observations.all())


def test_imp_02_the_same_evidence_again_changes_nothing(measure):
    refresh(measure, series("2025-04", 396, 411, 454))
    entries = AuditEntry.objects.count()
    again = refresh(measure, series("2025-04", 396, 411, 454), at=LATER)
    assert (again.added, again.restated, again.unchanged) == (0, 0, 3)
    assert (Observation.objects.count(), AuditEntry.objects.count()) == (3, entries)


def test_a_later_version_of_the_table_with_the_same_counts_keeps_the_first_receipt(measure):
    refresh(measure, series("2025-04", 396))
    refresh(measure, series("2025-04", 396), version=2, at=LATER)
    assert measure.observations.get().receipt.version == 1


def test_a_restated_month_keeps_the_figure_before_it(measure):
    refresh(measure, series("2025-04", 396, 411))
    found = refresh(measure, series("2025-04", 396, 415), version=2, at=LATER)
    assert (found.restated, found.unchanged) == (1, 1)
    old, new = measure.observations.filter(period_first="2025-05-01")
    assert (old.value, old.superseded_at, old.superseded_by) == (411, LATER, new)
    assert (new.value, new.superseded_at) == (415, None)


def test_a_month_that_nobody_has_published_is_not_stored(measure):
    refresh(measure, series("2025-04", 396, Missing.NOT_YET_AVAILABLE))
    assert measure.observations.count() == 1


def test_a_figure_that_is_withdrawn_says_so_and_is_kept(measure):
    refresh(measure, series("2025-04", 396))
    refresh(measure, series("2025-04", Missing.NOT_YET_AVAILABLE), at=LATER)
    assert [o.missing for o in measure.observations.all()] == ["", "not yet available"]


def test_figures_of_open_data_are_public_only_for_public_measures(measure):
    refresh(measure, series("2025-04", 396))
    private = make_measures(measure.partnership, definition(), definition("private", publication="partners"))[1]
    refresh(private, series("2025-04", 5), version=9)
    assert measure.observations.get().release == Release.PUBLISHED
    assert measure.observations.get().receipt.is_public
    assert private.observations.get().release == Release.PARTNER_ONLY
    assert not private.observations.get().receipt.is_public


def test_a_measure_that_becomes_public_takes_its_computed_figures_with_it():
    partnership = make_partnership()
    (private,) = make_measures(partnership, definition(publication="partners"))
    refresh(private, series("2025-04", 396))
    (public,) = make_measures(partnership, definition())
    refresh(public, series("2025-04", 396), at=LATER)
    assert public.observations.get().release == Release.PUBLISHED
    assert public.observations.get().receipt.is_public


def test_a_doubtful_month_is_named_and_never_a_fall(measure):
    refresh(measure, series("2025-01", 389, 400, 395, 396, Missing.DOUBTFUL))
    found = reading(measure)
    assert found.latest.period.first == Month(2025, 4)
    assert found.after_latest_in_words == "May 2025: data incomplete."
    assert "May 2025" not in found.chart_in_words
    assert found.year_to_date.period.last == Month(2025, 4)


def test_year_to_date_with_may_and_june_2024_not_held_is_like_for_like(measure):
    refresh(measure, series("2024-01", 285, 268, 258, 265) | series("2025-01", 389, 328, 466, 396, 411, 454))
    said = reading(measure).year_to_date.in_words()
    assert said.startswith("Like for like, April 2025 only (May and June 2024 are not held complete): +49.4%")


def test_rolling_twelve_months_with_a_gap_names_the_months_and_gives_no_number(measure):
    refresh(measure, series("2024-01", 285, 268, 258, 265) | series("2025-01", 389, 328, 466, 396, 411, 454))
    found = reading(measure)
    assert found.rolling.total is None
    assert "no data yet for July to December 2024" in found.rolling.in_words()


def test_without_twelve_months_the_rate_is_of_the_newest_month_and_says_so(measure):
    refresh(measure, series("2025-06", 454))
    assert reading(measure).rate_in_words == (
        "2.93 per 1,000 residents in June 2025 (95% interval 2.66 to 3.21). "
        "Taken as 155,081 residents in 2022: ONS mid-year estimates."
    )


def test_with_twelve_months_the_rate_is_of_the_year(measure):
    refresh(measure, series("2024-07", *[100] * 12))
    said = reading(measure).rate_in_words
    assert said.startswith("7.74 per 1,000 residents in July 2024 to June 2025 (95% interval 7.31 to 8.19).")


def test_the_baseline_is_computed_from_its_own_months(measure):
    refresh(measure, series("2021-01", *[100] * 12))
    assert reading(measure).baseline_in_words == "1,200 in January to December 2021"


def test_without_evidence_there_is_no_data_yet(measure):
    found = reading(measure)
    assert (found.latest_in_words, found.target_in_words) == ("No data yet", "Tracker: no target set")
    assert found.chart_in_words == "No data yet."
    assert found.rolling is None and found.rate is None
