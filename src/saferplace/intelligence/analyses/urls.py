"""Addresses of analysis, below those of intelligence."""

from __future__ import annotations

from django.urls import URLPattern, path

from saferplace.intelligence.views.analyses import did_it_work, questions

_ANALYSIS = "<slug:partnership_slug>/analysis"
urlpatterns: list[URLPattern] = [
    path(f"{_ANALYSIS}/", questions.questions, name="analysis"),
    path(f"{_ANALYSIS}/did-it-work/", did_it_work.did_it_work, name="did-it-work"),
    path(f"{_ANALYSIS}/did-it-work.csv", did_it_work.did_it_work_download, name="did-it-work-csv"),
]
