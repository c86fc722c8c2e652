"""Placing a partner's rows by what they give, the surest first.

Coordinates, UPRN, whole postcode, what a person settled, street within the area, area code, first half of a postcode.
What is named but not found, or could be several places, is uncertain: it gets no point and waits for a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from saferplace.evidence.areas import Area
from saferplace.evidence.places.coordinates import with_both_coordinates
from saferplace.evidence.places.decisions import decisions_in_force
from saferplace.evidence.places.gazetteers.lookup import HeldGazetteers
from saferplace.evidence.places.grid_reference import parse_grid_reference
from saferplace.evidence.places.matching import Hints, Matcher
from saferplace.evidence.places.postcodes import outward_postcode, whole_postcode
from saferplace.evidence.places.small_areas import lsoas_of_points, with_lsoa_words
from saferplace.evidence.places.streets import Streets, streets_of
from saferplace.evidence.places.texts import with_keys
from saferplace.evidence.store import EvidenceStore

# What a row can say of where it happened.
_TYPES: dict[str, pl.DataType] = {
    "provider": pl.String(),
    "longitude": pl.Float64(),
    "latitude": pl.Float64(),
    "easting": pl.Int32(),
    "northing": pl.Int32(),
    "uprn": pl.String(),
    "postcode": pl.String(),
    "location": pl.String(),
    "lsoa_code": pl.String(),
    "lsoa_name": pl.String(),
}
GIVEN = list(_TYPES)
# What is said of it here.
PLACED = [
    "longitude",
    "latitude",
    "easting",
    "northing",
    "lsoa_code",
    "lsoa_name",
    "lsoa_edition",
    "place_method",
    "place_certainty",
]
_FIRST_RATE = (1, 2, 3, 4)  # ONS: within a building, within 50 m, or the middle of the postcode's own addresses
_FINE_ENOUGH_M = 100  # a grid reference of six figures


def _no_decisions() -> pl.DataFrame:
    schema = dict.fromkeys(["provider", "place_key", "lsoa_code"], pl.String)
    return pl.DataFrame(schema={**schema, "easting": pl.Int32, "northing": pl.Int32})


@dataclass(frozen=True, eq=False)
class Places:
    """What is known of places when an import begins. Without anything, rows keep the coordinates that they give."""

    gazetteers: HeldGazetteers = field(default_factory=HeldGazetteers)
    streets: Streets = field(default_factory=Streets)
    decisions: pl.DataFrame = field(default_factory=_no_decisions)

    @classmethod
    def of(cls, open_store: EvidenceStore, area: Area | None, partner_store: EvidenceStore | None = None) -> Places:
        """open_store: where police data and gazetteers are. area: in which a street is looked for; None: nowhere.

        partner_store: where people's decisions are; without it, none.
        """
        decided = _no_decisions() if partner_store is None else decisions_in_force(partner_store)
        streets = Streets() if area is None else streets_of(open_store, area)
        return cls(HeldGazetteers.of(open_store), streets, decided)

    def with_decisions_of(self, partner_store: EvidenceStore) -> Places:
        """The same, with what people have settled by now."""
        return replace(self, decisions=decisions_in_force(partner_store))

    @property
    def editions(self) -> dict[str, str]:
        """What places are looked up in, and which edition of it."""
        streets = {"police-uk-street": f"version {self.streets.version}"} if self.streets.version is not None else {}
        return {**streets, **self.gazetteers.editions}

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.streets)

    def placed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """rows: with the columns of `GIVEN`. The same rows in the same order, the columns of `PLACED` said anew.

        A row that gives coordinates keeps them. Each different way of saying a place is looked at once.
        """
        given = rows.select(GIVEN).cast(_TYPES).with_columns(_sound_coordinates())  # type: ignore[arg-type]
        answer = self._answer(given.unique(maintain_order=True))
        answered = given.join(answer, on=GIVEN, how="left", nulls_equal=True, maintain_order="left")
        return rows.with_columns(answered[f"placed_{column}"].alias(column) for column in PLACED)

    def _answer(self, asked: pl.DataFrame) -> pl.DataFrame:
        """Each way of saying a place, with ``placed_…`` columns."""
        rows = with_keys(asked.with_row_index("asked"))
        found = self._by_coordinates(rows)
        for look in (self._by_uprn, self._by_postcode, self._by_decision, self._by_street, self._by_area):
            left = rows.join(found, on="asked", how="anti")
            found = pl.concat([found, look(left).select(found.columns)])
        return _with_areas(rows.join(found, on="asked", how="left", maintain_order="left"))

    def _by_coordinates(self, rows: pl.DataFrame) -> pl.DataFrame:
        points = with_both_coordinates(rows.select("asked", "longitude", "latitude", "easting", "northing"))
        given = points.filter(pl.col("easting").is_not_null(), pl.col("longitude").is_not_null())
        told = given.select("asked", "easting", "northing", "longitude", "latitude", *_said("coordinates", "certain"))
        left = rows.join(given, on="asked", how="anti").filter(pl.col("location").is_not_null())
        return pl.concat([told.with_columns(pl.lit(None, dtype=pl.String).alias("lsoa")), _grid_references(left)])

    def _by_uprn(self, rows: pl.DataFrame) -> pl.DataFrame:
        uprn = pl.col("uprn").str.strip_chars().str.strip_chars_start("0")
        wanted = rows.select("asked", uprn.alias("uprn")).filter(pl.col("uprn") != "")
        known = self.gazetteers.properties(wanted["uprn"])
        return _points(wanted.join(known, on="uprn"), "UPRN", pl.lit("certain"))

    def _by_postcode(self, rows: pl.DataFrame) -> pl.DataFrame:
        whole = whole_postcode(pl.col("postcode"))
        wanted = rows.select("asked", whole.alias("postcode")).filter(pl.col("postcode").is_not_null())
        known = self.gazetteers.postcodes(wanted["postcode"])
        is_certain = pl.col("quality").is_in(_FIRST_RATE) & pl.col("ended").is_null()
        certainty = pl.when(is_certain).then(pl.lit("certain")).otherwise(pl.lit("approximate"))
        return _points(wanted.join(known, on="postcode"), "postcode", certainty)

    def _by_decision(self, rows: pl.DataFrame) -> pl.DataFrame:
        settled = self.decisions.select("provider", "place_key", "easting", "northing", "lsoa_code")
        found = rows.select("asked", "provider", "place_key").join(settled, on=["provider", "place_key"])
        is_point = pl.col("easting").is_not_null()
        return _points(found, "settled", pl.when(is_point).then(pl.lit("approximate")).otherwise(pl.lit("none")))

    def _by_street(self, rows: pl.DataFrame) -> pl.DataFrame:
        named = rows.filter(pl.col("parts") != "").select(
            "asked",
            "parts",
            pl.col("lsoa_code").fill_null("").alias("lsoa"),
            outward_postcode(pl.col("postcode")).fill_null("").alias("outward"),
        )
        distinct = named.select("parts", "lsoa", "outward").unique(maintain_order=True)
        asked = [(parts, Hints(lsoa, outward)) for parts, lsoa, outward in distinct.iter_rows()]
        sure = [match.streets[0] if match.is_sure else None for match in self.matcher.match_all(asked)]
        matched = distinct.with_columns(
            pl.Series("easting", [street and street.easting for street in sure], dtype=pl.Int32),
            pl.Series("northing", [street and street.northing for street in sure], dtype=pl.Int32),
            pl.Series("lsoa_code", [street.lsoa_code if street else None for street in sure], dtype=pl.String),
        ).filter(pl.col("easting").is_not_null())
        placed = named.join(matched, on=["parts", "lsoa", "outward"])
        return _points(placed, "street", pl.lit("approximate"))

    def _by_area(self, rows: pl.DataFrame) -> pl.DataFrame:
        """What has no point: an area code, half a postcode, a text that waits for a person, or nothing at all."""
        whole, outward = whole_postcode(pl.col("postcode")), outward_postcode(pl.col("postcode"))
        has_text = pl.col("parts") != ""
        # Without the list of postcodes, a whole one still says its first half; with it, one that is not there is wrong.
        is_wrong = pl.col("postcode").str.strip_chars().fill_null("") != ""
        is_wrong = is_wrong & (outward.is_null() | (whole.is_not_null() & pl.lit(self.gazetteers.has_postcodes)))
        is_unknown = (pl.col("uprn").fill_null("") != "") & pl.lit(self.gazetteers.has_properties)
        method = (
            pl.when(pl.col("lsoa_code").is_not_null())
            .then(pl.lit("area"))
            .when(has_text)
            .then(pl.lit("street"))
            .when(is_wrong)
            .then(pl.lit("postcode"))
            .when(outward.is_not_null())
            .then(pl.lit("outward postcode"))
            .when(is_unknown)
            .then(pl.lit("UPRN"))
            .otherwise(pl.lit("none"))
        )
        certainties = {"area": "certain", "outward postcode": "approximate", "none": "none"}
        return rows.select("asked", method.alias("place_method")).with_columns(
            pl.col("place_method").replace_strict(certainties, default="uncertain").alias("place_certainty"),
            *(pl.lit(None, dtype=pl.Int32).alias(column) for column in ("easting", "northing")),
            *(pl.lit(None, dtype=pl.Float64).alias(column) for column in ("longitude", "latitude")),
            pl.lit(None, dtype=pl.String).alias("lsoa"),
        )


COORDINATES_ONLY = Places()


def _sound_coordinates() -> list[pl.Expr]:
    """Both or neither; not a number is none; noughts in place of a blank are none."""
    longitude, latitude = pl.col("longitude").fill_nan(None), pl.col("latitude").fill_nan(None)
    is_point = longitude.is_finite() & latitude.is_finite() & ~((longitude == 0) & (latitude == 0))
    is_square = (pl.col("easting") > 0) & (pl.col("northing") > 0)
    return [
        pl.when(is_point).then(longitude).alias("longitude"),
        pl.when(is_point).then(latitude).alias("latitude"),
        pl.when(is_square).then("easting").alias("easting"),
        pl.when(is_square).then("northing").alias("northing"),
    ]


def _said(method: str, certainty: str) -> list[pl.Expr]:
    return [pl.lit(method).alias("place_method"), pl.lit(certainty).alias("place_certainty")]


def _grid_references(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose text is nothing but a grid reference of 100 m or finer, in the middle of its square."""
    texts = rows["location"].unique(maintain_order=True).to_list()
    squares = [(text, square) for text in texts if (square := parse_grid_reference(text)) is not None]
    fine = [(text, *square.middle, square.size_m) for text, square in squares if square.size_m <= _FINE_ENOUGH_M]
    known = pl.DataFrame(
        fine,
        schema={"location": pl.String, "easting": pl.Int32, "northing": pl.Int32, "size_m": pl.Int32},
        orient="row",
    )
    certainty = pl.when(pl.col("size_m") <= 10).then(pl.lit("certain")).otherwise(pl.lit("approximate"))
    return _points(rows.select("asked", "location").join(known, on="location"), "coordinates", certainty)


