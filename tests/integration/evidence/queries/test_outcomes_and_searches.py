"""What became of crimes, and stop and search: by hand on a few rows, and against pandas on real files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.police_outcomes.groups import CHARGED, COURT, NO_SUSPECT
from saferplace.evidence.queries import (
    NothingLoaded,
    OutcomeRates,
    SearchColumn,
    outcome_rates,
    outcomes_reached,
    recompute,
    searches,
)
from saferplace.evidence.store import EvidenceStore
from tests.integration.importing.test_outcomes_and_searches import OUTCOME_HEADER, as_file, outcome
from tests.police_files import archive, asb, row, written

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HERTFORDSHIRE = find_area("Hertfordshire")
MARCH = Period(Month(2021, 3), Month(2021, 3))


def load(store: EvidenceStore, *paths: Path) -> None:
    import_files(store, paths, today=NOW.date(), terms=Terms("a test"), started_at=NOW)


def identity(letter: str) -> str:
    return letter * 64


@pytest.fixture
def five_crimes(tmp_path: Path) -> EvidenceStore:
    """Burglaries a (charged, then a result at court), b (no suspect), c (nothing yet); d has no ID; a report of ASB."""
    crimes = [
        row(Crime_ID=identity("a")),
        row(Crime_ID=identity("b")),
        row(Crime_ID=identity("c")),
        row(Crime_ID=""),
        asb(),
    ]
    march = [
        outcome(identity("a"), "Suspect charged"),
        outcome(identity("b"), "Investigation complete; no suspect identified"),
        outcome(identity("9"), "Local resolution"),
    ]
    april = [outcome(identity("a"), "Offender fined").replace("2021-03", "2021-04")]
    files = {
        "2021-03/2021-03-hertfordshire-street.csv": written(crimes),
        "2021-03/2021-03-hertfordshire-outcomes.csv": as_file(OUTCOME_HEADER, *march),
        "2021-04/2021-04-hertfordshire-outcomes.csv": as_file(OUTCOME_HEADER, *april),
    }
    store = EvidenceStore(tmp_path / "evidence")
    load(store, archive(tmp_path / "police.zip", files))
    return store


def rates(store: EvidenceStore, period: Period = MARCH) -> OutcomeRates:
    return outcome_rates(store, area=HERTFORDSHIRE, crime_types=None, period=period, at=NOW)


def test_a_crime_with_several_outcomes_is_one_crime_and_charged_once(five_crimes: EvidenceStore) -> None:
    (burglary,) = rates(five_crimes).rows
    assert (burglary.crimes, burglary.without_id, burglary.with_outcome, burglary.several) == (3, 1, 2, 1)
    assert burglary.charged == 1
    assert {group: n for group, n in burglary.by_group.items() if n} == {CHARGED: 1, COURT: 1, NO_SUSPECT: 1}


def test_a_charge_rate_has_its_denominator_and_wilsons_interval(five_crimes: EvidenceStore) -> None:
    (burglary,) = rates(five_crimes).rows
    assert burglary.charge_rate is not None
    assert burglary.charge_rate.in_words() == "33.3% (1 of 3; 95% interval 6.1% to 79.2%)"


def test_crimes_whose_outcomes_are_still_to_come_are_flagged(five_crimes: EvidenceStore) -> None:
    (burglary,) = rates(five_crimes).rows
    assert (burglary.months_followed, burglary.is_too_recent) == (1, True)


def test_outcomes_of_crimes_that_are_not_held_are_counted_apart(five_crimes: EvidenceStore) -> None:
    reached = outcomes_reached(five_crimes, area=HERTFORDSHIRE, period=Period(Month(2021, 3), Month(2021, 5)), at=NOW)
    assert [(one.total, one.of_crimes_not_held) for one in reached.months.values()] == [(3, 1), (1, 0)]
    assert reached.not_held == (Month(2021, 5),)


def test_receipts_of_outcomes_are_computed_again_to_the_same_digest(five_crimes: EvidenceStore) -> None:
    receipts = [
        rates(five_crimes).receipt,
        outcomes_reached(five_crimes, area=HERTFORDSHIRE, period=MARCH, at=NOW).receipt,
    ]
    assert [recompute(five_crimes, one).digest for one in receipts] == [one.digest for one in receipts]


def test_without_outcomes_loaded_it_says_so(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    load(store, archive(tmp_path / "a.zip", {"2021-03/2021-03-hertfordshire-street.csv": written([row()])}))
    with pytest.raises(NothingLoaded, match="No outcomes of crimes"):
        rates(store)


@pytest.fixture(scope="module")
def northumbria(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> EvidenceStore:
    store = EvidenceStore(tmp_path_factory.mktemp("northumbria"))
    load(store, shared_data / "police-uk-northumbria")
    return store


def as_pandas(store: EvidenceStore, data_set: str) -> pd.DataFrame:
    return pd.concat(pd.read_parquet(file, partitioning=None) for file in store.files(data_set))


def test_real_outcome_rates_are_those_that_pandas_finds(northumbria: EvidenceStore) -> None:
    area, year = find_area("Northumbria"), Period(Month(2020, 6), Month(2021, 5))
    ours = outcome_rates(northumbria, area=area, crime_types=frozenset({"Burglary"}), period=year, at=NOW)
    crimes, outcomes = (as_pandas(northumbria, f"police-uk-{kind}") for kind in ("street", "outcomes"))
    inside = crimes[(crimes.crime_type == "Burglary") & crimes.month.between("2020-06", "2021-05")]
    lads = ("Newcastle upon Tyne", "Gateshead", "North Tyneside", "South Tyneside", "Sunderland", "Northumberland")
    inside = inside[inside.lsoa_name.str.rsplit(" ", n=1).str[0].isin(lads) & inside.crime_id.notna()]
    charged = set(outcomes[outcomes.outcome_group.isin([CHARGED, COURT])].crime_id)
    assert sum(one.crimes for one in ours.rows) == len(inside) > 3000
    assert sum(one.charged for one in ours.rows) == inside.crime_id.isin(charged).sum() > 100
    assert sum(one.with_outcome for one in ours.rows) == inside.crime_id.isin(set(outcomes.crime_id)).sum()
    assert (
        sum(one.several for one in ours.rows)
        == inside.crime_id.isin(set(outcomes.crime_id[outcomes.crime_id.duplicated()])).sum()
    )


def test_a_missing_month_of_outcomes_is_named(northumbria: EvidenceStore) -> None:
    area = find_area("Northumbria")
    asked = Period(Month(2021, 11), Month(2022, 2))
    found = outcome_rates(northumbria, area=area, crime_types=None, period=asked, at=NOW)
    assert found.months.not_held == (Month(2022, 1),)
    assert found.outcome_months_missing == (Month(2022, 1),)
    december = next(one for one in found.rows if one.month == Month(2021, 12))
    assert (december.months_followed, december.is_too_recent) == (0, True)


def test_real_searches_are_those_that_pandas_finds(northumbria: EvidenceStore) -> None:
    whole = Period(Month(2020, 5), Month(2022, 8))
    found = searches(northumbria, forces=("northumbria",), period=whole, at=NOW)
    rows = as_pandas(northumbria, "police-uk-stop-and-search")
    assert found.total == len(rows) == 10_031
    assert found.not_held == (Month(2022, 1),)
    assert {str(month): n for month, n in found.by_month.items()} == rows.month.value_counts().to_dict()
    for column in SearchColumn:
        expected = rows[column.value].value_counts(dropna=False)
        assert sorted(found.by_column[column].values()) == sorted(expected.tolist())
    assert found.without_place == rows.longitude.isna().sum()
    hours = rows.groupby([rows.local_time.dt.day_of_week, rows.local_time.dt.hour]).size()
    assert found.by_hour == hours.to_dict()
    assert recompute(northumbria, found.receipt).digest == found.receipt.digest


def test_a_force_that_sent_no_searches_has_no_data_and_not_zero(northumbria: EvidenceStore) -> None:
    found = searches(northumbria, forces=("hertfordshire",), period=MARCH, at=NOW)
    assert (found.by_month, found.not_held) == ({}, (Month(2021, 3),))
