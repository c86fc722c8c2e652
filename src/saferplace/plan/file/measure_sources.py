"""Whether a measure's evidence can exist: a data set of the catalogue, and its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.plan.file.sentences import did_you_mean
from saferplace.plan.file.yaml_lines import Path


def unknown_evidence(measures: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Path, str]]:
    """Places in the section ``measures`` that name evidence which cannot be there, with a sentence each."""
    by_name = {source.data_set: source for source in SOURCES}
    for i, measure in enumerate(measures):
        said, at = measure["source"], ("measures", i, "source")
        if said["kind"] != "evidence":
            continue
        source = by_name.get(said["data_set"])
        if source is None:
            allowed = sorted(by_name)
            hint = did_you_mean(said["data_set"], allowed) or f" Allowed: {', '.join(allowed)}."
            yield (*at, "data_set"), f"There is no data set “{said['data_set']}”.{hint}"
        elif source.kind is SourceKind.RECORDS:
            yield from _words(said.get("categories", []), _standard_words(source, "category"), (*at, "categories"))
        elif source.kind is SourceKind.FIGURES:
            yield from _of_figures(said, source, at)


def _of_figures(said: Mapping[str, Any], source: Source, at: Path) -> Iterator[tuple[Path, str]]:
    words = _standard_words(source, "indicator")
    if "indicator" not in said:
        yield at, f"“indicator” is missing: {source.data_set} holds several. Allowed: {', '.join(words)}."
    else:
        yield from _words([said["indicator"]], words, (*at, "indicator"))


def _standard_words(source: Source, column: str) -> tuple[str, ...]:
    return next((field.words for field in source.fields if field.name == column), ())


def _words(names: Sequence[str], allowed: Sequence[str], at: Path) -> Iterator[tuple[Path, str]]:
    """A data set without standard words takes any."""
    for name in names if allowed else ():
        if name not in allowed:
            yield at, f"“{name}” is not one of its words.{did_you_mean(name, allowed)} Allowed: {', '.join(allowed)}."
