"""Addresses of reports; ``POST /corrections/report/`` is a public contract (DESIGN section 6)."""

from django.urls import path, register_converter

from dateline.reader.reports import views
from dateline.reader.reports.converters import Secret

register_converter(Secret, "secret")

urlpatterns = [
    path("corrections/report/", views.report, name="report_mistake"),
    path("corrections/receipt/<secret:secret>/", views.receipt, name="report_receipt"),
]
