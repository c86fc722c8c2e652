"""How concentrated is it, and more than chance alone would make it?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from saferplace.analysis.concentration.kinds_of_place import KindOfPlace
from saferplace.analysis.concentration.law import Band, Standing, band_for
from saferplace.analysis.concentration.lorenz import Lorenz, lorenz_of, mean_lorenz
from saferplace.analysis.concentration.resampling import places_drawn_again, spread_at_random
from saferplace.analysis.concentration.tally import Tally, tally

Floats = npt.NDArray[np.float64]
TOP_SHARES = (0.01, 0.05, 0.1)
HELD_SHARES = (0.25, 0.5)
_SURE = 0.05
_TOO_FEW = 50  # fewer events than this cannot show that there is no concentration


class Verdict(StrEnum):
    MORE = "more concentrated than chance would make it"
    NO_MORE = "no more concentrated than chance would make it"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True)
class Measured:
    """A figure with its 95% interval from places drawn again, and what an even spread would give by chance."""

    value: float
    lower: float
    upper: float
    by_chance: float
    by_chance_lower: float
    by_chance_upper: float


@dataclass(frozen=True)
class Top:
    """The places with most: ``places`` of them, a whole number nearest to ``asked`` of all and at least one."""

    asked: float
    places: int
    events: int
    share_of_events: Measured


@dataclass(frozen=True)
class Holders:
    """The fewest places that hold ``share_of_events`` of all events. band: only for places the size of a street."""

    share_of_events: float
    places: int
    share_of_places: Measured
    band: Band | None

    @property
    def standing(self) -> Standing | None:
        return self.band.standing(self.share_of_places.value) if self.band else None


@dataclass(frozen=True)
class Concentration:
    """chance_of_as_much: share of random spreads at least as concentrated by the generalised Gini coefficient."""

    kind: KindOfPlace
    places: int
    empty_places: int
    events: int
    gini: float
    generalised_gini: Measured
    tops: tuple[Top, ...]
    holders: tuple[Holders, ...]
    lorenz: Lorenz
    lorenz_by_chance: Lorenz
    chance_of_as_much: float
    runs: int
    caveats: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        if self.chance_of_as_much <= _SURE:
            return Verdict.MORE
        return Verdict.TOO_FEW if self.events < _TOO_FEW else Verdict.NO_MORE

    def in_words(self, events: str = "crimes") -> str:
        """
        >>> concentration([40, 30, 10] + [1] * 20, KindOfPlace.SMALL_AREA, seed=1).in_words()
        'Half of 100 crimes were in 2 of 23 small areas (8.7%); spread at random they would take about 8 of them. That \
is more concentrated than chance would make it.'
        """
        half = next(one for one in self.holders if one.share_of_events == 0.5)
        at = "in" if self.kind in (KindOfPlace.SMALL_AREA, KindOfPlace.SQUARE) else "at"
        places = f"{half.places:,} of {self.places:,} {self.kind} ({half.share_of_places.value:.1%})"
        random = (
            f"spread at random they would take about {round(half.share_of_places.by_chance * self.places):,} of them"
        )
        said = "They are" if self.verdict is Verdict.TOO_FEW else "That is"
        return f"Half of {self.events:,} {events} were {at} {places}; {random}. {said} {self.verdict}."


def concentration(counts: npt.ArrayLike, kind: KindOfPlace, *, seed: int, runs: int = 199) -> Concentration:
    """How far ``counts`` (whole, one a place, empty places included) heap up in few places.

    seed, runs: of the random spreads; the bootstrap draws places five times as often. The same seed gives the same
    answer. Raises ValueError for fewer than two places, counts that are missing, below zero or not whole, nothing at
    all, or fewer than 19 runs (with which nothing could be beyond chance).
    Lorenz curve and generalised Gini coefficient as advised by Bernasco & Steenbeek (2017); bands of street segments
    from Weisburd (2015); what chance makes, as Levin, Rosenfeld & Deckard (2017) and Chalfin, Kaplan & Cuellar (2021)
    ask for. An even spread is a low bar: no town has crime spread evenly over its streets.
    """
    if runs < 19:
        raise ValueError("At least 19 random spreads are needed to tell concentration from chance.")
    observed = tally(counts)
    places, events = observed.places, int(observed.events[0])
    rng = np.random.default_rng(seed)
    drawn = places_drawn_again(observed, 5 * runs, rng)
    random = spread_at_random(places, events, runs, rng)
    all_three = (observed, drawn, random)
    as_much = (random.generalised_gini() >= observed.generalised_gini()[0] - 1e-12).sum()
    return Concentration(
        kind=kind,
        places=places,
        empty_places=int(observed.numbers[0][observed.values == 0].sum()),
        events=events,
        gini=float(observed.gini()[0]),
        generalised_gini=_measured(*(one.generalised_gini() for one in all_three)),
        tops=tuple(_top(asked, *all_three) for asked in TOP_SHARES),
        holders=tuple(_holders(share, kind, *all_three) for share in HELD_SHARES),
        lorenz=lorenz_of(observed),
        lorenz_by_chance=mean_lorenz(random),
        chance_of_as_much=float((as_much + 1) / (runs + 1)),
        runs=runs,
        caveats=kind.caveats,
    )


def _top(asked: float, *tallies: Tally) -> Top:
    places = max(1, round(asked * tallies[0].places))
    shares = (one.events_in_top(places) / one.events for one in tallies)
    return Top(asked, places, int(tallies[0].events_in_top(places)[0]), _measured(*shares))


def _holders(share: float, kind: KindOfPlace, *tallies: Tally) -> Holders:
    fewest = [one.places_that_hold(share) for one in tallies]
    measured = _measured(*(some / tallies[0].places for some in fewest))
    return Holders(share, int(fewest[0][0]), measured, band_for(share) if kind.is_street_sized else None)


def _measured(observed: Floats, drawn: Floats, random: Floats) -> Measured:
    lower, upper = np.percentile(drawn, [2.5, 97.5])
    least, most = np.percentile(random, [2.5, 97.5])
    return Measured(float(observed[0]), float(lower), float(upper), float(random.mean()), float(least), float(most))
