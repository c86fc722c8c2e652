"""The law of crime concentration: the narrow bands that cities' street segments were found in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    MORE_CONCENTRATED = "more concentrated than in the cities studied"
    WITHIN = "within the range of the cities studied"
    LESS_CONCENTRATED = "less concentrated than in the cities studied"


@dataclass(frozen=True)
class Band:
    """lowest, highest: share of street segments (0 to 1) that held ``share_of_events``."""

    share_of_events: float
    lowest: float
    highest: float

    def standing(self, share_of_places: float) -> Standing:
        """
        >>> BANDS[0].standing(0.031)
        <Standing.WITHIN: 'within the range of the cities studied'>
        """
        if share_of_places < self.lowest:
            return Standing.MORE_CONCENTRATED
        return Standing.LESS_CONCENTRATED if share_of_places > self.highest else Standing.WITHIN


# Weisburd (2015), "The law of crime concentration and the criminology of place", Criminology 53, 133-157: five larger
# and three smaller cities (seven in the United States, and Tel Aviv-Yafo), street segments, one year of all incidents.
BANDS: tuple[Band, ...] = (Band(0.5, 0.021, 0.06), Band(0.25, 0.004, 0.016))


def band_for(share_of_events: float) -> Band | None:
    return next((band for band in BANDS if band.share_of_events == share_of_events), None)
