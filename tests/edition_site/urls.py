"""Addresses of the test site."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from dateline.edition.addresses import register_bypass, register_query
from dateline.edition.sending import register_forms
from tests.edition_site import views

register_bypass("/desk/")
register_forms("/desk/", may_upload=views.may_upload)
register_query("/search/", ["q", "page"])

urlpatterns = [
    path("", views.front),
    path("section/<slug:slug>/", views.section),
    path("note/<slug:slug>/", views.note),
    path("quiet/<slug:slug>/", views.quiet),
    path("search/", views.search),
    path("until/", views.until),
    path("visitor/", views.visitor),
    path("writes/", views.writes),
    path("fails/", views.fails),
    path("slow/", views.slow),
    path("unkeyed/", views.unkeyed),
    path("desk/echo/", csrf_exempt(views.echo)),
    path("desk/stream/", views.stream),
    path("static/style.0123.css", views.style),
    path("desk/metrics/", views.metrics),
    path("desk/fresh/", views.fresh),
    path("desk/remove/", csrf_exempt(views.remove)),
    path("desk/publish/", csrf_exempt(views.publish)),
]
