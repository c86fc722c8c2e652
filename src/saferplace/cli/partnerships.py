"""Finding the partnership that a command is about."""

from __future__ import annotations

import click

from saferplace.partnership.models import Partnership


def the_partnership(slug: str | None) -> Partnership:
    """The one named, or the only one there is. Raises ClickException in a sentence otherwise."""
    known = {partnership.slug: partnership for partnership in Partnership.objects.all()}
    if not known:
        raise click.ClickException("No partnership is loaded yet. Load its file first: saferplace plan load FILE")
    if slug is None and len(known) > 1:
        raise click.ClickException(f"Say which partnership with --partnership: {', '.join(known)}.")
    if slug is not None and slug not in known:
        raise click.ClickException(f"There is no partnership “{slug}”. Known: {', '.join(known)}.")
    return known[slug] if slug else next(iter(known.values()))
