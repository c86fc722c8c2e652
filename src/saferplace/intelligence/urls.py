"""Addresses of intelligence."""

from django.urls import path

from saferplace.intelligence.views import comparators, evidence, receipts, recorded_crime

app_name = "intelligence"
urlpatterns = [
    path("receipts/<str:digest>/", receipts.receipt, name="receipt"),
    path("<slug:partnership_slug>/key-findings/", receipts.key_findings, name="key-findings"),
    path("<slug:partnership_slug>/map/", recorded_crime.map_of_recorded_crime, name="map"),
    path("<slug:partnership_slug>/map/points.geojson", recorded_crime.map_points, name="map-points"),
    path("<slug:partnership_slug>/map/outlines.geojson", recorded_crime.map_outlines, name="map-outlines"),
    path("<slug:partnership_slug>/evidence/", evidence.evidence, name="evidence"),
    path("<slug:partnership_slug>/evidence/data-sets/<slug:data_set>/", evidence.data_set, name="data-set"),
    path("<slug:partnership_slug>/evidence/imports/<str:import_id>/", evidence.one_import, name="import"),
    path("<slug:partnership_slug>/evidence/refused/", evidence.refused, name="refused"),
    path("<slug:partnership_slug>/evidence/refused.csv", evidence.refused_download, name="refused-csv"),
    path("<slug:partnership_slug>/evidence/rows/", receipts.rows, name="rows"),
    path("<slug:partnership_slug>/comparators/", comparators.comparators, name="comparators"),
    path("<slug:partnership_slug>/comparators.csv", comparators.comparators_download, name="comparators-csv"),
]
