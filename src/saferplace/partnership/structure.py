"""Who a partnership is, as its file says it: the shape that `commands.record_structure` takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.partnership.models import StatutoryRole


@dataclass(frozen=True)
class District:
    """code: GSS code of a local authority district. from_date: None when it has always been so."""

    code: str
    name: str
    from_date: dt.date | None = None
    to_date: dt.date | None = None


@dataclass(frozen=True)
class Membership:
    """An organisation and its statutory role here. basis: why, and where that is said."""

    key: str
    name: str
    kind: str
    statutory_role: StatutoryRole
    basis: str
    from_date: dt.date | None = None
    to_date: dt.date | None = None


@dataclass(frozen=True)
class Tier:
    """A board or group. members: keys of organisations with a seat."""

    key: str
    name: str
    tier: int
    purpose: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Structure:
    slug: str
    name: str
    short_name: str
    csp_code: str
    police_force_code: str
    police_force_slug: str
    statutory_basis: str
    contact_email: str
    colour: str
    districts: tuple[District, ...]
    memberships: tuple[Membership, ...]
    tiers: tuple[Tier, ...]
