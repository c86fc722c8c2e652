"""`saferplace survey`: what it says of a sample and of replies, and how it names what is wrong with a file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas
import pytest
from click.testing import CliRunner, Result

from saferplace.cli import main

SAFE, UNSAFE = "fairly safe", "a bit unsafe"


def written(folder: Path, *lines: str, name: str = "survey.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes("\n".join(lines).encode(encoding))
    return file


def of(
    folder: Path, yes: int, asked: int, *, blank: int = 0, name: str = "survey.csv", encoding: str = "utf-8"
) -> Path:
    answers = [UNSAFE] * yes + [SAFE] * (asked - yes) + [""] * blank
    lines = [f"{answer},{1 + number % 3},{'north' if number % 2 else 'south'}" for number, answer in enumerate(answers)]
    return written(folder, "dark,weight,area", *lines, name=name, encoding=encoding)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["survey", *map(str, arguments)])


def lines_of(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def test_the_worked_survey_has_its_share_its_interval_and_its_blanks(tmp_path: Path) -> None:
    said = run(of(tmp_path, 357, 1200, blank=40), "--question", "dark").output
    assert "dark: 1,240 asked, 1,200 answered, 40 left it blank." in said
    assert "29.8%" in said
    assert "27.2% to 32.4%" in said
    assert "No weights were given" in said


def test_weights_groups_and_csv_have_a_line_for_each_answer_of_each_group(tmp_path: Path) -> None:
    lines = lines_of(run(of(tmp_path, 60, 200), "--question", "dark", "--weight", "weight", "--by", "area", "--csv"))
    assert [(line["group"], line["answer"]) for line in lines] == [
        (group, answer) for group in ("Everybody", "north", "south") for answer in (UNSAFE, SAFE)
    ]
    assert float(lines[0]["lower"]) < float(lines[0]["percent"]) < float(lines[0]["upper"])
    assert int(lines[0]["effective_n"]) < 200


def test_people_who_chose_to_reply_have_no_interval_anywhere(tmp_path: Path) -> None:
    file = of(tmp_path, 357, 1200)
    said = run(file, "--question", "dark", "--self-selected").output
    assert "Of those who replied" in said
    assert "there is no margin of error" in said
    assert "interval" not in said
    assert {line["lower"] for line in lines_of(run(file, "--question", "dark", "--self-selected", "--csv"))} == {""}


def test_json_holds_the_same_numbers_and_what_was_set_aside(tmp_path: Path) -> None:
    file = written(tmp_path, "dark", *[SAFE] * 30, *[UNSAFE] * 10, *["don't know"] * 5)
    said = json.loads(run(file, "--question", "dark", "--not-an-answer", "don't know", "--json").output)
    assert said["asked"]["dark"]["Everybody"] == {
        "asked": 45,
        "answered": 40,
        "blank": 0,
        "set_aside": {"don't know": 5},
    }
    assert [(line["answer"], line["percent"]) for line in said["answers"]] == [(UNSAFE, 25.0), (SAFE, 75.0)]


def test_a_small_population_narrows_the_interval(tmp_path: Path) -> None:
    file = of(tmp_path, 300, 1000)
    wide = lines_of(run(file, "--question", "dark", "--csv"))[0]
    narrow = lines_of(run(file, "--question", "dark", "--population", 1500, "--csv"))[0]
    assert float(narrow["upper"]) - float(narrow["lower"]) < 0.7 * (float(wide["upper"]) - float(wide["lower"]))


def test_a_change_between_two_waves_says_whether_chance_could_make_it(tmp_path: Path) -> None:
    earlier = of(tmp_path, 300, 1000, name="2025.csv")
    said = run(of(tmp_path, 420, 1000), "--question", "dark", "--earlier", earlier).output
    assert "+12.0 points" in said
    assert "a real rise" in said
    said = run(of(tmp_path, 310, 1000), "--question", "dark", "--earlier", earlier).output
    assert "could be chance" in said


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    assert run(of(tmp_path, 10, 40, encoding="utf-8-sig"), "--question", "dark").exit_code == 0


def test_a_stata_file_keeps_its_labels_in_their_order_and_its_blanks(tmp_path: Path) -> None:
    labels = pandas.Categorical.from_codes([0, 1, 1, -1] * 10, ["very safe", "a bit unsafe"])
    frame = pandas.DataFrame({"dark": labels, "w": [1.0, 2.0, 0.5, 1.0] * 10, "n": [1, 2, 3, 4] * 10})
    frame.to_stata(tmp_path / "survey.dta", write_index=False)
    said = run(tmp_path / "survey.dta", "--question", "dark", "--weight", "w").output
    assert "40 asked, 30 answered, 10 left it blank" in said
    assert said.index("very safe") < said.index("a bit unsafe")
    assert [line["answer"] for line in lines_of(run(tmp_path / "survey.dta", "--question", "n", "--csv"))] == [*"1234"]


def test_respondents_without_a_weight_are_left_out_and_counted(tmp_path: Path) -> None:
    file = written(tmp_path, "dark,w", f"{SAFE},1", f"{UNSAFE},2", f"{SAFE},", f"{SAFE},0")
    said = run(file, "--question", "dark", "--weight", "w").output
    assert "2 asked, 2 answered" in said
    assert "2 respondents without a weight are left out." in said


def test_a_formula_in_an_answer_stays_words_in_a_spreadsheet(tmp_path: Path) -> None:
    lines = lines_of(run(written(tmp_path, "a", "=1+1", "yes", "yes"), "--question", "a", "--csv"))
    assert {line["answer"] for line in lines} == {"'=1+1", "yes"}


@pytest.mark.parametrize(
    ("lines", "arguments", "sentence"),
    [
        (
            ["dark,w", f"{SAFE},1", f"{SAFE},heavy"],
            ["--weight", "w"],
            "survey.csv, row 3, column w: “heavy” is no weight.",
        ),
        (["dark,w", f"{SAFE},1", f"{SAFE},-1"], ["--weight", "w"], "survey.csv, row 3, column w: “-1” is no weight."),
        (["darkness", SAFE, SAFE], [], "survey.csv has no column “dark”. It has, for example: darkness."),
        (["dark,dark", "a,b"], [], "survey.csv, row 1: two columns are called “dark”."),
        (["dark,,w", "a,b,1"], [], "survey.csv, row 1: column 2 has no heading."),
        (["dark,w", "a,1", "b,1,2"], [], "survey.csv, row 3: 3 cells under 2 headings."),
        (["dark"], [], "survey.csv has headings and no respondents."),
        ([""], [], "survey.csv: The file is empty."),
        (["dark", "yes"], [], "survey.csv: A share of fewer than two respondents has no margin of error."),
        (["dark,s", "a,1", "b,1", "b,"], ["--stratum", "s"], "survey.csv, row 4, column s: empty."),
        (["dark,s", "a,1", "b,1", "b,2"], ["--stratum", "s"], "Stratum “2” has a single cluster"),
        (["dark", "a", "b"], ["--population", "1"], "A population of 1 is smaller than the 2 people"),
        (["dark,w", ",1", ",1"], [], "Nobody answered this question"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_row_and_column(
    tmp_path: Path, lines: list[str], arguments: list[str], sentence: str
) -> None:
    answer = run(written(tmp_path, *lines), "--question", "dark", *arguments)
    assert answer.exit_code == 1
    assert sentence in answer.output


def test_other_files_and_questions_that_contradict_themselves_are_refused(tmp_path: Path) -> None:
    file = of(tmp_path, 3, 10)
    assert run(file, "--question", "dark", "--self-selected", "--population", 50).exit_code == 2
    assert run(file).exit_code == 2
    other = written(tmp_path, "x", name="survey.pdf")
    assert "is neither a .csv nor a .dta file" in run(other, "--question", "dark").output
    broken = written(tmp_path, "no stata at all", name="survey.dta")
    assert "is no Stata file that can be read" in run(broken, "--question", "dark").output
