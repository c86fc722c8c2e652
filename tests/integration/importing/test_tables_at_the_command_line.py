"""A new analyst with a council's fly-tipping workbook: proposed, decided, tried, imported, two rows corrected."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saferplace.cli import main
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from tests.workbooks import Value, written, xlsx_bytes

COUNCIL = "dacorum-borough-council"
GROUPS = [None, None, None, "Waste", None, "Place", None, "Contact", None]
HEADINGS = ["Job", "Raised", "Seen", "Type", "Cost (£)", "Street", "Postcode", "Name", "Officer notes"]


def job(number: int, seen: Value, **changes: Value) -> list[Value]:
    cells: dict[str, Value] = {
        "job": f"FT-{number:05}",
        "raised": dt.date(2026, 10, 12),
        "seen": seen,
        "type": "Black bags (household)",
        "cost": 84.5,
        "street": "Waterhouse Street",
        "postcode": "HP1 1HH",
        "name": ("Jane Smith", "Ravi Patel", "Oluwaseun Adeyemi")[number % 3],
        "notes": "Two bags beside the bin.",
    }
    return list({**cells, **changes}.values())


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Title rows, two rows of headings, “<5”, a total and a note; a caller's telephone in the notes; two bad rows."""
    rows = [
        job(1, dt.datetime(2026, 10, 1, 22, 15)),  # noqa: DTZ001 - a cell has no zone
        job(2, dt.date(2026, 10, 2), type="white goods", cost="<5"),
        job(3, dt.date(2026, 10, 3), type="Tyre", cost="1,250.00"),
        job(4, dt.date(2026, 10, 4), notes="Caller on 07700 900123 saw a white van."),
        job(5, "31/02/2026"),
        job(6, dt.date(2026, 10, 5), type="Sofa"),
    ]
    sheet = [
        ["Dacorum Borough Council – Clean, Safe and Green", *[None] * 8],
        ["Fly-tipping jobs, October 2026"],
        [],
        GROUPS,
        HEADINGS,
        *rows,
        [],
        ["Total", None, None, None, 1503.5],
        ["Note: costs under £5 are shown as <5"],
    ]
    content = xlsx_bytes({"Cover": [["See next sheet"]], "Oct 26": sheet}, merged=[])
    return written(tmp_path, "CSG jobs.xlsx", content)


