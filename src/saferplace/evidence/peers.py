"""Who an area is compared with: its neighbours under one police force, or a list that its partnership loaded.

Neighbours are not “most similar”: that name belongs to the Home Office's groups, which nobody may pass on.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from saferplace.evidence.areas import Area
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.published.comparing import ComparedBy
from saferplace.evidence.published.similar_areas import SIMILAR_AREAS
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore

NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class Peers:
    """key: for addresses and commands. name: of the family, for people. areas: code to name, the area itself too."""

    key: str
    name: str
    source: str
    own: tuple[str, ...]
    areas: dict[str, str]


def own_codes(area: Area, by: ComparedBy) -> dict[str, str]:
    """The districts, or the partnerships, of an area: code to name."""
    prefix = "lad" if by is ComparedBy.DISTRICT else "csp"
    table = reference_table("districts").filter(pl.col("lad_code").is_in(sorted(area.lad_codes)))
    return dict(table.select(f"{prefix}_code", f"{prefix}_name").unique().sort(f"{prefix}_name").rows())


def neighbours(area: Area, by: ComparedBy) -> Peers:
    """All districts, or partnerships, of the police force area that the area lies in."""
    table = reference_table("districts")
    forces = table.filter(pl.col("lad_code").is_in(sorted(area.lad_codes)))["pfa_code"].unique().to_list()
    of_force = table.filter(pl.col("pfa_code").is_in(forces))
    prefix = "lad" if by is ComparedBy.DISTRICT else "csp"
    found = dict(of_force.select(f"{prefix}_code", f"{prefix}_name").unique().sort(f"{prefix}_name").rows())
    police = " and ".join(sorted(of_force["pfa_name"].unique().to_list()))
    kind = "districts" if by is ComparedBy.DISTRICT else "partnerships"
    name = f"The {len(found)} {kind} of the police force area {police}"
    return Peers(NEIGHBOURS, name, "ONS lookup of 2024", tuple(own_codes(area, by)), found)


def similar_lists(store: EvidenceStore, area: Area, by: ComparedBy, *, engine: Engine = CHOSEN) -> tuple[Peers, ...]:
    """The lists in a partnership's own store that begin from its area, newest edition of each."""
    data_set = SIMILAR_AREAS.data_set
    files = store.files(data_set)
    if not files:
        return ()
    rows = engine.table(files)
    own = own_codes(area, by)
    found = engine.run(rows.filter(rows.area_code.isin(sorted(own))).order_by("provider", "period", "value"))
    newest = {row["provider"]: row["period"] for row in found}
    peers = []
    for provider, period in newest.items():
        listed = [row for row in found if row["provider"] == provider and row["period"] == period]
        areas = own | {row["similar_area_code"]: row["similar_area_name"] or "" for row in listed}
        peers.append(
            Peers(provider, f"{listed[0]['indicator']}, {period}", listed[0]["list_source"] or "", tuple(own), areas)
        )
    return tuple(peers)
