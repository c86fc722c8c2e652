"""The harm of an area's offences, which of them make it up, and which could not be weighed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from saferplace.analysis.harm.weighted_poisson import WeightedSum, weighted_sum
from saferplace.analysis.harm.weights import Scheme, Weights


@dataclass(frozen=True)
class OffenceHarm:
    """share_of_harm, share_of_count: of the weighed offences that victims and witnesses report."""

    offence: str
    count: int
    weight: float
    harm: float
    share_of_harm: float
    share_of_count: float


@dataclass(frozen=True)
class Harm:
    """offences: weighed, the most harmful first. unweighted: those without a weight in this edition, with their counts.

    proactive: what police find by looking (drugs, weapons carried): its count follows effort, so it is weighed apart
    and is in no total (Cambridge consensus statement, 2020).
    """

    scheme: Scheme
    edition: str
    offences: tuple[OffenceHarm, ...]
    proactive: tuple[OffenceHarm, ...]
    unweighted: tuple[tuple[str, int], ...]
    sum: WeightedSum

    @property
    def total(self) -> float:
        return self.sum.total

    @property
    def count(self) -> int:
        """Offences that are in the total."""
        return sum(offence.count for offence in self.offences)

    @property
    def unweighted_count(self) -> int:
        return sum(count for _, count in self.unweighted)

    @property
    def proactive_total(self) -> float:
        return sum(offence.harm for offence in self.proactive)

    def per_1000(self, residents: int) -> float:
        """Total harm per 1,000 residents."""
        if residents <= 0:
            raise ValueError("Harm per resident needs a population of at least one.")
        return self.total / residents * 1000

    def heaviest_half(self) -> tuple[OffenceHarm, ...]:
        """The fewest kinds of offence that make up half of the harm."""
        kept, share = [], 0.0
        for offence in self.offences:
            if share >= 0.5 or offence.harm == 0:
                break
            kept.append(offence)
            share += offence.share_of_harm
        return tuple(kept)

    def in_words(self) -> str:
        """The total, what carries it, and what is not in it."""
        unit = self.scheme.unit
        said = [f"{self.count:,} offences come to {self.total:,.0f} {unit} ({self.scheme}, edition {self.edition})."]
        half = self.heaviest_half()
        if half:
            number = sum(offence.count for offence in half)
            share = sum(offence.share_of_harm for offence in half)
            names = _listed([offence.offence for offence in half])
            said.append(f"{number:,} of them ({names}) are {share:.0%} of the harm.")
        if self.unweighted:
            names = _listed([code for code, _ in self.unweighted])
            said.append(f"Not in the total: {self.unweighted_count:,} offences without a weight ({names}).")
        if self.proactive:
            number = sum(offence.count for offence in self.proactive)
            said.append(
                f"Kept apart: {number:,} offences that police find by looking ({self.proactive_total:,.0f} {unit})."
            )
        return " ".join(said)


def harm(counts: Mapping[str, int], weights: Weights, *, proactive: Collection[str] = (), level: float = 0.95) -> Harm:
    """Weigh counts of offences by one edition.

    counts: by offence code, zero or more; offences that could have happened and did not belong in with 0.
    proactive: codes of offences that are found by police work rather than reported (for the Cambridge index).
    Raises ValueError for a negative count, or when no offence at all has a weight.
    """
    negative = sorted(code for code, count in counts.items() if count < 0)
    if negative:
        raise ValueError(f"A count cannot be below zero: {', '.join(negative)}.")
    weighed = {code: count for code, count in counts.items() if code in weights.by_offence}
    if not weighed:
        raise ValueError(f"None of the offences has a weight in {weights.scheme}, edition {weights.edition}.")
    found_by_police = {code: count for code, count in weighed.items() if code in proactive}
    reported = {code: count for code, count in weighed.items() if code not in proactive}
    each = [weights.by_offence[code] for code in reported]
    return Harm(
        weights.scheme,
        weights.edition,
        _by_offence(reported, weights),
        _by_offence(found_by_police, weights),
        tuple(sorted(((c, n) for c, n in counts.items() if c not in weighed and n), key=lambda one: (-one[1], one[0]))),
        weighted_sum(list(reported.values()) or [0], each or [0], level=level),
    )


def _by_offence(counts: Mapping[str, int], weights: Weights) -> tuple[OffenceHarm, ...]:
    number = sum(counts.values())
    total = sum(count * weights.by_offence[code] for code, count in counts.items())
    rows = (
        OffenceHarm(
            code,
            count,
            weight := weights.by_offence[code],
            count * weight,
            count * weight / total if total else 0.0,
            count / number if number else 0.0,
        )
        for code, count in counts.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.harm, -row.count, row.offence)))


def _listed(names: list[str], most: int = 4) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
