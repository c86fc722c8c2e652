"""What the command line is told of partners' own tables: mappings in files, and the periods that a file covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from saferplace.analysis.months import Month, Period
from saferplace.evidence.tables.mapping import Mapping
from saferplace.evidence.tables.mapping_file import InvalidMapping, from_json

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<next>\d\d)(?:-Q[1-4])?)?")


def read_mapping(path: Path) -> Mapping:
    """Raises ClickException with every fault of the file."""
    try:
        return from_json(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise click.ClickException(f"{path.name} is no mapping: it is not text in UTF-8.") from None
    except InvalidMapping as invalid:
        faults = "\n".join(f"  {problem}" for problem in invalid.problems)
        raise click.ClickException(f"{path.name} is no mapping:\n{faults}") from None


def periods_said(written: Sequence[str]) -> tuple[str, ...]:
    """Periods as given with --covers, in order; “2026-04..2026-06” is three months.

    >>> periods_said(["2026-10", "2026-04..2026-05"])
    ('2026-04', '2026-05', '2026-10')
    """
    periods: set[str] = set()
    for one in written:
        first, dots, last = one.partition("..")
        if _is_year_or_quarter(one):
            periods.add(one)
            continue
        try:
            periods |= {str(month) for month in Period(Month.parse(first), Month.parse(last if dots else first))}
        except ValueError:
            raise click.BadParameter(
                f"“{one}” is no period like 2026-10, 2026-04..2026-06, 2026-27-Q1, 2026-27 or 2026.",
                param_hint="--covers",
            ) from None
    return tuple(sorted(periods))


def _is_year_or_quarter(written: str) -> bool:
    """2026, 2026-27 or 2026-27-Q1; 2026-13 is neither a year nor a month."""
    found = _YEAR.fullmatch(written)
    return bool(found and (found["next"] is None or int(found["next"]) == (int(found["year"]) + 1) % 100))
