"""Density and its change on the real months of Dacorum: the places listed hold what they say."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
import shapely

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.ground import boundary
from saferplace.intelligence.analyses.placed import placed_points
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.analyses.registry import map_analysis
from tests.partner_records import COUNCIL, record, send

DACORUM = find_area("E07000096")
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
WHOLE_YEAR = ("2021-01", "2021-12")


def question(
    store: EvidenceStore, key: str, months: tuple[str, str], kinds: set[str] | None = None, **chosen: str
) -> LayerQuestion:
    period = Period(Month.parse(months[0]), Month.parse(months[1]))
    settings = map_analysis(key).complete(chosen)
    return LayerQuestion(store, DACORUM, period, NOW, None if kinds is None else frozenset(kinds), settings=settings)


def drawn(asked: LayerQuestion, key: str) -> AreaLayer:
    return map_analysis(key).draw(asked)


def counted_in(asked: LayerQuestion, outline: shapely.Geometry, months: set[Month] | None = None) -> int:
    """By hand: the points of these months that lie in an outline."""
    placed = placed_points(asked)
    columns = [number for number, month in enumerate(placed.months) if months is None or month in months]
    inside = shapely.intersects_xy(outline, placed.easting, placed.northing)
    return int(placed.counts[inside][:, columns].sum())


@pytest.mark.parametrize("smoothing", ["400", "800", "found"])
def test_the_densest_places_hold_a_quarter_and_each_bands_ground_its_share(
    bundled_evidence: EvidenceStore, smoothing: str
) -> None:
    asked = question(bundled_evidence, "density-surface", WHOLE_YEAR, smoothing=smoothing)
    layer = drawn(asked, "density-surface")
    total = counted_in(asked, boundary(DACORUM))
    for area in layer.areas:
        assert area.values["count"] == counted_in(asked, area.outline)
    ground = shapely.union_all([area.outline for area in layer.areas])
    shares = [counted_in(asked, ground) / total]
    for band in reversed(layer.bands):
        assert shapely.intersection(band.outline, ground).area < 1
        ground = shapely.union(ground, band.outline)
        shares.append(counted_in(asked, ground) / total)
    # A snap point with many crimes is in or out as a whole.
    assert all(least - 0.001 <= share < least + 0.03 for share, least in zip(shares, (0.25, 0.5, 0.75), strict=True)), (
        shares
    )
    assert layer.areas[0].name.startswith("Hemel Hempstead Town: ")  # the town centre
    assert f"of {total:,}, was in" in layer.answer.finding


def test_density_is_listed_with_wards_and_streets_and_the_surface_is_less_ground_than_its_share(
    bundled_evidence: EvidenceStore,
) -> None:
    asked = question(bundled_evidence, "density-surface", ("2025-01", "2025-06"), {"Shoplifting"})
    layer = drawn(asked, "density-surface")
    names = [area.name for area in layer.areas]
    assert any(name.startswith("Adeyfield East: Duxons Turn") for name in names)  # a retail park
    assert layer.answer.receipt.result["ground_share"] < 0.005
    assert all(float(area.values["times_mean_at_peak"]) > 10 for area in layer.areas)  # type: ignore[arg-type]


def test_a_distance_found_from_the_data_is_said_to_be(bundled_evidence: EvidenceStore) -> None:
    asked = question(bundled_evidence, "density-surface", WHOLE_YEAR, {"Burglary"}, smoothing="found")
    layer = drawn(asked, "density-surface")
    assert 150 <= layer.answer.receipt.result["bandwidth_m"] <= 3000
    assert "best foreseen from those of the others" in layer.answer.method


def test_a_change_compares_as_many_months_of_both_and_leaves_out_those_without_a_counterpart(
    bundled_evidence: EvidenceStore,
) -> None:
    """May and June 2024 are not held: four months against four, never six against four."""
    asked = question(bundled_evidence, "density-change", ("2025-01", "2025-06"))
    layer = drawn(asked, "density-change")
    months = set(Period(Month(2025, 1), Month(2025, 4)))
    earlier = asked.over(Period(Month(2024, 1), Month(2024, 4)))
    everywhere = shapely.box(0, 0, 1e6, 1e6)
    now, before = counted_in(asked, everywhere, months), counted_in(earlier, everywhere)
    assert f"January to April 2025 against January to April 2024: +13.7% (from {before:,} to {now:,})" in (
        layer.answer.finding
    )
    assert any("Left out" in caveat and "May to June 2025" in caveat for caveat in layer.answer.caveats)
    assert layer.areas
    for area in layer.areas:
        assert area.values["count"] == counted_in(asked, area.outline, months)
        assert area.values["count_before"] == counted_in(earlier, area.outline)


def test_each_place_called_a_rise_has_risen_and_each_called_a_fall_has_fallen(bundled_evidence: EvidenceStore) -> None:
    asked = question(bundled_evidence, "density-change", ("2021-07", "2021-12"), against="before", over="400")
    layer = drawn(asked, "density-change")
    by_level = {level: [area for area in layer.areas if area.level == level] for level in ("rise", "fall")}
    assert by_level["rise"] and by_level["fall"]
    for area in layer.areas:
        count, before = int(area.values["count"] or 0), int(area.values["count_before"] or 0)
        assert (count > 1.3 * before) if area.level == "rise" else (count < 0.8 * before)
    assert any("season" in caveat for caveat in layer.answer.caveats)


@pytest.mark.parametrize(
    ("months", "chosen", "says"),
    [
        (WHOLE_YEAR, {}, "nothing to compare January to December 2021 with"),
        (("2021-01", "2022-03"), {}, "more than twelve months overlaps"),
        (("2014-01", "2014-06"), {"against": "before"}, "no month of July to December 2013 is held"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_said(
    bundled_evidence: EvidenceStore, months: tuple[str, str], chosen: dict[str, str], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        drawn(question(bundled_evidence, "density-change", months, **chosen), "density-change")


@pytest.mark.parametrize("key", ["density-surface", "density-change"])
def test_hardly_anything_is_no_surface(bundled_evidence: EvidenceStore, key: str) -> None:
    asked = question(bundled_evidence, key, ("2022-02", "2022-02"), {"Possession of weapons"})
    with pytest.raises(ValueError, match="a surface needs at least 30"):
        drawn(asked, key)


def test_a_change_that_was_put_there_is_found_in_what_partners_sent(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Sixty more fly-tips at one point in the later month, the same thirty elsewhere in both."""
    random = np.random.default_rng(1)
    elsewhere = [(505_000 + dx, 207_500 + dy) for dx, dy in random.uniform(-1_500, 1_500, (30, 2))]
    store = EvidenceStore(tmp_path).of_partnership("dacorum")

    def tipped(month: str, more: int) -> list[dict[str, object]]:
        points = elsewhere + [(507_000.0, 207_000.0)] * more
        return [record(month, easting=x, northing=y, location="Mill Lane") for x, y in points]

    units = {(COUNCIL, "2025-06"): tipped("2025-06", 0), (COUNCIL, "2026-06"): tipped("2026-06", 60)}
    send(store, COUNCIL_FLY_TIPPING, units)
    june = Period(Month(2026, 6), Month(2026, 6))
    settings = map_analysis("density-change").complete({})
    layer = drawn(
        LayerQuestion(store, DACORUM, june, NOW, source=COUNCIL_FLY_TIPPING, settings=settings), "density-change"
    )
    (rise,) = layer.areas
    assert (rise.level, rise.values["count_before"]) == ("rise", 0)
    assert int(rise.values["count"] or 0) >= 60
    assert "really rose in 1 place" in layer.answer.finding
