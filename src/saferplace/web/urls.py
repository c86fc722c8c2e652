"""Root addresses. Everything of a partnership lives under its slug, so the product's own words come first."""

from django.urls import include, path

urlpatterns = [
    path("", include("saferplace.web.pages")),
    path("", include("saferplace.partnership.urls")),
    path("", include("saferplace.intelligence.urls")),
    path("", include("saferplace.plan.urls")),
    path("", include("saferplace.performance.urls")),
    path("", include("saferplace.publish.urls")),
]
