"""Addresses that belong to no app."""

from django.urls import path
from django.views.generic import TemplateView

from saferplace.web import home

app_name = "web"
urlpatterns = [
    path("accessibility/", TemplateView.as_view(template_name="web/accessibility.html"), name="accessibility"),
    path("welcome/", home.after_sign_in, name="after-sign-in"),
    path("<slug:partnership_slug>/home/", home.home, name="home"),
]