def _points(found: pl.DataFrame, method: str, certainty: pl.Expr) -> pl.DataFrame:
    """found: asked, easting, northing and perhaps lsoa_code. With degrees, in the columns that every look returns."""
    lsoa = pl.col("lsoa_code") if "lsoa_code" in found.columns else pl.lit(None, dtype=pl.String)
    told = found.with_columns(
        lsoa.alias("lsoa"),
        certainty.alias("place_certainty"),
        pl.lit(method).alias("place_method"),
        *(pl.lit(None, dtype=pl.Float64).alias(column) for column in ("longitude", "latitude")),
    )
    columns = ["asked", "easting", "northing", "longitude", "latitude", "place_method", "place_certainty", "lsoa"]
    return with_both_coordinates(told).select(columns)


def _with_areas(rows: pl.DataFrame) -> pl.DataFrame:
    """The LSOA that the file gave, or that its list says, or in whose outline the point lies."""
    said = rows.with_columns(pl.coalesce("lsoa_code", pl.when(pl.col("lsoa") != "").then("lsoa")).alias("code"))
    bare = said.filter(pl.col("code").is_null(), pl.col("easting_right").is_not_null())
    points = bare.select(pl.col("easting_right").alias("easting"), pl.col("northing_right").alias("northing"))
    outlined = lsoas_of_points(points.unique(maintain_order=True))
    found = said.join(
        outlined,
        left_on=["easting_right", "northing_right"],
        right_on=["easting", "northing"],
        how="left",
        maintain_order="left",
    )
    is_by_outline = pl.col("code").is_null() & pl.col("found_lsoa").is_not_null()
    is_doubtful = is_by_outline & pl.col("is_near_edge") & (pl.col("place_certainty") == "certain")
    told = found.select(
        *GIVEN,
        pl.coalesce("code", "found_lsoa").alias("told_code"),
        pl.when(is_doubtful).then(pl.lit("approximate")).otherwise("place_certainty").alias("placed_place_certainty"),
        pl.col("place_method").alias("placed_place_method"),
        *(
            pl.col(f"{column}_right").alias(f"placed_{column}")
            for column in ("longitude", "latitude", "easting", "northing")
        ),
    )
    words = with_lsoa_words(told.select(pl.col("told_code").alias("lsoa_code"), "lsoa_name"))
    return told.with_columns(
        words["lsoa_code"].alias("placed_lsoa_code"),
        words["lsoa_name"].alias("placed_lsoa_name"),
        words["lsoa_edition"].alias("placed_lsoa_edition"),
    ).drop("told_code")
