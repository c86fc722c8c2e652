"""`saferplace compare`: an area beside others, in figures that somebody else published."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from saferplace.analysis.missing import Figure, Known
from saferplace.cli.evidence import data_option, open_evidence
from saferplace.cli.kept_receipts import keep_where_records_are
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.compare import Comparison, answer_comparison, periods_held
from saferplace.evidence.peers import NEIGHBOURS, Peers, neighbours, similar_lists
from saferplace.evidence.published.comparing import Comparing, comparing
from saferplace.evidence.queries import NothingLoaded, indicators_held, names_without_code
from saferplace.evidence.store import EvidenceStore

_WIDTH = 160
_WHOLE_FROM = 1000  # estimates of whole regions come with decimals that nobody counted


@click.command()
@click.option("--data-set", default="defra-fly-tipping", show_default=True, help="Which published figures.")
@click.option("--indicator", help="Which figure of them; the usual one when left out. “list” lists them.")
@click.option("--area", required=True, help="GSS code or name, for example E07000096 or Dacorum.")
@click.option("--with", "peers_key", default=NEIGHBOURS, show_default=True, help="Neighbours, or a list you loaded.")
@click.option("--partnership", help="The slug of the partnership whose lists of similar areas may be used.")
@click.option("--version", type=click.IntRange(0), help="As the data set was at this version; the newest by default.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON: the same numbers.")
@data_option
def compare(
    data_set: str,
    indicator: str | None,
    area: str,
    peers_key: str,
    partnership: str | None,
    version: int | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Compare an area with its neighbours, or with a list of similar areas, and with England, in every period held.

    A figure that is not there is said in words and is never zero. A place in a ranking comes with the range that
    chance leaves open. Exit status 0: compared. 1: nothing is loaded, or not at that version. 2: wrong use.
    """
    store = open_evidence(data)
    rules, found = _question(data_set, area)
    try:
        known = indicators_held(store, data_set, version=version)
        if indicator == "list":
            click.echo("\n".join(known))
            return
        chosen = indicator or (rules.first_choice if rules.first_choice in known else next(iter(known), ""))
        if known and chosen not in known:
            raise click.UsageError(f"{data_set} has no figure “{chosen}”. Use --indicator list to see them.")
        answer = answer_comparison(
            store,
            data_set=data_set,
            indicator=chosen,
            peers=_peers(store, found, rules, peers_key, partnership),
            periods=periods_held(store, data_set, version),
            version=version,
            at=dt.datetime.now(dt.UTC),
        )
    except (NothingLoaded, ValueError) as refused:
        raise click.ClickException(str(refused)) from refused
    keep_where_records_are([answer.asked.receipt], data)
    if as_json:
        click.echo(json.dumps(comparison_as_json(answer), indent=2))
    else:
        _show(answer, names_without_code(store, data_set, version=version))


def _question(data_set: str, area: str) -> tuple[Comparing, Area]:
    try:
        return comparing(data_set), find_area(area)
    except LookupError as wrong:
        raise click.UsageError(str(wrong)) from wrong


def _peers(store: EvidenceStore, area: Area, rules: Comparing, key: str, partnership: str | None) -> Peers:
    if key == NEIGHBOURS:
        return neighbours(area, rules.areas)
    own = store.of_partnership(partnership) if partnership else None
    lists = similar_lists(own, area, rules.areas) if own else ()
    for one in lists:
        if one.key == key:
            return one
    there_are = ", ".join(one.key for one in lists) or "none" + ("" if partnership else "; name its --partnership")
    raise click.UsageError(f"There is no list of similar areas “{key}” for {area.name}. There are: {there_are}.")


def comparison_as_json(answer: Comparison) -> dict[str, Any]:
    """The same facts for a program."""
    ranked = answer.newest_ranked
    places = answer.ranks(ranked) if ranked else {}
    return {
        "data_set": answer.data_set,
        "version": answer.asked.receipt.version,
        "indicator": answer.indicator,
        "compared_with": {"name": answer.peers.name, "source": answer.peers.source},
        "periods": list(answer.periods),
        "residents": dict(answer.denominators),
        "ranked_in": ranked,
        "areas": [
            {
                "code": row.code,
                "name": row.name,
                "is_own": row.is_own,
                "figures": {period: _figure_as_json(figure) for period, figure in row.figures.items()},
                "rates_per_1000": {
                    period: {"value": rate.per_1000, "lower": rate.lower, "upper": rate.upper}
                    for period, rate in row.rates.items()
                },
                "rank": None
                if row.code not in places
                else {
                    "place": places[row.code].place,
                    "highest": places[row.code].highest,
                    "lowest": places[row.code].lowest,
                    "of": places[row.code].of,
                },
                "notes": {note: list(periods) for note, periods in answer.asked.notes.get(row.code, {}).items()},
            }
            for row in answer.rows
        ],
        "receipt": answer.asked.receipt.digest,
    }


def _figure_as_json(figure: Figure) -> dict[str, Any]:
    if isinstance(figure, Known):
        return {"value": figure.value, "status": "known"}
    return {"value": None, "status": figure.value}


def _show(answer: Comparison, nameless: Mapping[str, int]) -> None:
    console = Console(soft_wrap=True, width=_WIDTH, highlight=False)
    console.print(f"[bold]{answer.indicator}[/]: {answer.peers.name}")
    console.print(_table(answer))
    if any(row.rates for row in answer.rows):
        console.print("A place in a ranking is unstable; its true range is at least as wide as the one shown.")
        console.print(f"Residents: {answer.residents_in_words}")
    for row in answer.rows:
        for note, periods in answer.asked.notes.get(row.code, {}).items():
            console.print(f"{row.name}, {', '.join(periods)}: {note}.")
    if nameless:
        console.print(f"Names that no area of today bears, compared under none: {', '.join(nameless)}.")
    console.print(f"Source: {answer.data_set} version {answer.asked.receipt.version}")
    console.print(f"Receipt: {answer.asked.receipt.digest}")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() or abs(value) >= _WHOLE_FROM else f"{value:,.2f}"


def _table(answer: Comparison) -> Table:
    """Each area's figures, its newest rate and its place."""
    ranked = answer.newest_ranked
    places = answer.ranks(ranked) if ranked else {}
    per = ["Per 1,000", f"Place in {ranked}, 1 the highest (range)"] if ranked else []
    table = Table("Area", *answer.periods, *per, box=None)
    for column in table.columns[1 : 1 + len(answer.periods)]:
        column.justify = "right"
    for row in answer.rows:
        figures = [_number(one.value) if isinstance(one, Known) else one.in_words for one in row.figures.values()]
        rates = []
        if ranked:
            rate = row.rates.get(ranked)
            rates = [
                f"{rate.per_1000:,.2f}" if rate else "not given",
                places[row.code].briefly() if row.code in places else "",
            ]
        table.add_row(row.name, *figures, *rates)
    return table
