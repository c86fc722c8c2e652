"""From the file's words for who the partnership is to the shape that `partnership.commands` takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from saferplace.partnership.models import StatutoryRole
from saferplace.partnership.structure import District, Membership, Structure, Tier

_COLOUR = "#1d3557"


def structure_of(content: Mapping[str, Any]) -> Structure:
    """content: a partnership file that keeps to the schema."""
    said = content["partnership"]
    return Structure(
        slug=said["slug"],
        name=said["name"],
        short_name=said["short_name"],
        csp_code=said["csp_code"],
        police_force_code=said["police_force"]["code"],
        police_force_slug=said["police_force"]["slug"],
        statutory_basis=said["statutory_basis"],
        contact_email=said.get("contact_email", ""),
        colour=said.get("colour", _COLOUR),
        districts=tuple(District(area["code"], area["name"], *_dates(area)) for area in said["areas"]),
        memberships=tuple(_membership(organisation) for organisation in content["organisations"]),
        tiers=tuple(_tier(group) for group in content["groups"]),
    )


def _membership(said: Mapping[str, Any]) -> Membership:
    role = StatutoryRole(said["statutory_role"])
    return Membership(said["key"], said["name"], said["kind"], role, said.get("basis", ""), *_dates(said))


def _tier(said: Mapping[str, Any]) -> Tier:
    purpose = " ".join(filter(None, [said.get("purpose"), said.get("note")]))
    return Tier(said["key"], said["name"], said["tier"], purpose, tuple(said.get("members", ())))


def _dates(said: Mapping[str, Any]) -> tuple[dt.date | None, dt.date | None]:
    first, last = (dt.date.fromisoformat(said[end]) if end in said else None for end in ("from", "to"))
    return first, last
