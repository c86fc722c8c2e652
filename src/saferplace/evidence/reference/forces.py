"""Police forces: as data.police.uk names their files, and as ONS codes their areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from saferplace.evidence.reference.bundled import reference_table


@dataclass(frozen=True)
class Force:
    """slug: as in file names ("hertfordshire"). pfa_code: None for a force without a territory in England and Wales."""

    slug: str
    name: str
    pfa_code: str | None


@lru_cache(maxsize=1)
def forces() -> tuple[Force, ...]:
    """The 43 territorial forces of England and Wales, British Transport Police and Northern Ireland, by slug."""
    return tuple(Force(*row) for row in reference_table("forces").select("force", "force_name", "pfa_code").iter_rows())


def force_of(slug: str) -> Force | None:
    """The force whose files carry this slug; None for one that is not known."""
    return next((force for force in forces() if force.slug == slug), None)


def forces_of_police_area(pfa_codes: frozenset[str]) -> tuple[str, ...]:
    """Slugs of the territorial forces that police these areas.

    >>> forces_of_police_area(frozenset({"E23000027"}))
    ('hertfordshire',)
    """
    return tuple(force.slug for force in forces() if force.pfa_code in pfa_codes)
