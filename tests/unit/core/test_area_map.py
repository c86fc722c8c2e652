"""A map to print: what must be on it is on it, in place, and no words lie over others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
import shapely

from saferplace.core.charts.area_map import LegendEntry, ListEntry, MapWords, Outline, Shade, area_map
from saferplace.core.charts.labels import Labels
from saferplace.core.charts.picture import as_png

SAID = MapWords(
    title="Where & why",
    finding="Two places are likeliest.",
    legend=[LegendEntry("Likeliest", "#7f0000"), LegendEntry("Next", "#fdbb84", is_dashed=True)],
    listed=[ListEntry(1, "High Street", "12"), ListEntry(2, "Mill <Lane>", "7")],
    listed_by="First of the list",
    notes=["Points are anonymised."],
    source="Source: data.police.uk.",
    drawn_on=date(2026, 11, 5),
)
SHADES = [
    Shade(shapely.box(1000, 1000, 1200, 1200), "#7f0000", label="1"),
    Shade(shapely.box(4000, 3000, 4200, 3200), "#fdbb84", is_dashed=True, label="2"),
]
OUTLINES = [Outline(shapely.box(0, 0, 8000, 6000), "#1d3557", 2.5, "Sandford", "#ffffff")]


def words_on(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]  # noqa: S314


def test_title_legend_list_source_date_scale_and_north_are_on_the_map() -> None:
    said = words_on(area_map(SHADES, OUTLINES, SAID, chart_id="m"))
    for words in ("Where & why", "Likeliest", "Next", "High Street", "Mill <Lane>", "12", "N", "Sandford", "1", "2"):
        assert words in said
    assert any(line.startswith("Source: data.police.uk. Drawn on 5 November 2026.") for line in said)
    assert any(re.fullmatch(r"[125]0* k?m", line) for line in said)


def test_north_is_up_and_both_ways_have_one_scale() -> None:
    svg = area_map(SHADES, [], SAID, chart_id="m")
    paths = re.findall(r'<path d="M([^"]+)Z" fill="#(7f0000|fdbb84)"', svg)
    corners = {
        colour: [tuple(map(float, corner.split(","))) for corner in re.split("[ML]", drawn)] for drawn, colour in paths
    }
    south_west, north_east = corners["7f0000"], corners["fdbb84"]
    assert min(y for _, y in south_west) > max(y for _, y in north_east)
    assert max(x for x, _ in south_west) < min(x for x, _ in north_east)
    wide = max(x for x, _ in south_west) - min(x for x, _ in south_west)
    high = max(y for _, y in south_west) - min(y for _, y in south_west)
    assert wide == pytest.approx(high, abs=0.2)


def test_a_hole_stays_open() -> None:
    ring = shapely.box(0, 0, 3000, 3000).difference(shapely.box(1000, 1000, 2000, 2000))
    svg = area_map([Shade(ring, "#7f0000")], [], SAID, chart_id="m")
    assert 'fill-rule="evenodd"' in svg
    assert next(path for path in re.findall(r'd="([^"]+)" fill="#7f0000"', svg)).count("M") == 2


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        area_map([], [], SAID, chart_id="m")


def test_words_never_lie_over_words_and_important_ones_find_room_first() -> None:
    labels = Labels(0, 0, 400, 400)
    found = [labels.beside(str(n), 200, 200, 6, size=15, colour="#000", is_bold=True) for n in range(90)]
    assert found[0] and not all(found)
    assert labels.on("Name", 300, 300, size=14, colour="#000")
    assert not labels.on("Over it", 305, 302, size=14, colour="#000")
    taken = labels._taken
    for at, one in enumerate(taken):
        for other in taken[at + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_the_png_is_as_wide_as_asked_and_changes_with_the_words() -> None:
    one = as_png(area_map(SHADES, OUTLINES, SAID, chart_id="m"), width_px=700)
    other = as_png(area_map(SHADES, OUTLINES, replace(SAID, title="Another title"), chart_id="m"), width_px=700)
    assert int.from_bytes(one[16:20], "big") == 700
    assert one != other
