"""Addresses of analysis, below those of intelligence."""

from __future__ import annotations

from django.urls import URLPattern, path

from saferplace.intelligence.views.analyses import did_it_work, open_data, questions

_ANALYSIS = "<slug:partnership_slug>/analysis"
urlpatterns: list[URLPattern] = [
    path(f"{_ANALYSIS}/", questions.questions, name="analysis"),
    path(f"{_ANALYSIS}/did-it-work/", did_it_work.did_it_work, name="did-it-work"),
    path(f"{_ANALYSIS}/did-it-work.csv", did_it_work.did_it_work_download, name="did-it-work-csv"),
    path("<slug:partnership_slug>/open-data/", open_data.open_data, name="open-data"),
    path("<slug:partnership_slug>/open-data/recorded-crime.csv", open_data.open_data_download, name="open-data-csv"),
    path(
        "<slug:partnership_slug>/open-data/dictionary.csv", open_data.open_data_dictionary, name="open-data-dictionary"
    ),
]
