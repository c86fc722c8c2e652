"""Ask, in a template, which measures show an outcome or a headline measure."""

from __future__ import annotations

from django import template

from saferplace.plan.shown_by import Measured, ShownMeasure

register = template.Library()


@register.filter
def showing(measured: Measured, outcome_key: str) -> tuple[ShownMeasure, ...]:
    """``{{ measured|showing:outcome.key }}``"""
    return measured.showing(outcome_key)


@register.filter
def of_headline(measured: Measured, number: int) -> tuple[ShownMeasure, ...]:
    """``{{ measured|of_headline:3 }}``"""
    return measured.of_headline(number)
