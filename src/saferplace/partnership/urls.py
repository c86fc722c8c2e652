"""Addresses of signing in (for the whole product) and of people, agreements and audit (in a partnership)."""

from django.contrib.auth import views as auth_views
from django.urls import path
from django.views.generic import TemplateView

from saferplace.partnership import views, views_agreements

app_name = "partnership"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", auth_views.LogoutView.as_view(), name="sign-out"),
    path("signed-out/", TemplateView.as_view(template_name="registration/signed_out.html"), name="signed-out"),
    path("password/", views.ChangePassword.as_view(), name="change-password"),
    path(
        "password/changed/",
        auth_views.PasswordChangeDoneView.as_view(template_name="registration/password_change_done.html"),
        name="password-changed",
    ),
    path("<slug:partnership_slug>/audit/", views.audit, name="audit"),
    path("<slug:partnership_slug>/people/", views.people, name="people"),
    path("<slug:partnership_slug>/agreements/", views_agreements.agreements, name="agreements"),
    path("<slug:partnership_slug>/agreements/add/", views_agreements.add, name="agreement-add"),
    path("<slug:partnership_slug>/agreements/of/<slug:reference>/", views_agreements.agreement, name="agreement"),
    path(
        "<slug:partnership_slug>/agreements/of/<slug:reference>/amend/", views_agreements.amend, name="agreement-amend"
    ),
]
