"""Addresses of analysis, below those of intelligence."""

from __future__ import annotations

from django.urls import URLPattern, path

from saferplace.intelligence.views.analyses import (
    change,
    concentration,
    did_it_work,
    harm,
    near_repeats,
    next_month,
    open_data,
    questions,
    stands_out,
    times,
    trend,
)

_ANALYSIS = "<slug:partnership_slug>/analysis"
urlpatterns: list[URLPattern] = [
    path(f"{_ANALYSIS}/", questions.questions, name="analysis"),
    path(f"{_ANALYSIS}/concentration/", concentration.concentration_page, name="concentration"),
    path(f"{_ANALYSIS}/concentration.csv", concentration.concentration_download, name="concentration-csv"),
    path(f"{_ANALYSIS}/change/", change.change, name="change"),
    path(f"{_ANALYSIS}/change.csv", change.change_download, name="change-csv"),
    path(f"{_ANALYSIS}/stands-out/", stands_out.stands_out, name="stands-out"),
    path(f"{_ANALYSIS}/stands-out.csv", stands_out.stands_out_download, name="stands-out-csv"),
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
    path(f"{_ANALYSIS}/times/", times.times_page, name="times"),
    path(f"{_ANALYSIS}/times.csv", times.times_download, name="times-csv"),
    path(f"{_ANALYSIS}/trend/", trend.trend_page, name="trend"),
    path(f"{_ANALYSIS}/trend.csv", trend.trend_download, name="trend-csv"),
    path(f"{_ANALYSIS}/did-it-work/", did_it_work.did_it_work, name="did-it-work"),
    path(f"{_ANALYSIS}/did-it-work.csv", did_it_work.did_it_work_download, name="did-it-work-csv"),
    path("<slug:partnership_slug>/open-data/", open_data.open_data, name="open-data"),
    path("<slug:partnership_slug>/open-data/recorded-crime.csv", open_data.open_data_download, name="open-data-csv"),
    path(
        "<slug:partnership_slug>/open-data/dictionary.csv", open_data.open_data_dictionary, name="open-data-dictionary"
    ),
]
