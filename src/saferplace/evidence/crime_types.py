"""The kinds of crime of data.police.uk, and how a person may type them."""

from __future__ import annotations

import difflib

from saferplace.evidence.police_street.layout import CRIME_TYPES


class UnknownCrimeType(ValueError):
    """Not a kind of crime of data.police.uk. The message names those that are."""


def slug_of(crime_type: str) -> str:
    """
    >>> slug_of("Violence and sexual offences")
    'violence-and-sexual-offences'
    """
    return crime_type.lower().replace(" ", "-")


def find_crime_type(written: str) -> str:
    """The publisher's name for what a person typed, in any case, with spaces or hyphens.

    >>> find_crime_type("anti-social-behaviour"), find_crime_type("ROBBERY")
    ('Anti-social behaviour', 'Robbery')
    """
    by_slug = {slug_of(name): name for name in CRIME_TYPES}
    slug = "-".join(written.lower().replace("_", "-").split())
    if slug in by_slug:
        return by_slug[slug]
    alike = difflib.get_close_matches(slug, by_slug, n=1)
    hint = f"Did you mean {alike[0]}?" if alike else f"Choose from: {', '.join(by_slug)}."
    raise UnknownCrimeType(f"“{written}” is not a crime type of data.police.uk. {hint}")
