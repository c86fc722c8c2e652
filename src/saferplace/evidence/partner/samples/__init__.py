"""A sample file of each data set that partners share. Every row is invented; see README.md."""

from __future__ import annotations

from pathlib import Path

from saferplace.evidence.sources.source import Source

SAMPLES = Path(__file__).parent


def sample_of(source: Source) -> Path:
    """The CSV file. Raises LookupError, in a sentence, for a data set that partners do not send."""
    path = SAMPLES / f"{source.data_set}.csv"
    if not path.is_file():
        raise LookupError(f"There is no sample of “{source.data_set}”: partners do not send it.")
    return path
