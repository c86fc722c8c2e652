"""`saferplace count`: how many crimes were recorded somewhere, said with everything that must be said beside it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period, runs_in_words
from saferplace.analysis.rates import Rate, rate_per_1000
from saferplace.cli.evidence import data_option, open_evidence
from saferplace.cli.kept_receipts import keep_where_records_are
from saferplace.evidence.areas import Area, UnknownArea, find_area
from saferplace.evidence.count import CountAnswer, answer_count
from saferplace.evidence.crime_types import UnknownCrimeType, find_crime_type
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.standing import standing_asked_for


@click.command()
@click.option("--area", required=True, help="GSS code or name, for example E07000096 or Dacorum.")
@click.option("--type", "types", multiple=True, help="For example robbery; may be repeated. All types when left out.")
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", required=True, metavar="YYYY-MM", help="Last month.")
@click.option("--by", type=click.Choice(["month"]), help="Also list each month.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON: the same numbers.")
@click.option("--version", type=click.IntRange(0), help="As the evidence was at this version; the newest by default.")
@click.option("--as-of", metavar="DATE", help="As loaded by the end of this day, month or year, e.g. 2022-03-31.")
@click.option(
    "--released-by", metavar="DATE", help="As the publisher's releases up to this day, month or year said it."
)
@data_option
def count(
    area: str,
    types: tuple[str, ...],
    first: str,
    last: str,
    by: str | None,
    as_json: bool,
    version: int | None,
    as_of: str | None,
    released_by: str | None,
    data: Path | None,
) -> None:
    """Count recorded crime in an area over a period of whole months.

    A month that is not held, or whose file was plainly incomplete, is named and never counted as zero.
    Where there are records the receipts are kept, so that a page can show them and “saferplace verify” check them.
    Exit status 0: counted. 1: no evidence is loaded, or none by that day or at that version. 2: wrong use.
    """
    asked_area, crime_types, period = _question(area, types, first, last)
    store = open_evidence(data)
    try:
        standing = standing_asked_for(store, DATA_SET, version=version, as_of=as_of, released_by=released_by)
        answer = answer_count(
            store,
            area=asked_area,
            crime_types=crime_types,
            period=period,
            version=standing,
            at=dt.datetime.now(dt.UTC),
        )
    except (NothingLoaded, ValueError) as refused:
        raise click.ClickException(str(refused)) from refused
    keep_where_records_are([answer.by_month.receipt, answer.without_location.receipt], data)
    if as_json:
        click.echo(json.dumps(answer_as_json(answer), indent=2))
    else:
        click.echo("\n".join(answer_in_words(answer, each_month=by == "month")))


def _question(area: str, types: tuple[str, ...], first: str, last: str) -> tuple[Area, frozenset[str] | None, Period]:
    try:
        crime_types = frozenset(find_crime_type(written) for written in types) or None
        return find_area(area), crime_types, Period(Month.parse(first), Month.parse(last))
    except (UnknownArea, UnknownCrimeType, ValueError) as wrong:
        raise click.UsageError(str(wrong)) from wrong


def answer_in_words(answer: CountAnswer, *, each_month: bool) -> list[str]:
    """The answer, a line a fact."""
    kinds = ", ".join(sorted(answer.crime_types)) if answer.crime_types else "All recorded crime and ASB"
    lines = [
        f"{kinds} in {answer.area.in_words()}, {answer.period.in_words()}",
        "Recorded: no data" if answer.count is None else f"Recorded: {answer.count:,}{_of_which_months(answer)}",
    ]
    absent = [month for month, why in answer.missing.items() if why is Missing.NOT_YET_AVAILABLE]
    if absent:
        lines.append(f"Months not held: {runs_in_words(absent)}. They are unknown, not zero.")
    other_edition = [month for month, why in answer.missing.items() if why is Missing.NOT_COLLECTED]
    if other_edition:
        lines.append(f"Months whose files do not use this LSOA code: {runs_in_words(other_edition)}. They are unknown.")
    for month, why in answer.by_month.doubts.items():
        seen = answer.by_month.seen_in_doubt[month]
        reasons = "; ".join(doubt.reason for doubt in why)
        lines.append(f"Left out because in doubt: {month.in_words()} ({seen:,} rows seen; {reasons}).")
    if answer.leaves_out_parts_of_lsoas:
        lines.append("LSOAs of 2011 that lie only partly in this ward are not counted in it.")
    if answer.count_without_location is not None:
        lines.append(
            f"No location: {answer.count_without_location:,} more rows in the files of "
            f"{_named(answer.without_location.forces)} have none, so some may belong here."
        )
    lines.append(_rate_in_words(answer))
    if each_month:
        lines.extend(f"  {month}  {_figure_in_words(figure)}" for month, figure in answer.by_month.counts.items())
    forces = ", ".join(f"{force} {n:,}" for force, n in sorted(answer.by_month.by_force.items())) or "none"
    receipt = answer.by_month.receipt
    if answer.as_it_stood:
        lines.append(f"Old figures. {answer.as_it_stood}")
    return [
        *lines,
        f"Rows by force file: {forces}",
        f"Source: data.police.uk, Open Government Licence v3.0; {receipt.data_set} version {receipt.version}",
        f"Receipt: {receipt.digest}",
    ]


def answer_as_json(answer: CountAnswer) -> dict[str, Any]:
    """The same facts for a program. `count` covers `months_counted` only."""
    by_month, rate = answer.by_month, _rate(answer)
    return {
        "area": {"code": answer.area.code, "name": answer.area.name, "kind": answer.area.kind.value},
        "crime_types": sorted(answer.crime_types) if answer.crime_types else None,
        "period": {"from": str(answer.period.first), "to": str(answer.period.last)},
        "count": answer.count,
        "is_whole_period": not answer.missing,
        "months_counted": [str(month) for month in answer.months_counted],
        "months": {str(month): _figure_as_json(figure) for month, figure in by_month.counts.items()},
        "doubts": {
            str(month): {
                "rows_seen": by_month.seen_in_doubt[month],
                "reasons": [doubt.reason for doubt in why],
            }
            for month, why in by_month.doubts.items()
        },
        "without_location": {"forces": list(answer.without_location.forces), "count": answer.count_without_location},
        "leaves_out_parts_of_lsoas": answer.leaves_out_parts_of_lsoas,
        "rate_per_1000": None
        if rate is None or answer.denominator is None
        else {
            "value": rate.per_1000,
            "lower": rate.lower,
            "upper": rate.upper,
            "denominator": answer.denominator.value,
            "of": answer.denominator.what,
            "year": answer.denominator.year,
            "source": answer.denominator.source,
        },
        "by_force": dict(by_month.by_force),
        "data_set": by_month.receipt.data_set,
        "version": by_month.receipt.version,
        "released_by": by_month.receipt.parameters.get("released_by"),
        "as_it_stood": answer.as_it_stood or None,
        "receipts": {"count": by_month.receipt.digest, "without_location": answer.without_location.receipt.digest},
    }


def _of_which_months(answer: CountAnswer) -> str:
    counted, asked = len(answer.months_counted), len(answer.period)
    return "" if counted == asked else f" in the {counted} of {asked} months that can be counted"


def _rate(answer: CountAnswer) -> Rate | None:
    per = answer.denominator
    if per is None or per.value == 0 or answer.count is None:
        return None
    return rate_per_1000(answer.count, per.value)


def _rate_in_words(answer: CountAnswer) -> str:
    rate, per = _rate(answer), answer.denominator
    if rate is None or per is None:
        why = "months are missing" if answer.missing else "there is no population for this area"
        return f"Rate: not given, because {why}."
    months = f"{len(answer.period)} months" if len(answer.period) > 1 else "1 month"
    return f"Rate over {months}: {rate.in_words()}, by {per.value:,} {per.what} ({per.source})"


def _figure_in_words(figure: Known | Missing) -> str:
    return f"{figure.value:>9,.0f}" if isinstance(figure, Known) else figure.in_words


def _figure_as_json(figure: Known | Missing) -> dict[str, Any]:
    if isinstance(figure, Known):
        return {"count": int(figure.value), "status": "known"}
    return {"count": None, "status": figure.value}


def _named(forces: tuple[str, ...]) -> str:
    return " and ".join(forces) or "no territorial force"
