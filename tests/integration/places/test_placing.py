"""A row is placed by the surest thing that it gives, and never guessed."""

from __future__ import annotations

import random
import time
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplace.evidence.areas import find_area, lsoa_codes
from saferplace.evidence.places.gazetteers.loading import load_gazetteer
from saferplace.evidence.places.locate import COORDINATES_ONLY, GIVEN, PLACED, Places
from saferplace.evidence.places.matching import Hints
from saferplace.evidence.places.small_areas import lsoas_of_points
from saferplace.evidence.places.texts import parts_key
from saferplace.evidence.store import EvidenceStore
from tests.gazetteer_files import code_point_open, ons_postcodes, open_names, open_uprn
from tests.partner_records import NOW

DACORUM = find_area("E07000096")
NUMBERS = {"longitude": pl.Float64, "latitude": pl.Float64, "easting": pl.Int32, "northing": pl.Int32}
SCHEMA = {name: NUMBERS.get(name, pl.String) for name in GIVEN}


def rows_of(*given_rows: dict[str, Any]) -> pl.DataFrame:
    rows = [{"provider": "dacorum-borough-council", **given} for given in given_rows]
    blank = pl.DataFrame([{name: row.get(name) for name in SCHEMA} for row in rows], schema=SCHEMA)
    words = ("lsoa_edition", "place_method", "place_certainty")
    return blank.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in words)


def one(places: Places, **given_row: Any) -> dict[str, Any]:
    return places.placed(rows_of(given_row)).row(0, named=True)


def said(places: Places, **given_row: Any) -> tuple[str, str]:
    row = one(places, **given_row)
    return row["place_method"], row["place_certainty"]


