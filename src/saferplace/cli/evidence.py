"""Where the evidence is, for verbs that need no records database."""

from __future__ import annotations

import os
from pathlib import Path

import click

from saferplace.evidence.store import EvidenceStore
from saferplace.web.environment import Environment

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder. Default: SAFERPLACE_DATA, or var in the project.",
)


def open_evidence(data: Path | None) -> EvidenceStore:
    """The evidence store in the data folder that was named, or in the usual one."""
    folder = data.resolve() if data else Environment.read(os.environ).data_folder
    return EvidenceStore(folder / "evidence")
