"""Charts: accessible, escaped, from zero, honest about gaps, and free of anything a strict policy would block."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from saferplace.analysis.concentration import lorenz
from saferplace.analysis.funnel import exact_poisson_funnel
from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Break, Kind, Polarity, Rebase, xmr
from saferplace.core.charts import Dot, forecast_chart, funnel_chart, ratio_dots, sparkline, week_chart, xmr_chart
from saferplace.core.charts.forecast_chart import Ahead, Kept
from saferplace.core.charts.lorenz_chart import lorenz_chart
from tests.unit.analysis.figures import series

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = (20, 22, 21, 23, 19, 21, 20, 22, None, 20, 22, Missing.DOUBTFUL, 26, 27, 26, 28, 27, 26, 27)


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own drawing, not a stranger's file


def drawn(chart, *, title="Robbery is rising", axis_name="Crimes a month"):
    return parsed(xmr_chart(chart, chart_id="robbery", title=title, description="In words.", axis_name=axis_name))


@pytest.fixture
def chart():
    return xmr(
        series("2021-01", *NUMBERS),
        polarity=Polarity.LOWER,
        target=15,
        printed={Month(2021, 12): 4},
        breaks=[Break(Period(Month(2021, 3), Month(2021, 4)), "Covid & lockdown")],
        rebases=[Rebase(Month(2022, 1), "New recording rules")],
    )


def all_words(svg):
    return {e.text for e in svg.iter(f"{SVG}text")}


def titles(svg):
    return {e.text for e in svg.iter(f"{SVG}title")}


def test_a_chart_is_one_image_with_a_name_and_a_description(chart):
    svg = drawn(chart)
    assert svg.get("role") == "img"
    ids = {e.get("id") for e in svg.iter() if e.get("id")}
    assert set(svg.get("aria-labelledby").split()) <= ids


def test_viz_03_the_axis_of_counts_begins_at_zero(chart):
    assert "0" in all_words(drawn(chart))


def test_viz_03_a_month_without_a_figure_breaks_the_line_and_is_named(chart):
    svg = drawn(chart)
    lines = svg.findall(f".//{SVG}polyline")
    assert [len(line.get("points").split()) for line in lines] == [8, 2, 7]
    assert "No figures: September 2021" in titles(svg)


def test_a_doubtful_month_is_drawn_hollow_and_said_to_be_incomplete(chart):
    groups = {g.find(f"{SVG}title").text: g for g in drawn(chart).iter(f"{SVG}g")}
    doubtful = groups["December 2021: 4 as printed, data incomplete"]
    assert doubtful.find(f"{SVG}circle").get("fill") == "#FFFFFF"


def test_a_provisional_month_is_hollow_and_in_the_key():
    figures = series("2025-01", 5, 6, 7) | {Month(2025, 4): Known(6, is_provisional=True)}
    svg = drawn(xmr(figures, polarity=Polarity.LOWER))
    assert "Hollow: provisional" in all_words(svg)
    assert any(t.endswith("provisional") for t in titles(svg))


def test_viz_02_improvement_and_concern_have_shapes_of_their_own_and_words():
    svg = drawn(xmr(series("2021-01", *[20, 25] * 4, *[27, 32] * 4), polarity=Polarity.LOWER))
    assert svg.findall(f".//{SVG}polygon")
    assert {"Improvement", "Concern"} <= all_words(svg)


def test_limits_target_breaks_and_rebases_are_labelled(chart):
    svg = drawn(chart)
    assert {"Target 15", "New limits", "Not comparable"} <= all_words(svg)
    assert any(said.startswith("Average ") for said in all_words(svg))
    assert "Covid & lockdown: March to April 2021" in titles(svg)


def test_words_from_people_cannot_become_markup(chart):
    hostile = "<script>alert(1)</script>"
    svg = xmr_chart(chart, chart_id="x", title=hostile, description='"&', axis_name=hostile)
    assert "<script" not in svg
    assert parsed(svg).find(f"{SVG}title").text == hostile


def test_a_strict_content_security_policy_blocks_nothing(chart):
    for svg in (drawn(chart), parsed(sparkline(chart, chart_id="s", title="t", description="d"))):
        for e in svg.iter():
            assert e.tag != f"{SVG}style"
            assert "style" not in e.attrib
            assert not any(name.startswith("on") for name in e.attrib)


def test_a_series_without_figures_draws_nothing():
    empty = xmr({}, polarity=Polarity.LOWER)
    assert xmr_chart(empty, chart_id="x", title="t", description="d", axis_name="a") == ""
    only_missing = xmr({Month(2021, 1): Missing.BLANK}, polarity=Polarity.LOWER)
    assert sparkline(only_missing, chart_id="x", title="t", description="d") == ""


@pytest.mark.parametrize("numbers", [[0], [0, 0, 0], [0.2, 0.4], [12000, 15000], list(range(200))])
def test_any_size_of_series_draws_inside_its_frame(numbers):
    svg = drawn(xmr(series("2005-01", *numbers), polarity=Polarity.NEITHER))
    width, height = (float(n) for n in svg.get("viewBox").split()[2:])
    for circle in svg.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx")) < width
        assert 0 < float(circle.get("cy")) < height


def test_a_sparkline_shows_the_newest_figure_and_its_name(chart):
    svg = parsed(sparkline(chart, chart_id="s", title="Robbery", description="Rising."))
    assert svg.find(f"{SVG}title").text == "Robbery"
    assert svg.findall(f".//{SVG}polyline")


def test_a_lorenz_curve_rises_from_nothing_to_everything_and_marks_half() -> None:
    curve = lorenz([9, 1, 0, 0, 0])
    svg = lorenz_chart(
        curve,
        lorenz([2, 2, 2, 2, 2]),
        half_at=0.2,
        chart_id="lorenz",
        title="Half at a fifth",
        description="Two lines.",
        places="points <all>",
        events="crimes",
    )
    root = parsed(svg)
    lines = root.findall(f"{SVG}polyline")
    first, last = (lines[1].get("points", "").split()[at].split(",") for at in (0, -1))
    assert float(first[0]) < float(last[0]) and float(first[1]) > float(last[1])
    assert "Half, at 20.0% of points <all>" in "".join(root.itertext())
    assert root.get("aria-labelledby") == "lorenz-title lorenz-desc"


def test_dots_beyond_the_scale_stay_inside_and_end_in_an_arrow():
    dots = [
        Dot("Nothing before", float("inf"), 9.0, float("inf"), "0 to 12", Kind.CONCERN),
        Dot("Nothing now <b>", 0.0, 0.0, 0.4, "9 to 0", Kind.IMPROVEMENT),
        Dot("Nothing at all", None, 0.0, float("inf"), "0 to 0", Kind.NOT_JUDGED),
    ]
    drawn = ratio_dots(dots, chart_id="d", title="t", description="words", key=((Kind.CONCERN, "A rise"),))
    assert "nan" not in drawn and "inf" not in drawn
    assert "Nothing now &lt;b&gt;" in drawn
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', drawn)]
    assert all(330 <= place <= 675 for place in places)
    assert "A rise" in drawn
    assert ratio_dots([], chart_id="d", title="t", description="words", key=()) == ""


def test_half_and_twice_are_as_far_from_the_same():
    dots = [Dot(label, value, value, value, "", Kind.COMMON) for label, value in (("a", 0.5), ("b", 1.0), ("c", 2.0))]
    drawn = ratio_dots(dots, chart_id="d", title="t", description="words", key=())
    low, middle, high = (float(x) for x in re.findall(r'cx="([\d.]+)"', drawn))
    assert middle - low == pytest.approx(high - middle)


def test_a_funnel_names_its_own_area_and_those_that_stand_out():
    places = {f"Town {n}": (200 + 18 * n, 10_000.0 + 900 * n) for n in range(12)} | {"Far & High": (600, 20_000.0)}
    funnel = exact_poisson_funnel(places)
    drawn = funnel_chart(
        funnel, own=["Town 3"], chart_id="f", title="t", description="words", size_name="Residents", per=1000
    )
    assert "Far &amp; High" in drawn
    assert 'font-weight="bold"' in drawn and "Town 3" in drawn
    assert ">Town 7<" not in drawn
    assert drawn.count("<polyline") == 4


def test_a_forecast_shows_gaps_levels_and_ranges_and_draws_no_level_through_a_gap():
    first = Month(2024, 1)
    counts = [(first + n, None if 4 <= n < 8 else 10.0 + n) for n in range(12)]
    ahead = [Ahead(first + 12, 20, 15, 25, 12, 30)]
    drawn = forecast_chart(
        counts,
        [Kept(Period(first, first + 11), 14)],
        ahead,
        chart_id="t",
        title="T <1>",
        description="D",
        axis_name="n",
    )
    assert "T &lt;1&gt;" in drawn
    assert drawn.count("<polyline") == 2
    assert drawn.count('stroke-dasharray="6 4"') == 2 + 1  # two stretches, and the key
    assert "No figures" in drawn
    assert forecast_chart([], [], [], chart_id="t", title="", description="", axis_name="") == ""


def test_a_week_has_168_numbers_and_frames_its_peak_not_by_colour_alone():
    week = [[float(hour == 22) * 12 for hour in range(24)] for _ in range(7)]
    drawn = week_chart(week, {118}, chart_id="w", title="T", description="D")
    assert drawn.count("<rect") == 168
    assert drawn.count('stroke-width="3"') == 1
    assert drawn.count(">12<") == 7
    assert 'font-weight="bold">12<' in drawn
    assert week_chart([[0.0] * 24] * 7, set(), chart_id="w", title="T", description="D").count(">0<") == 168
