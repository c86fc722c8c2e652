"""Rules that say how fine a forecast's cells may be and how much ground it may name."""

from __future__ import annotations

from dataclasses import dataclass

_KM2_OF_SQUARE_FOOT = 0.3048**2 / 1e6
_KM2_OF_SQUARE_MILE = 1.609344**2


@dataclass(frozen=True)
class ForecastRules:
    """All in square kilometres, ends included."""

    name: str
    smallest_cell_km2: float
    largest_cell_km2: float
    least_ground_km2: float
    most_ground_km2: float

    def broken_by(self, cell_km2: float, ground_km2: float) -> tuple[str, ...]:
        """A sentence for each rule that cells of this size, and so much ground, would break.

        >>> NIJ_CHALLENGE.broken_by(0.01, 2.5)
        ('The ground named, 2.5 km², is not between 0.6475 and 1.9425 km².',)
        """
        said = []
        if not self.smallest_cell_km2 <= cell_km2 <= self.largest_cell_km2:
            allowed = f"{self.smallest_cell_km2:.4f} and {self.largest_cell_km2:.4f}"
            said.append(f"A cell of {cell_km2:g} km² is not between {allowed} km².")
        if not self.least_ground_km2 <= ground_km2 <= self.most_ground_km2:
            allowed = f"{self.least_ground_km2:.4f} and {self.most_ground_km2:.4f}"
            said.append(f"The ground named, {ground_km2:g} km², is not between {allowed} km².")
        return tuple(said)


# US National Institute of Justice (2017), Real-Time Crime Forecasting Challenge: cells of 62,500 to 360,000 square
# feet, 0.25 to 0.75 square miles in all.
NIJ_CHALLENGE = ForecastRules(
    "NIJ Real-Time Crime Forecasting Challenge",
    62_500 * _KM2_OF_SQUARE_FOOT,
    360_000 * _KM2_OF_SQUARE_FOOT,
    0.25 * _KM2_OF_SQUARE_MILE,
    0.75 * _KM2_OF_SQUARE_MILE,
)
