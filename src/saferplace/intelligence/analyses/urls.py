"""Addresses of analysis, below those of intelligence."""

from __future__ import annotations

from django.urls import URLPattern, path

from saferplace.intelligence.views.analyses import harm, near_repeats, next_month, questions

_ANALYSIS = "<slug:partnership_slug>/analysis"
urlpatterns: list[URLPattern] = [
    path(f"{_ANALYSIS}/", questions.questions, name="analysis"),
    path(f"{_ANALYSIS}/harm/", harm.harm_page, name="harm"),
    path(f"{_ANALYSIS}/harm.csv", harm.harm_download, name="harm-csv"),
    path(f"{_ANALYSIS}/near-repeats/", near_repeats.near_repeats_page, name="near-repeats"),
    path(f"{_ANALYSIS}/near-repeats.csv", near_repeats.near_repeats_download, name="near-repeats-csv"),
    path(f"{_ANALYSIS}/near-repeat-zones.csv", near_repeats.near_repeat_zones_download, name="near-repeat-zones-csv"),
    path(f"{_ANALYSIS}/next-month/", next_month.next_month, name="next-month"),
    path(f"{_ANALYSIS}/next-month.csv", next_month.next_month_places_download, name="next-month-csv"),
    path(
        f"{_ANALYSIS}/next-month-methods.csv",
        next_month.next_month_methods_download,
        name="next-month-methods-csv",
    ),
]
