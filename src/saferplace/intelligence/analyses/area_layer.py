"""A layer of areas: what the map draws, the list says, and `saferplace hotspots` writes to files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from saferplace.intelligence.analyses.answer import Answer
from saferplace.intelligence.analyses.ground import in_degrees

Value = str | int | float | None


@dataclass(frozen=True)
class Level:
    """One entry of the legend. is_dashed: its outline, so that levels are told apart without colour."""

    key: str
    label: str
    colour: str
    is_dashed: bool = False


@dataclass(frozen=True)
class Column:
    """name: stable, for files (snake case). heading: for people."""

    name: str
    heading: str
    is_numeric: bool = False


@dataclass(frozen=True)
class ShownArea:
    """One line of the list and one shape of the map. number: its rank, the same in both.

    outline: shapely polygon or multipolygon, British National Grid metres. cells: what the list says, in words, one for
    each column. values: the same for files, by column name: numbers as numbers, None where there is none.
    """

    number: int
    name: str
    outline: shapely.Geometry
    level: str
    cells: tuple[str, ...]
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Band:
    """Ground that is drawn under the areas and told in the legend, such as a step of a density surface."""

    level: str
    outline: shapely.Geometry


@dataclass(frozen=True)
class ListedArea:
    """A line of the list in words. told: each cell, and whether it is a number."""

    number: int
    name: str
    shown_as: str
    told: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class AreaLayer:
    """title: of the list. areas: most important first. The columns do not repeat number and name."""

    title: str
    answer: Answer
    levels: tuple[Level, ...]
    columns: tuple[Column, ...]
    areas: tuple[ShownArea, ...]
    bands: tuple[Band, ...] = ()

    def level(self, key: str) -> Level:
        return next(level for level in self.levels if level.key == key)

    @property
    def listed(self) -> list[ListedArea]:
        numeric = [column.is_numeric for column in self.columns]
        return [
            ListedArea(
                area.number, area.name, self.level(area.level).label, tuple(zip(area.cells, numeric, strict=True))
            )
            for area in self.areas
        ]

    def as_table(self) -> tuple[list[str], list[list[Value]]]:
        """Column names and lines for files: rank, name and level, every value, then the receipt."""
        names = list(dict.fromkeys(name for area in self.areas for name in area.values))
        columns = ["rank", "name", "level", *names, "receipt"]
        digest = self.answer.receipt.digest
        lines: list[list[Value]] = [
            [area.number, area.name, self.level(area.level).label, *(area.values.get(name) for name in names), digest]
            for area in self.areas
        ]
        return columns, lines

    def as_geojson(self) -> dict[str, Any]:
        """Bands, then areas, in degrees (RFC 7946). A band has no number."""
        drawn: list[tuple[Level, shapely.Geometry, dict[str, Value]]] = [
            (self.level(band.level), band.outline, {}) for band in self.bands
        ]
        for area in self.areas:
            said = "; ".join(f"{column.heading}: {cell}" for column, cell in zip(self.columns, area.cells, strict=True))
            named: dict[str, Value] = {"number": area.number, "name": area.name, "said": said}
            drawn.append((self.level(area.level), area.outline, named))
        outlines = in_degrees([outline for _, outline, _ in drawn])
        return {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": outline.__geo_interface__,
                    "properties": {
                        **said, "level": level.label, "colour": level.colour, "is_dashed": level.is_dashed
                    },
                }
                for (level, _, said), outline in zip(drawn, outlines, strict=True)
                if not outline.is_empty
            ],
        }  # fmt: skip
