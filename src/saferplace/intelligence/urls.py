"""Addresses of intelligence."""

from django.urls import path

from saferplace.intelligence.analyses.urls import urlpatterns as analysis_addresses
from saferplace.intelligence.uploads.steps import Step
from saferplace.intelligence.views import (
    comparators,
    evidence,
    history,
    outcomes,
    places,
    quality,
    receipts,
    recorded_crime,
    retention,
    searches,
)
from saferplace.intelligence.views.uploads import matching, one, saved, sending

app_name = "intelligence"
_UPLOAD = "<slug:partnership_slug>/evidence/uploads/<slug:reference>"
urlpatterns = [
    *analysis_addresses,
    path("receipts/<str:digest>/", receipts.receipt, name="receipt"),
    path("<slug:partnership_slug>/key-findings/", receipts.key_findings, name="key-findings"),
    path("<slug:partnership_slug>/map/", recorded_crime.map_of_recorded_crime, name="map"),
    path("<slug:partnership_slug>/map/points.geojson", recorded_crime.map_points, name="map-points"),
    path("<slug:partnership_slug>/map/areas.geojson", recorded_crime.map_areas, name="map-areas"),
    path("<slug:partnership_slug>/map/areas.csv", recorded_crime.map_areas_download, name="map-areas-csv"),
    path("<slug:partnership_slug>/map/outlines.geojson", recorded_crime.map_outlines, name="map-outlines"),
    path("<slug:partnership_slug>/evidence/", evidence.evidence, name="evidence"),
    path("<slug:partnership_slug>/evidence/data-sets/<slug:data_set>/", evidence.data_set, name="data-set"),
    path("<slug:partnership_slug>/evidence/imports/<str:import_id>/", evidence.one_import, name="import"),
    path("<slug:partnership_slug>/evidence/refused/", evidence.refused, name="refused"),
    path("<slug:partnership_slug>/evidence/refused.csv", evidence.refused_download, name="refused-csv"),
    path("<slug:partnership_slug>/evidence/places/", places.waiting, name="places"),
    path("<slug:partnership_slug>/evidence/places/<str:digest>/", places.one_text, name="place"),
    path("<slug:partnership_slug>/evidence/rows/", receipts.rows, name="rows"),
    path("<slug:partnership_slug>/evidence/data-sets/<slug:data_set>/changes/", history.changes, name="changes"),
    path(
        "<slug:partnership_slug>/evidence/data-sets/<slug:data_set>/changes.csv",
        history.changes_csv,
        name="changes-csv",
    ),
    path("<slug:partnership_slug>/evidence/retention/", retention.retention, name="retention"),
    path("<slug:partnership_slug>/evidence/retention/rules/add/", retention.add_rule, name="retention-rule-add"),
    path("<slug:partnership_slug>/evidence/retention/rules/<int:pk>/", retention.plan, name="retention-plan"),
    path(
        "<slug:partnership_slug>/evidence/retention/rules/<int:pk>/end/", retention.end_rule, name="retention-rule-end"
    ),
    path("<slug:partnership_slug>/evidence/retention/holds/add/", retention.place_hold, name="hold-add"),
    path("<slug:partnership_slug>/evidence/retention/holds/<int:pk>/lift/", retention.lift_hold, name="hold-lift"),
    path("<slug:partnership_slug>/evidence/retention/runs/<int:pk>/", retention.run, name="retention-run"),
    path("<slug:partnership_slug>/evidence/certificates/<int:pk>/", retention.certificate, name="certificate"),
    path(
        "<slug:partnership_slug>/evidence/certificates/<int:pk>.json",
        retention.certificate_download,
        name="certificate-json",
    ),
    path("<slug:partnership_slug>/evidence/quality/", quality.quality, name="quality"),
    path("<slug:partnership_slug>/evidence/quality/forces/", quality.forces, name="forces"),
    path("<slug:partnership_slug>/evidence/quality/<slug:data_set>/", quality.quality_of_data_set, name="quality-of"),
    path("<slug:partnership_slug>/evidence/exchange/", quality.quarterly_exchange, name="exchange"),
    path("<slug:partnership_slug>/outcomes/", outcomes.outcomes, name="outcomes"),
    path("<slug:partnership_slug>/outcomes.csv", outcomes.outcomes_download, name="outcomes-csv"),
    path("<slug:partnership_slug>/stop-and-search/", searches.stop_and_search, name="stop-and-search"),
    path("<slug:partnership_slug>/stop-and-search.csv", searches.stop_and_search_download, name="stop-and-search-csv"),
    path("<slug:partnership_slug>/comparators/", comparators.comparators, name="comparators"),
    path("<slug:partnership_slug>/comparators.csv", comparators.comparators_download, name="comparators-csv"),
    path("<slug:partnership_slug>/evidence/send/", sending.send, name="send"),
    path("<slug:partnership_slug>/evidence/uploads/", sending.uploads, name="uploads"),
    path(f"{_UPLOAD}/", one.upload, name="upload"),
    path(f"{_UPLOAD}/progress.json", one.progress, name="upload-progress"),
    path(f"{_UPLOAD}/match/", matching.match, name="upload-match"),
    *(
        path(f"{_UPLOAD}/{step.value}/", matching.question, {"step": step}, name=f"upload-{step.value}")
        for step in matching.QUESTIONS
    ),
    path(f"{_UPLOAD}/{Step.PREVIEW.value}/", matching.look, name="upload-preview"),
    path(f"{_UPLOAD}/check/", one.check, name="upload-check"),
    path(f"{_UPLOAD}/import/", one.import_it, name="upload-import"),
    path(f"{_UPLOAD}/cancel/", one.cancel, name="upload-cancel"),
    path(f"{_UPLOAD}/discard/", one.discard, name="upload-discard"),
    path("<slug:partnership_slug>/evidence/mappings/", saved.mappings, name="mappings"),
    path("<slug:partnership_slug>/evidence/mappings/<int:number>/", saved.mapping, name="mapping"),
    path("<slug:partnership_slug>/evidence/mappings/<int:number>/retire/", saved.retire, name="mapping-retire"),
]