def saferplace(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def mapping(workbook: Path, tmp_path: Path) -> Path:
    """As proposed, and then as a person corrects it."""
    out = tmp_path / "mapping.json"
    proposed = saferplace(
        "mapping", "suggest", workbook, "--data-set", "council-fly-tipping", "--provider", COUNCIL,
        "--sheet", "Oct 26", "--name", "Dacorum fly-tipping", "--out", out,
    )  # fmt: skip
    assert proposed.exit_code == 0, proposed.output
    plain = json.loads(out.read_text())
    uses = {column["heading"]: (column["use"], column.get("field")) for column in plain["columns"]}
    assert plain["header_line"] == 4
    assert uses["Contact – Name"] == ("drop", None)
    assert plain["translations"]["category"] == {
        "Black bags (household)": "Black bags - household", "white goods": "White goods", "Tyre": "Tyres",
    }  # fmt: skip
    decided = {
        "Job": "reference",
        "Raised": "reported_on",
        "Seen": "date",
        "Waste – Type": "category",
        "Waste – Cost (£)": "clearance_cost",
        "Place – Street": "location",
        "Place – Postcode": "postcode",
    }
    plain["columns"] = [
        {"heading": heading, "use": "keep", "field": decided[heading]}
        if heading in decided
        else {"heading": heading, "use": "drop"}
        for heading in uses
    ]
    out.write_text(json.dumps(plain))
    return out


def test_the_data_set_of_a_table_is_found_out(workbook: Path) -> None:
    said = saferplace("mapping", "suggest", workbook, "--sheet", "Oct 26").output
    assert said.splitlines()[1].startswith("  council-fly-tipping:")


def test_a_workbook_comes_in_is_corrected_and_comes_again(workbook: Path, mapping: Path, tmp_path: Path) -> None:
    data = ("--partnership", "dacorum", "--data", tmp_path / "data")
    tried = saferplace("mapping", "check", workbook, mapping)
    assert tried.exit_code == 0, tried.output
    assert "The sheet “Oct 26” holds 6 rows to import; 3 are left out and 0 broken." in tried.output
    assert "Row 6\n  Reference: FT-00001" in tried.output

    dry = saferplace("import", workbook, "--mapping", mapping, "--dry-run", "--json", *data)
    real = saferplace("import", workbook, "--mapping", mapping, "--json", *data)
    assert real.exit_code == 0, real.output
    said, (done,) = json.loads(dry.output), json.loads(real.output)["data_sets"]
    assert said["data_sets"][0]["units"] == done["units"]
    assert (done["rows_read"], done["rows_refused"]) == (6, 2)
    assert [unit["unit"] for unit in done["units"]] == [f"{COUNCIL}~2026-10"]

    listed = saferplace("refused", "--data-set", "council-fly-tipping", *data).output
    assert "CSG jobs.xlsx › Sheet “Oct 26”, line 10: Date: “31/02/2026” is not a date" in listed
    assert "line 11: Waste type: “Sofa” is not" in listed

    out = tmp_path / "refused.csv"
    assert "2 rows of council-fly-tipping written" in saferplace("refused", "--out", out, *data).output
    corrected = (
        out.read_text(encoding="utf-8-sig")
        .replace(",31/02/2026,", ",08/10/2026,")
        .replace(",Sofa,", ",Other household waste,")
    )
    out.write_text(corrected, encoding="utf-8-sig", newline="")
    again = json.loads(saferplace("import", out, "--json", *data).output)
    assert (again["rows_read"], again["rows_refused"]) == (2, 0)

    same = saferplace("import", workbook, "--mapping", mapping, *data)
    assert same.exit_code == 0
    assert "Nothing changed." in same.output
    assert "council-fly-tipping" in saferplace("datasets", *data).output


def test_a_column_that_is_kept_with_telephone_numbers_in_it_stops_the_import(
    workbook: Path, mapping: Path, tmp_path: Path
) -> None:
    plain = json.loads(mapping.read_text())
    notes = next(column for column in plain["columns"] if column["heading"] == "Contact – Officer notes")
    notes |= {"use": "keep", "field": "size"}
    mapping.write_text(json.dumps(plain))
    tried = saferplace("mapping", "check", workbook, mapping)
    assert tried.exit_code == 1
    assert "contains a phone number in 1 row, first in row 9 (like “99999 999999”): mask or drop it" in tried.output
    assert "07700" not in tried.output
    stopped = saferplace(
        "import", workbook, "--mapping", mapping, "--partnership", "dacorum", "--data", tmp_path / "data"
    )
    assert stopped.exit_code == 1
    assert "Personal data must stay out of evidence" in stopped.output


def test_shared_data_must_say_whose_it_is(workbook: Path, mapping: Path, tmp_path: Path) -> None:
    stopped = saferplace("import", workbook, "--mapping", mapping, "--data", tmp_path / "data")
    assert stopped.exit_code == 1
    assert "which each partnership keeps to itself. Say for which partnership it is." in stopped.output


def test_open_data_does_not_go_into_the_store_of_a_partnership(tmp_path: Path, bundled_data: Path) -> None:
    police = next((bundled_data / "police-uk-hertfordshire").glob("*.zip"))
    stopped = saferplace("import", police, "--partnership", "dacorum", "--data", tmp_path / "data")
    assert stopped.exit_code == 1
    assert "open data and held once for all partnerships" in stopped.output


@pytest.mark.parametrize("slug", ["../dacorum", "Dacorum", "a b", ""])
def test_a_partnerships_name_that_would_leave_its_folder_is_wrong_use(
    workbook: Path, tmp_path: Path, slug: str
) -> None:
    assert saferplace("import", workbook, f"--partnership={slug}", "--data", tmp_path).exit_code == 2


@pytest.mark.parametrize("period", ["2026-13", "October", "2026-10..", "2026-12..2026-10"])
def test_a_period_that_is_none_is_wrong_use(workbook: Path, tmp_path: Path, period: str) -> None:
    assert saferplace("import", workbook, "--covers", period, "--data", tmp_path).exit_code == 2


def test_a_template_of_ours_needs_no_mapping_but_a_sender(tmp_path: Path) -> None:
    headings = list(COUNCIL_FLY_TIPPING.columns)
    row = {"Date": "01/10/2026", "Waste type": "Tyres", "Street or place": "High Street"}
    path = written(tmp_path, "mine.xlsx", xlsx_bytes({"A": [headings, [row.get(name) for name in headings]]}))
    data = ("--partnership", "dacorum", "--data", tmp_path / "data")
    nameless = saferplace("import", path, *data)
    assert "It has the headings of our template of fly-tipping" in nameless.output
    assert saferplace("import", path, "--provider", COUNCIL, *data).exit_code == 0


def test_a_table_that_nothing_fits_says_how_to_make_a_mapping(tmp_path: Path) -> None:
    path = written(tmp_path, "x.xlsx", xlsx_bytes({"A": [["a", "b"], [1, 2]]}))
    said = saferplace("import", path, "--data", tmp_path / "data").output
    assert "No mapping says how to read this table." in said
    assert "saferplace mapping suggest" in said


def test_a_broken_mapping_file_is_told_fault_by_fault(workbook: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "m.json", b'{"name": "x", "colour": 1}')
    said = saferplace("mapping", "check", workbook, path)
    assert said.exit_code == 1
    assert "m.json is no mapping:\n  “colour” is not part of a mapping." in said.output
