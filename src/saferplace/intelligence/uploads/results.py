"""What a dry run or an import did, as a page shows it, and whether the two said the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import runs_in_words
from saferplace.core.models import Job
from saferplace.evidence.sources.catalogue import SOURCES

FIGURES = ("read", "new", "unchanged", "changed", "removed", "refused")


@dataclass(frozen=True)
class PeriodResult:
    """figures: in the order of `FIGURES`."""

    provider: str
    period: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class DataSetResult:
    """missing: for each provider, the months between its first and last that are held by nobody, in words."""

    data_set: str
    title: str
    periods: tuple[PeriodResult, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(period.figures for period in self.periods), strict=True)))


def results_of(job: Job) -> tuple[DataSetResult, ...]:
    """A data set each, of a job that is done; data sets of which no period was read are left out."""
    titles = {source.data_set: source.title for source in SOURCES}
    return tuple(
        DataSetResult(
            said["data_set"],
            titles.get(said["data_set"], said["data_set"]),
            tuple(
                PeriodResult(unit["provider"], unit["period"], tuple(unit[name] for name in FIGURES))
                for unit in said["units"]
            ),
            tuple((provider, runs_in_words(months)) for provider, months in said.get("missing", [])),
        )
        for said in job.result.get("data_sets", [])
        if said["units"]
    )


def total(job: Job, figure: str) -> int:
    """
    figure: one of `FIGURES`.
    """
    at = FIGURES.index(figure)
    return sum(period.figures[at] for result in results_of(job) for period in result.periods)


def differences(trial: Job, done: Job) -> list[str]:
    """Where the import did not do what the dry run said, a sentence each: the evidence had changed in between."""
    told, did = _by_period(trial), _by_period(done)
    sentences = []
    for key in sorted(told.keys() | did.keys()):
        before, after = told.get(key), did.get(key)
        if before == after:
            continue
        name = f"{key[1]} {key[2]}"
        if before is None or after is None:
            sentences.append(f"{name} was {'only in the import' if before is None else 'only in the dry run'}.")
            continue
        changed = [figure for figure in FIGURES if before[figure] != after[figure]]
        parts = [f"{figure} {after[figure]:,}, not {before[figure]:,}" for figure in changed]
        sentences.append(f"{name}: {'; '.join(parts)}.")
    return sentences


def _by_period(job: Job) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {
        (result.data_set, period.provider, period.period): dict(zip(FIGURES, period.figures, strict=True))
        for result in results_of(job)
        for period in result.periods
    }
