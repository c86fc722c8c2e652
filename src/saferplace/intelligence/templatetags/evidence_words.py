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
