"""How well chosen ground caught what came later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saferplace.analysis.prospective.choosing import chosen_shares
from saferplace.analysis.prospective.history import Floats


@dataclass(frozen=True)
class Accuracy:
    """hits: later crimes inside the chosen ground, out of ``total``. best_hits: what the best choice of as much ground
    would have caught, made by who knew the outcome. before: the share of earlier crimes that lay in the chosen ground.

    None wherever there is nothing to divide by.
    """

    hits: float
    total: float
    best_hits: float
    area_km2: float
    whole_km2: float
    before: float | None = None

    @property
    def hit_rate(self) -> float | None:
        return self.hits / self.total if self.total else None

    @property
    def area_share(self) -> float:
        return self.area_km2 / self.whole_km2

    @property
    def pai(self) -> float | None:
        """Prediction accuracy index: share of later crimes over share of area. Chainey, Tompson & Uhlig (2008).

        >>> round(Accuracy(hits=90, total=600, best_hits=150, area_km2=0.9, whole_km2=212).pai, 1)
        35.3
        """
        return None if self.hit_rate is None else self.hit_rate / self.area_share

    @property
    def pei(self) -> float | None:
        """Prediction efficiency index, in the form PEI*: PAI over the best PAI possible with as much ground.

        Hunt (2016) and the rules of NIJ's challenge (2017); White, Hunt & Green (2023) say why this form.
        """
        return self.hits / self.best_hits if self.best_hits else None

    @property
    def recapture_rate(self) -> float | None:
        """Recapture rate index: share of later over share of earlier crimes in the same ground. Levine (2008).

        1 where the ground stays as hot as it was, less where it was hot by chance.
        """
        return None if self.hit_rate is None or not self.before else self.hit_rate / self.before


def accuracy(shares: Floats, later: Floats, area_km2: Floats, before: Floats | None = None) -> Accuracy:
    """Judge a choice by what came later.

    shares: part of each place that was chosen, 0 to 1. later: crimes in each place afterwards. before: crimes or mean
    counts in each place earlier, for the recapture rate. Shape (places,) each.
    Raises ValueError where nothing was chosen.
    """
    if not len(shares) == len(later) == len(area_km2):
        raise ValueError("Choice, later crimes and areas must speak of the same places.")
    chosen = float(shares @ area_km2)
    if not chosen > 0:
        raise ValueError("No ground was chosen.")
    best = chosen_shares(later, area_km2, chosen)
    earlier = None if before is None or not before.sum() else float(shares @ before / before.sum())
    return Accuracy(
        hits=float(shares @ later),
        total=float(later.sum()),
        best_hits=float(best @ later),
        area_km2=chosen,
        whole_km2=float(np.sum(area_km2)),
        before=earlier,
    )
