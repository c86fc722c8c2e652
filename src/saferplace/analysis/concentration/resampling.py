"""What chance does to concentration: places drawn again, and events spread at random."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.concentration.tally import Tally


def places_drawn_again(observed: Tally, runs: int, rng: np.random.Generator) -> Tally:
    """The bootstrap: as many places, drawn with replacement. Runs in which nothing happened are left out."""
    drawn = rng.multinomial(observed.places, observed.numbers[0] / observed.places, size=runs).astype(np.float64)
    return Tally(observed.values, drawn[drawn @ observed.values > 0])


def spread_at_random(places: int, events: int, runs: int, rng: np.random.Generator) -> Tally:
    """As many events, each falling on any place with the same chance (a Poisson spread with its total given)."""
    even = np.full(places, 1 / places)
    few = events < 20 * places  # one draw an event is then quicker than one a place
    counts = [
        np.bincount(rng.integers(places, size=events), minlength=places) if few else rng.multinomial(events, even)
        for _ in range(runs)
    ]
    least, most = min(int(c.min()) for c in counts), max(int(c.max()) for c in counts)
    numbers = np.stack([np.bincount(c - least, minlength=most - least + 1)[::-1] for c in counts])
    return Tally(np.arange(most, least - 1, -1, dtype=np.float64), numbers.astype(np.float64))