@pytest.fixture(scope="module")
def streets(bundled_evidence: EvidenceStore) -> Places:
    """What is always there: the street names of the police files, and no list."""
    return Places.of(bundled_evidence, DACORUM)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Every list, in invented files; no police file."""
    folder = tmp_path_factory.mktemp("lists")
    store = EvidenceStore(folder / "evidence")
    for file, edition in (
        (ons_postcodes(folder / "ONSPD_FEB_2024_UK.csv"), None),
        (code_point_open(folder / "codepo_gb.zip"), "2024-02"),
        (open_uprn(folder / "osopenuprn_202602.zip"), None),
        (open_names(folder / "opname_csv_gb.zip"), "2026-01"),
    ):
        load_gazetteer(store, file, edition=edition, loaded_by="a test", at=NOW)
    return Places.of(store, DACORUM)


def test_coordinates_come_before_everything_else(lists: Places) -> None:
    row = one(lists, longitude=-0.46812, latitude=51.75203, uprn="10094000002", postcode="HP4 3QA", location="Marlowes")
    assert (row["place_method"], row["longitude"], row["easting"]) == ("coordinates", -0.46812, 505841)


def test_an_easting_and_northing_get_degrees(lists: Places) -> None:
    row = one(lists, easting=505550, northing=207550)
    assert (row["place_method"], row["longitude"]) == ("coordinates", pytest.approx(-0.4722, abs=1e-4))


def test_a_uprn_comes_before_a_postcode_and_is_certain(lists: Places) -> None:
    row = one(lists, uprn="0100080700001", postcode="HP4 3QA")
    assert (row["place_method"], row["easting"], row["northing"]) == ("UPRN", 505532, 207263)


def test_a_postcode_comes_before_a_street_and_carries_the_lsoa_of_ons(lists: Places) -> None:
    row = one(lists, postcode="hp43qa", location="Marlowes")
    assert (row["place_method"], row["place_certainty"], row["easting"]) == ("postcode", "certain", 498384)
    assert (row["lsoa_code"], row["lsoa_name"], row["lsoa_edition"]) == ("E01023370", "Dacorum 012B", "both")


def test_a_postcode_that_was_given_up_or_is_only_estimated_is_approximate(lists: Places) -> None:
    assert said(lists, postcode="HP23 5AA") == ("postcode", "approximate")
    assert said(lists, postcode="HP4 9ZZ") == ("postcode", "approximate")


def test_a_postcode_that_does_not_exist_waits_unless_the_street_is_known(lists: Places) -> None:
    assert said(lists, postcode="HP1 9ZZ") == ("postcode", "uncertain")
    assert said(lists, postcode="nonsense") == ("postcode", "uncertain")
    assert said(lists, postcode="HP1 9ZZ", location="Marlowes") == ("street", "approximate")


def test_half_a_postcode_has_no_point(lists: Places) -> None:
    row = one(lists, postcode="HP1")
    assert (row["place_method"], row["place_certainty"], row["easting"]) == ("outward postcode", "approximate", None)


def test_without_the_list_a_whole_postcode_still_says_its_first_half(streets: Places) -> None:
    assert said(streets, postcode="HP1 1HH") == ("outward postcode", "approximate")


def test_an_area_code_alone_is_an_area_without_a_point(streets: Places) -> None:
    row = one(streets, lsoa_code="E01023345")
    assert (row["place_method"], row["place_certainty"], row["easting"]) == ("area", "certain", None)
    assert row["lsoa_name"] == "Dacorum 013A"


def test_a_row_that_says_nothing_is_none_and_does_not_wait(streets: Places) -> None:
    assert said(streets) == ("none", "none")
    assert said(streets, location="  ", easting=0, northing=0) == ("none", "none")
    assert said(streets, longitude=float("nan"), latitude=51.7) == ("none", "none")


def test_a_grid_reference_in_the_text_is_the_middle_of_its_square(streets: Places) -> None:
    row = one(streets, location="TL 055 075")
    assert (row["place_method"], row["place_certainty"]) == ("coordinates", "approximate")
    assert (row["easting"], row["northing"]) == (505550, 207550)


def test_a_square_of_a_kilometre_is_no_point(streets: Places) -> None:
    assert said(streets, location="TL 05 07") == ("street", "uncertain")


@pytest.mark.parametrize(
    ("location", "ward"),
    [
        ("12 High St, Berkhamsted", "Berkhamsted West"),
        ("High Street, Tring, Hertfordshire", "Tring Central"),
        ("high st tring", "Tring Central"),
        ("High Street, Northchurch", "Northchurch"),
        ("Outside 14 the MARLOWES, Hemel Hempstead", "Boxmoor"),
        ("Queensway, Hemel Hempstead", "Hemel Hempstead Town"),
    ],
)
def test_a_town_beside_the_street_says_which_is_meant(streets: Places, location: str, ward: str) -> None:
    row = one(streets, location=location)
    assert (row["place_method"], row["place_certainty"]) == ("street", "approximate")
    assert streets.streets.localities.ward_of(row["lsoa_code"]) == ward


@pytest.mark.parametrize(
    "location",
    [
        "High Street",  # eight of them
        "High Street, Watford",  # not in the area
        "Marlowes, Tring",  # Marlowes is in Hemel Hempstead
        "Malrowes",  # near, but not near enough
        "A41",  # runs through the whole borough
        "Prison",  # a kind of place
        "Behind the old dairy",
    ],
)
def test_what_could_be_elsewhere_gets_no_point_and_waits(streets: Places, location: str) -> None:
    row = one(streets, location=location)
    assert (row["place_certainty"], row["easting"], row["lsoa_code"]) == ("uncertain", None, None)


def test_an_area_code_says_which_street_of_a_name_is_meant(streets: Places) -> None:
    row = one(streets, location="High Street", lsoa_code="E01023370")
    assert (row["place_method"], row["easting"]) == ("street", 498384)


@pytest.mark.parametrize("location", ["Wolsey Roads", "Cambrian Waay", "14 Sunnyhil Rd, Hemel Hempstead"])
def test_a_slip_of_the_pen_in_a_name_that_is_like_no_other_is_forgiven(streets: Places, location: str) -> None:
    assert said(streets, location=location) == ("street", "approximate")


def test_street_names_from_elsewhere_in_the_county_are_hardly_ever_taken_for_one_of_the_area(
    bundled_evidence: EvidenceStore, streets: Places
) -> None:
    files = bundled_evidence.files("police-uk-street")
    keys = (
        pl.scan_parquet(files).select("location").unique().select(parts_key(pl.col("location"))).collect().to_series()
    )
    elsewhere = sorted(key for key in keys if key and key not in streets.streets.by_key)[::4]
    matches = streets.matcher.match_all([(key, Hints()) for key in elsewhere])
    assert len(elsewhere) > 2_000
    assert sum(match.is_sure for match in matches) / len(elsewhere) < 0.006


def test_the_street_that_is_meant_is_among_the_candidates_of_a_slip(streets: Places) -> None:
    chance = random.Random(3)
    names = [key for key, found in streets.streets.by_key.items() if len(found) == 1][::12]
    slips = [(name, name[: (cut := chance.randrange(1, len(name)))] + "x" + name[cut + 1 :]) for name in names]
    found = [[street.key for street in streets.matcher.candidates(slip, Hints())] for _, slip in slips]
    assert all(name in offered for (name, _), offered in zip(slips, found, strict=True))
    assert sum(offered[0] == name for (name, _), offered in zip(slips, found, strict=True)) > 0.8 * len(names)


def test_open_names_knows_towns_and_tells_two_lanes_apart(lists: Places) -> None:
    assert said(lists, location="Cow Lane") == ("street", "uncertain")
    assert one(lists, location="Cow Lane, Tring")["easting"] == 493500
    assert one(lists, location="Cow Lane", postcode="HP2")["easting"] == 505900
    assert said(lists, location="Endless Road") == ("street", "uncertain")


def test_without_anything_only_what_is_given_counts() -> None:
    assert said(COORDINATES_ONLY, easting=505550, northing=207550)[0] == "coordinates"
    assert said(COORDINATES_ONLY, location="TL 0555 0755")[0] == "coordinates"
    assert said(COORDINATES_ONLY, location="Marlowes") == ("street", "uncertain")


def test_outside_the_bundled_outlines_a_point_has_no_lsoa(lists: Places) -> None:
    row = one(lists, easting=358260, northing=172796)
    assert (row["place_certainty"], row["lsoa_code"], row["lsoa_edition"]) == ("certain", None, None)


def test_a_point_near_an_edge_of_its_outline_is_only_approximately_placed(streets: Places) -> None:
    points = pl.DataFrame({"easting": [505532, 505841], "northing": [207263, 207036]}, schema_overrides=NUMBERS)
    edges = lsoas_of_points(points)["is_near_edge"].to_list()
    found = [one(streets, easting=x, northing=y)["place_certainty"] for x, y in points.rows()]
    assert found == ["approximate" if is_near else "certain" for is_near in edges]


def test_the_outlines_agree_with_the_police_as_the_documentation_says(bundled_evidence: EvidenceStore) -> None:
    points = (
        pl.scan_parquet(bundled_evidence.files("police-uk-street"), hive_partitioning=True)
        .filter(pl.col("month") >= "2024-01", pl.col("lsoa_code").is_in(sorted(lsoa_codes(DACORUM))))
        .select("easting", "northing", "lsoa_code")
        .unique()
        .collect()
    )
    agrees = lsoas_of_points(points).with_columns(agrees=pl.col("found_lsoa") == pl.col("lsoa_code"))
    inside, edge = (agrees.filter(pl.col("is_near_edge") == is_near)["agrees"].mean() for is_near in (False, True))
    assert (round(float(inside), 3), round(float(edge), 2)) == (0.999, 0.8)  # type: ignore[arg-type]


def test_every_street_name_of_the_police_in_dacorum_is_found_again(
    bundled_evidence: EvidenceStore, streets: Places
) -> None:
    """Names with points within 500 m of each other are placed; others are listed with their candidates."""
    locations = (
        pl.scan_parquet(bundled_evidence.files("police-uk-street"), hive_partitioning=True)
        .filter(pl.col("lsoa_code").is_in(sorted(lsoa_codes(DACORUM))))
        .select("location")
        .unique()
        .collect()["location"]
        .to_list()
    )
    placed = streets.placed(rows_of(*({"location": location} for location in sorted(locations))))
    certainties = dict(placed["place_certainty"].value_counts().iter_rows())
    unsure = placed.filter(pl.col("place_certainty") == "uncertain")["location"]
    keys = [streets.matcher.candidates(key, Hints()) for key in _keys(unsure)]
    assert placed.height == 1759
    assert certainties == {"approximate": 1626, "uncertain": 133}
    assert all(keys)


def test_a_name_placed_alone_lies_where_the_police_say_it_lies(
    bundled_evidence: EvidenceStore, streets: Places
) -> None:
    """Each street is within 500 m of every point that the police give it, and in an LSOA that they give it."""
    points = (
        pl.scan_parquet(bundled_evidence.files("police-uk-street"), hive_partitioning=True)
        .filter(pl.col("lsoa_code").is_in(sorted(lsoa_codes(DACORUM))))
        .select(
            "location", pl.col("easting").alias("x"), pl.col("northing").alias("y"), pl.col("lsoa_code").alias("code")
        )
        .unique()
        .collect()
    )
    names = points.select("location").unique().sort("location")
    placed = streets.placed(rows_of(*names.iter_rows(named=True))).filter(pl.col("easting").is_not_null())
    both = placed.join(points, on="location")
    metres = both.select(((pl.col("x") - pl.col("easting")) ** 2 + (pl.col("y") - pl.col("northing")) ** 2).sqrt())
    assert float(metres.to_series().max()) <= 500  # type: ignore[arg-type]


def _keys(locations: pl.Series) -> list[str]:
    return pl.DataFrame({"location": locations}).select(parts_key(pl.col("location"))).to_series().to_list()


_TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["High Street", "high st, tring", "Marlowes", "TL 055 075", "Queensway 5", "", "A41"]),
)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "location": _TEXTS,
            "postcode": st.sampled_from(["HP1 1HH", "HP1", "nonsense", "", "HP23 5AA"]),
            "uprn": st.sampled_from(["100080700001", "7", ""]),
            "lsoa_code": st.sampled_from(["E01023345", "E01035562", "E99999999"]),
            "easting": st.sampled_from([505550, 0]),
            "northing": st.just(207550),
        },
    ),
    min_size=1,
    max_size=12,
)


@given(rows=_ROWS, order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_in_another_order_get_the_same_places(
    streets: Places, rows: list[dict[str, Any]], order: random.Random
) -> None:
    shuffled = list(range(len(rows)))
    order.shuffle(shuffled)
    straight = streets.placed(rows_of(*rows))
    mixed = streets.placed(rows_of(*(rows[place] for place in shuffled)))
    assert straight[shuffled].equals(mixed)


@given(text=_TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_located_or_listed(streets: Places, text: str) -> None:
    row = one(streets, location=text)
    is_located = row["easting"] is not None and row["place_certainty"] in ("certain", "approximate")
    is_listed = row["easting"] is None and row["place_certainty"] == "uncertain"
    says_nothing = row["place_certainty"] == "none"
    assert is_located + is_listed + says_nothing == 1
    assert not says_nothing or not any(letter.isalnum() for letter in text)


def test_rows_keep_their_order_their_number_and_their_other_columns(streets: Places) -> None:
    rows = rows_of({"location": "Marlowes"}, {"location": "High Street"}, {"location": "Marlowes"}).with_columns(
        category=pl.Series(["a", "b", "c"])
    )
    placed = streets.placed(rows)
    assert placed.columns == rows.columns
    assert placed["category"].to_list() == ["a", "b", "c"]
    assert set(PLACED) <= set(placed.columns)


def test_a_hundred_thousand_rows_are_placed_in_seconds(streets: Places) -> None:
    chance = random.Random(1)
    names = [street.name for street in streets.streets.all]
    texts = [f"{chance.randint(1, 300)} {chance.choice(names)}, Hemel Hempstead" for _ in range(95_000)]
    texts += [f"{chance.choice(names)}{chance.randint(1, 9_999)}" for _ in range(5_000)]
    rows = rows_of(*({"location": text} for text in texts))
    began = time.process_time()
    placed = streets.placed(rows)
    assert placed.height == 100_000
    assert time.process_time() - began < 20
