"""What every analysis says beside its figures, so that a manager can use it and an analyst can check it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace import __version__
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import SourceKind


@dataclass(frozen=True)
class Answer:
    """finding: what was found, in one or two sentences with the figures inside.

    method: how, with its settings, in a sentence. caveats: what it cannot say. receipt: of the answer itself.
    """

    finding: str
    method: str
    caveats: tuple[str, ...]
    receipt: Receipt


def source_in_words(receipt: Receipt) -> str:
    """Where the figures are from, for the foot of a page or a picture."""
    source = source_of(receipt.data_set)
    if source.kind is SourceKind.POLICE:
        return (
            f"Source: data.police.uk, version {receipt.version} of the evidence here. Contains public sector "
            "information licensed under the Open Government Licence v3.0."
        )
    return f"Source: {source.title}, version {receipt.version} of the evidence here. {source.licence}."


def receipted(counted: Receipt, method: str, settings: Mapping[str, Any], result: Mapping[str, Any]) -> Receipt:
    """The receipt of a statistic, from that of the counts which it rests on: same data, area, months and version.

    settings: JSON only, everything that decides the result beyond those. result: JSON only; round what a page shows.
    """
    said = {**counted.parameters, "settings": dict(settings)}
    return dataclasses.replace(counted, method=method, parameters=said, result=dict(result), code_version=__version__)
