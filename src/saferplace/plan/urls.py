"""Addresses of plan."""

from django.urls import path

from saferplace.plan import views

app_name = "plan"
urlpatterns = [
    path("<slug:partnership_slug>/plan/", views.plan, name="plan"),
    path("<slug:partnership_slug>/plan/priorities/<slug:key>/", views.priority, name="priority"),
    path("<slug:partnership_slug>/plan/themes/<slug:key>/", views.theme, name="theme"),
    path("<slug:partnership_slug>/plan/cross-cutting/<slug:key>/", views.objective, name="objective"),
    path("<slug:partnership_slug>/plan/actions/<slug:key>/", views.action, name="action"),
    path("<slug:partnership_slug>/plan/outcomes/<slug:key>/", views.outcome, name="outcome"),
    path("<slug:partnership_slug>/plan/partners/", views.partners, name="partners"),
    path("<slug:partnership_slug>/plan/legislation/", views.legislation, name="legislation"),
    path("<slug:partnership_slug>/plan/how-we-measure/", views.how_we_measure, name="how-we-measure"),
    path("<slug:partnership_slug>/plan/versions/", views.versions, name="versions"),
    path("<slug:partnership_slug>/plan/versions/<slug:key>/<int:number>/", views.version, name="version"),
]
