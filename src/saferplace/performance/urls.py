"""Addresses of performance, all within a partnership."""

from django.urls import path

from saferplace.performance import views

app_name = "performance"
urlpatterns = [
    path("<slug:partnership_slug>/scorecard/", views.scorecard, name="scorecard"),
    path("<slug:partnership_slug>/scorecard.csv", views.scorecard_download, name="scorecard-csv"),
    path("<slug:partnership_slug>/measures/<slug:key>/", views.measure, name="measure"),
    path("<slug:partnership_slug>/measures/<slug:key>/figures.csv", views.measure_download, name="measure-csv"),
    path("<slug:partnership_slug>/measures/<slug:key>/record/", views.record, name="record"),
    path("<slug:partnership_slug>/measures/<slug:key>/publish/<int:pk>/", views.publish, name="publish"),
]
