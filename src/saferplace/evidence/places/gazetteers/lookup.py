"""Finding a few rows of a list, however long it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from saferplace.evidence.places.gazetteers.gazetteer import (
    CODE_POINT_OPEN,
    GAZETTEERS,
    ONS_POSTCODES,
    OPEN_NAMES,
    OPEN_UPRN,
    Gazetteer,
)
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class HeldGazetteers:
    """The lists of a store as they were when it was opened. files: data set to Parquet files; empty when not loaded.

    editions: data set to the unit (publisher and edition) that is held.
    """

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    editions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: EvidenceStore) -> HeldGazetteers:
        held = {gazetteer.data_set: tuple(store.files(gazetteer.data_set)) for gazetteer in GAZETTEERS}
        units = {
            gazetteer.data_set: store.units(gazetteer.data_set) for gazetteer in GAZETTEERS if held[gazetteer.data_set]
        }
        return cls(held, {data_set: keys[-1] for data_set, keys in units.items() if keys})

    @property
    def has_postcodes(self) -> bool:
        return bool(self.files.get(ONS_POSTCODES.data_set) or self.files.get(CODE_POINT_OPEN.data_set))

    @property
    def has_properties(self) -> bool:
        return bool(self.files.get(OPEN_UPRN.data_set))

    def postcodes(self, wanted: Iterable[str]) -> pl.DataFrame:
        """postcode, easting, northing, quality, lsoa_code, ended of those that are known; ONS's list comes first."""
        known = [self._rows(gazetteer, wanted) for gazetteer in (ONS_POSTCODES, CODE_POINT_OPEN)]
        columns = ["postcode", "easting", "northing", "quality", "lsoa_code", "ended"]
        found = pl.concat([rows.select(columns) for rows in known])
        return found.unique("postcode", keep="first", maintain_order=True)

    def properties(self, wanted: Iterable[str]) -> pl.DataFrame:
        """uprn, easting, northing of those that are known. A UPRN is text without leading noughts."""
        found = self._rows(OPEN_UPRN, wanted).select("uprn", "easting", "northing")
        return found.unique("uprn", keep="first", maintain_order=True)

    def names(self) -> pl.DataFrame:
        """Every road and settlement of OS Open Names that was loaded."""
        return self._scan(OPEN_NAMES).collect()

    def _rows(self, gazetteer: Gazetteer, wanted: Iterable[str]) -> pl.DataFrame:
        keys = pl.LazyFrame({gazetteer.key: sorted(set(wanted))}, schema={gazetteer.key: pl.String})
        return (
            self._scan(gazetteer)
            .join(keys, on=gazetteer.key, how="semi")
            .collect(engine="streaming")
            .sort(gazetteer.key)
        )

    def _scan(self, gazetteer: Gazetteer) -> pl.LazyFrame:
        files = self.files.get(gazetteer.data_set)
        if files:
            return pl.scan_parquet(list(files), hive_partitioning=False)
        own = [name for name in gazetteer.stored.names if name != "publication_unit"]
        empty = pl.from_arrow(gazetteer.stored.empty_table().select(own))
        assert isinstance(empty, pl.DataFrame)  # noqa: S101 - for the type checker
        return empty.lazy()
