"""The whole catalogue of questions, and something of every data set to put them to."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from saferplace.analysis.months import Month, Period
from saferplace.evidence import queries
from saferplace.evidence.areas import find_area
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.published.crime_csp import CRIME_CSP
from saferplace.evidence.published.crime_weights import CRIME_WEIGHTS
from saferplace.evidence.published.fly_tipping import FLY_TIPPING as PUBLISHED
from saferplace.evidence.store import EvidenceStore
from tests.integration.evidence.queries.conftest import NOW
from tests.integration.importing.test_outcomes_and_searches import OUTCOME_HEADER, SEARCH_HEADER, as_file, search
from tests.partner_records import COUNCIL, FIGURES, FLY_TIPPING, ONE_WARD, OTHER_WARD, SPLIT, figure, record, send
from tests.police_files import archive

QUESTIONS: dict[str, Callable[..., Any]] = {
    name: question
    for name, question in inspect.getmembers(queries, inspect.isfunction)
    if name in queries.__all__ and "engine" in inspect.signature(question).parameters
}
# What to ask for, by the name of a question's argument. The months end in a gap.
ASKED: dict[str, Any] = {
    "area": find_area("E07000096"),
    "crime_types": None,
    "categories": None,
    "period": Period(Month(2021, 10), Month(2022, 6)),
    "months": Period(Month(2021, 10), Month(2022, 6)),
    "at": NOW,
    "force": "hertfordshire",
    "forces": ("hertfordshire",),
    "source": FLY_TIPPING,
    "data_set": PUBLISHED.data_set,
    "areas": ("E07000096", "E07000240"),
    "periods": ("2020-21", "2021-22"),
    "indicator": "Total Incidents",
}
# Questions whose arguments mean something else: name of the question to its own arguments.
ASKED_OF: dict[str, dict[str, Any]] = {
    "restatement": {"source": POLICE_STREET, "before": 1, "after": 2},
    "offence_counts": {"areas": ("E22000124",), "periods": ("2021-22-Q2", "2021-22-Q3")},
    "offence_weights": {"scheme": "cambridge-harm-index", "edition": "2026-02"},
    "figures_of": {"source": FIGURES, "indicator": "Orders completed", "area_code": "E07000096"},
}


def arguments(name: str) -> dict[str, Any]:
    """Every argument that the question cannot do without. A new kind of argument has to be said above."""
    known = {**ASKED, **ASKED_OF.get(name, {})}
    parameters = inspect.signature(QUESTIONS[name]).parameters.values()
    needed = [each.name for each in parameters if each.name != "store" and each.default is each.empty]
    unknown = [argument for argument in needed if argument not in known]
    assert not unknown, f"say in ASKED or ASKED_OF what to ask {name} for: {unknown}"
    return {argument: known[argument] for argument in needed}


def assert_same_answer(answer: Any, expected: Any) -> None:
    """Equal in every field; arrays in their type and every number."""
    assert type(answer) is type(expected)
    for field in fields(expected) if is_dataclass(expected) else ():
        found, wanted = getattr(answer, field.name), getattr(expected, field.name)
        if isinstance(wanted, np.ndarray):
            assert found.dtype == wanted.dtype
            np.testing.assert_array_equal(found, wanted)
        else:
            assert found == wanted, field.name
    if not is_dataclass(expected):
        assert answer == expected


def with_every_data_set(street: EvidenceStore, folder: Path) -> EvidenceStore:
    """Real crimes, and around them a few outcomes, searches, records and figures of partners and of a publisher."""
    store = EvidenceStore(folder / "evidence")
    shutil.copytree(street.root, store.root)
    searched = [search("2021-10-30T23:30:00+00:00"), search("2021-10-05T14:05:00+00:00", "True")]
    files = {
        "2021-10/2021-10-hertfordshire-outcomes.csv": _outcomes_of_real_crimes(store),
        "2021-10/2021-10-hertfordshire-stop-and-search.csv": as_file(SEARCH_HEADER, *searched),
    }
    police = archive(folder / "police.zip", files)
    import_files(store, [police], today=NOW.date(), terms=Terms("a test"), started_at=NOW)
    placed = [record("2021-10", lsoa) for lsoa in (ONE_WARD, ONE_WARD, OTHER_WARD, SPLIT, None)]
    send(store, FLY_TIPPING, {(COUNCIL, "2021-10"): placed, (COUNCIL, "2021-11"): [record("2021-11", number=3)]})
    quarter = figure("2021-22-Q3", "2021-10", "2021-12", value=12.0)
    send(store, FIGURES, {("hertfordshire-probation", "2021-22-Q3"): [quarter]})
    tipped = {"indicator": "Total Incidents", "reporting_basis": "All incidents"}
    year = [
        figure("2021-22", "2021-04", "2022-03", value=1234.0, **tipped),
        figure("2021-22", "2021-04", "2022-03", area_code=None, area_name="A council of old", **tipped),
    ]
    send(store, PUBLISHED, {("defra", "2021-22"): year})
    offence = {"area_code": "E22000124", "offence_group": "Theft offences", "offence_description": "Shoplifting"}
    quarter = [
        figure(
            "2021-22-Q3", "2021-10", "2021-12", value=41.0, offence_code="46", indicator="46 Shoplifting", **offence
        ),
        figure("2021-22-Q3", "2021-10", "2021-12", value=None, status="suppressed", offence_code="28E", **offence),
    ]
    send(store, CRIME_CSP, {("home-office", "2021-22-Q3"): quarter})
    weight = figure("2026-02", "2026-02", "2026-02", area_code=None, offence_code="46", value=10.0)
    send(store, CRIME_WEIGHTS, {("cambridge-harm-index", "2026-02"): [weight]})
    return store


def _outcomes_of_real_crimes(store: EvidenceStore) -> bytes:
    kinds = ["Suspect charged", "Investigation complete; no suspect identified", "Local resolution"]
    area = ASKED["area"]
    month = Period(Month(2021, 10), Month(2021, 10))
    page = queries.recorded_crime_rows(store, area=area, crime_types=None, period=month, page_size=300, at=NOW)
    lines = [
        f"{row['crime_id']},2021-10,Hertfordshire,Hertfordshire,{row['longitude']},{row['latitude']},,,,"
        f"{kinds[number % len(kinds)]}"
        for number, row in enumerate(page.rows)
        if row["crime_id"]
    ]
    return as_file(OUTCOME_HEADER, *lines)
