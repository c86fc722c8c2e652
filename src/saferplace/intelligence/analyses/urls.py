"""Addresses of analysis, below those of intelligence."""

from __future__ import annotations

from django.urls import URLPattern, path

from saferplace.intelligence.views.analyses import questions

_ANALYSIS = "<slug:partnership_slug>/analysis"
urlpatterns: list[URLPattern] = [
    path(f"{_ANALYSIS}/", questions.questions, name="analysis"),
]
