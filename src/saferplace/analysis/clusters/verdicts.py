"""What may be said of each area, in words, once the many tests have been allowed for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from saferplace.analysis.clusters.getis_ord import GetisOrd
from saferplace.analysis.clusters.local_moran import LocalMoran, Quadrant

Floats = npt.NDArray[np.float64]


class Verdict(StrEnum):
    """In the words that a page prints."""

    HOT = "hot spot"
    COLD = "cold spot"
    HIGH_AMONG_LOW = "high among low"
    LOW_AMONG_HIGH = "low among high"
    COULD_BE_CHANCE = "could be chance"
    NO_NEIGHBOURS = "no neighbours"


_OF_QUADRANT = {
    Quadrant.HIGH_HIGH: Verdict.HOT,
    Quadrant.LOW_LOW: Verdict.COLD,
    Quadrant.HIGH_LOW: Verdict.HIGH_AMONG_LOW,
    Quadrant.LOW_HIGH: Verdict.LOW_AMONG_HIGH,
}


@dataclass(frozen=True, eq=False)
class Clusters:
    """verdicts, z, p_values: of each area, in their order. level: p-values up to it are called found."""

    verdicts: tuple[Verdict, ...]
    z: Floats
    p_values: Floats
    level: float

    def count(self, verdict: Verdict) -> int:
        return self.verdicts.count(verdict)

    def which(self, verdict: Verdict) -> npt.NDArray[np.int64]:
        """Numbers of the areas with this verdict, most extreme first."""
        numbers = np.flatnonzero([one is verdict for one in self.verdicts])
        return numbers[np.argsort(-np.abs(self.z[numbers]), kind="stable")]

    def in_words(self) -> str:
        """
        >>> clusters = Clusters((Verdict.HOT, Verdict.COULD_BE_CHANCE), np.array([3.1, 0.2]), np.array([0.01, 1]), 0.05)
        >>> clusters.in_words()
        '1 of 2 areas is a hot spot; 1 could be chance.'
        """
        areas = f"of {len(self.verdicts):,} areas"
        found = [
            (Verdict.HOT, "a hot spot", "hot spots"),
            (Verdict.COLD, "a cold spot", "cold spots"),
            (Verdict.HIGH_AMONG_LOW, "high among low neighbours", "high among low neighbours"),
            (Verdict.LOW_AMONG_HIGH, "low among high neighbours", "low among high neighbours"),
        ]
        said: list[str] = []
        for verdict, one, many in found:
            if number := self.count(verdict):
                whole = f"{number:,}" if said else f"{number:,} {areas}"
                said.append(f"{whole} is {one}" if number == 1 else f"{whole} are {many}")
        if not said:
            said.append(f"None {areas} stands out from what chance would make")
        elif number := self.count(Verdict.COULD_BE_CHANCE):
            said.append(f"{number:,} could be chance")
        if number := self.count(Verdict.NO_NEIGHBOURS):
            said.append(f"{number:,} {'has' if number == 1 else 'have'} no neighbours to be compared with")
        return "; ".join(said) + "."


def hot_and_cold(found: GetisOrd, p_values: npt.ArrayLike, *, level: float = 0.05) -> Clusters:
    """Hot and cold spots of Gi or Gi*. p_values: two-sided, adjusted for many tests (`false_discovery`); NaN: no test.

    Raises ValueError where there are not as many p-values as areas.
    """
    verdict_of = [Verdict.HOT if z > 0 else Verdict.COLD for z in found.z]
    return _clusters(verdict_of, found.z, p_values, found.islands, level)


def moran_clusters(found: LocalMoran, p_values: npt.ArrayLike, *, level: float = 0.05) -> Clusters:
    """Clusters and outliers of local Moran. Arguments and errors as `hot_and_cold`."""
    verdict_of = [_OF_QUADRANT[Quadrant(one)] for one in found.quadrant]
    return _clusters(verdict_of, found.z, p_values, found.islands, level)


def _clusters(
    verdict_of: list[Verdict], z: Floats, p_values: npt.ArrayLike, islands: npt.NDArray[np.int64], level: float
) -> Clusters:
    p = np.asarray(p_values, dtype=float)
    if p.shape != z.shape:
        raise ValueError(f"There are {p.size:,} p-values for {z.size:,} areas.")
    alone = set(islands.tolist())
    verdicts = tuple(
        Verdict.NO_NEIGHBOURS
        if number in alone
        else verdict
        if chance <= level and z[number] != 0
        else Verdict.COULD_BE_CHANCE
        for number, (verdict, chance) in enumerate(zip(verdict_of, p, strict=True))
    )
    return Clusters(verdicts, z, p, level)
