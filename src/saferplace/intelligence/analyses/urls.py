"""Addresses of analysis, below those of intelligence."""

from __future__ import annotations

from django.urls import URLPattern, path

from saferplace.intelligence.views.analyses import next_month, questions

_ANALYSIS = "<slug:partnership_slug>/analysis"
urlpatterns: list[URLPattern] = [
    path(f"{_ANALYSIS}/", questions.questions, name="analysis"),
    path(f"{_ANALYSIS}/next-month/", next_month.next_month, name="next-month"),
    path(f"{_ANALYSIS}/next-month.csv", next_month.next_month_places_download, name="next-month-csv"),
    path(
        f"{_ANALYSIS}/next-month-methods.csv",
        next_month.next_month_methods_download,
        name="next-month-methods-csv",
    ),
]
