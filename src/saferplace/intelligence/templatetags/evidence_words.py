"""Providers and periods as people write them; the evidence keeps them as slugs and ISO months."""

from __future__ import annotations

from django import template

from saferplace.intelligence.queries.data_sets import periods_in_words, provider_name

register = template.Library()


@register.filter
def provider_words(slug: str) -> str:
    """
    >>> provider_words("dacorum-borough-council")
    'Dacorum Borough Council'
    """
    return provider_name(slug)


@register.filter
def period_words(period: str) -> str:
    """
    >>> period_words("2026-10"), period_words("2022-23")
    ('October 2026', '2022-23')
    """
    return periods_in_words([period])


@register.filter
def unit_words(name: str) -> str:
    """A provider and period by their key; any other name as it is.

    >>> unit_words("dacorum-borough-council~2026-10"), unit_words("Robbery")
    ('Dacorum Borough Council, October 2026', 'Robbery')
    """
    provider, is_key, period = name.partition("~")
    return f"{provider_words(provider)}, {period_words(period)}" if is_key else name
