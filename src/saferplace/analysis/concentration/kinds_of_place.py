"""What the places are decides what their concentration may be compared with."""

from __future__ import annotations

from enum import StrEnum

from saferplace.analysis.snap_points import EMPTY_PLACES_ARE_NOT_PUBLISHED, MOVED_TO_SNAP_POINTS


class KindOfPlace(StrEnum):
    STREET_SEGMENT = "street segments"
    SNAP_POINT = "published map points"
    SMALL_AREA = "small areas"
    SQUARE = "squares"

    @property
    def is_street_sized(self) -> bool:
        """Whether the bands of the law of crime concentration may be put beside it."""
        return self in (KindOfPlace.STREET_SEGMENT, KindOfPlace.SNAP_POINT)

    @property
    def caveats(self) -> tuple[str, ...]:
        return {
            KindOfPlace.STREET_SEGMENT: (),
            KindOfPlace.SNAP_POINT: (
                MOVED_TO_SNAP_POINTS,
                EMPTY_PLACES_ARE_NOT_PUBLISHED,
                "The published bands are for street segments between two junctions; map points are near to that, "
                "not the same.",
            ),
            KindOfPlace.SMALL_AREA: (
                "The published bands are for street segments and are not shown: small areas hold many streets, so "
                "crime looks less concentrated in them.",
            ),
            KindOfPlace.SQUARE: (
                "The published bands are for street segments and are not shown. Squares without streets or people "
                "count as places here, so crime looks more concentrated than it is among places where it can happen.",
            ),
        }[self]
