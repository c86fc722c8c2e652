"""Addresses of publish: the product's front door, and each partnership's."""

from django.urls import path

from saferplace.publish import views

app_name = "publish"
urlpatterns = [
    path("", views.partnerships, name="partnerships"),
    path("<slug:partnership_slug>/", views.front, name="front"),
]
