"""`saferplace survey`: shares of answers with the margin of error that the survey's design allows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from saferplace.analysis.survey import Answers, Replies
from saferplace.cli.survey_asked import (
    COLUMNS,
    EVERYBODY,
    Found,
    SurveyAsked,
    counted,
    earlier_share,
    line_of,
    notes_of,
    weighted,
)
from saferplace.core.downloads import safe_cell
from saferplace.evidence.surveys import SurveyFault, read_respondents

_WIDTH = 150
_FEW = 30


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--question", "questions", multiple=True, required=True, metavar="COLUMN", help="May be given again.")
@click.option("--weight", metavar="COLUMN", help="Design weights; without them everybody counts alike.")
@click.option("--by", "group", metavar="COLUMN", help="Also for each group, for example of wards.")
@click.option("--stratum", metavar="COLUMN", help="The strata that people were drawn from.")
@click.option("--cluster", metavar="COLUMN", help="The clusters (streets, schools) that people were drawn in.")
@click.option(
    "--population", type=click.IntRange(min=1), help="How many there are in all, where many of them were asked."
)
@click.option("--not-an-answer", "not_answers", multiple=True, metavar="TEXT", help="Counted apart, e.g. “don't know”.")
@click.option("--self-selected", is_flag=True, help="People chose to reply: shares of replies, no margin of error.")
@click.option(
    "--earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier wave with the same columns: says what changed and whether chance could have done it.",
)
@click.option("--json", "output", flag_value="json", help="Print as JSON: the same numbers.")
@click.option("--csv", "output", flag_value="csv", help="Print as CSV: the same numbers.")
def survey(
    file: Path,
    questions: tuple[str, ...],
    weight: str | None,
    group: str | None,
    stratum: str | None,
    cluster: str | None,
    population: int | None,
    not_answers: tuple[str, ...],
    self_selected: bool,
    earlier: Path | None,
    output: str | None,
) -> None:
    """Say what share of residents gave each answer, with its margin of error.

    FILE is a CSV or Stata (.dta) file with one row a respondent. An empty cell is a blank: counted, never an answer.
    Intervals are 95% (Wilson, with the effective number of respondents that weights, strata and clusters leave).
    Exit status 0: said. 1: the file cannot be used; the message names row and column. 2: wrong use.
    """
    if self_selected and (earlier or stratum or cluster or population):
        raise click.UsageError("People who chose to reply are no sample: no strata, clusters, population or change.")
    asked = SurveyAsked(weight, stratum, cluster, population, frozenset(not_answers), self_selected)
    try:
        people, left_out = weighted(read_respondents(file), weight)
        before = weighted(read_respondents(earlier), weight)[0] if earlier else None
        found = {
            question: (asked.of(people, question, group), asked.of(before, question, group) if before else {})
            for question in questions
        }
    except SurveyFault as fault:
        raise click.ClickException(str(fault)) from None
    except ValueError as why:
        raise click.ClickException(f"{file.name}: {why}") from None
    said = [
        line_of(question, name, option, share, earlier_share(was, name, option))
        for question, (now, was) in found.items()
        for name, each in now.items()
        for option, share in each.shares.items()
    ]
    notes = notes_of(asked, people, left_out)
    if output == "json":
        numbers = {
            question: {name: counted(each) for name, each in now.items()} for question, (now, _) in found.items()
        }
        click.echo(json.dumps({"file": file.name, "notes": notes, "asked": numbers, "answers": said}, indent=2))
    elif output == "csv":
        click.echo(_as_csv(said), nl=False)
    else:
        _show({question: now for question, (now, _) in found.items()}, said, notes, has_earlier=before is not None)


def _as_csv(said: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: safe_cell(cell) for name, cell in line.items()} for line in said)
    return text.getvalue()


def _show(
    found: dict[str, Found],
    said: Sequence[dict[str, Any]],
    notes: Sequence[str],
    *,
    has_earlier: bool,
) -> None:
    console = Console(width=_WIDTH)
    for question, groups in found.items():
        console.print(f"\n{question}: {_in_words(groups[EVERYBODY])}", highlight=False, markup=False)
        lines = [line for line in said if line["question"] == question]
        is_sample = any(line["lower"] is not None for line in lines)
        table = Table(box=None)
        headings = [*(["Group"] if len(groups) > 1 else []), "Answer", "Share" if is_sample else "Of those who replied"]
        headings += [
            *(["95% interval"] if is_sample else []),
            "Said so",
            "Of",
            *(["Change"] if has_earlier else []),
            "",
        ]
        for heading in headings:
            table.add_column(heading, justify="left" if heading in ("Group", "Answer", "Change", "") else "right")
        for line in lines:
            cells = [line["group"]] if len(groups) > 1 else []
            cells += [line["answer"], f"{line['percent']:.1f}%"]
            if is_sample:
                cells.append(f"{line['lower']:.1f}% to {line['upper']:.1f}%")
            cells += [f"{line['said']:,}", f"{line['answered']:,}"]
            if has_earlier:
                cells.append(_change_in_words(line))
            table.add_row(*cells, "few people" if line["answered"] < _FEW else "")
        console.print(table)
    for note in notes:
        console.print(note, highlight=False, markup=False)


def _in_words(each: Answers | Replies) -> str:
    aside = "".join(f", {number:,} “{option}”" for option, number in each.set_aside.items())
    return f"{each.asked:,} asked, {each.answered:,} answered, {each.blank:,} left it blank{aside}."


def _change_in_words(line: dict[str, Any]) -> str:
    if line["change_points"] is None:
        return "not asked before"
    interval = f"{line['change_lower']:+.1f} to {line['change_upper']:+.1f}"
    return f"{line['change_points']:+.1f} points ({interval}): {line['change']}"
