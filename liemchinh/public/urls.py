"""Every address of the public pages, in English under /en/. tests/permissions_of_public.py says what each answers to whom."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from liemchinh.public.views import pages, rating, receipt, reporting, suggesting

handler400 = "liemchinh.public.views.trouble.bad_request"
handler403 = "liemchinh.public.views.trouble.bad_request"
handler404 = "liemchinh.public.views.trouble.not_found"
handler500 = "liemchinh.public.views.trouble.server_error"

urlpatterns = i18n_patterns(
    path("", pages.offices, name="public-offices"),
    path("how/", pages.how, name="public-how"),
    path("o/<slug:code>/", pages.office, name="public-office"),
    path("o/<slug:code>/published/", pages.published, name="public-published"),
    path("o/<slug:code>/paper/", pages.paper, name="public-paper"),
    path("o/<slug:code>/rate/", rating.rate, name="public-rate"),
    path("o/<slug:code>/suggest/", suggesting.suggest, name="public-suggest"),
    path("o/<slug:code>/report/", reporting.report, name="public-report"),
    path("receipt/", receipt.enter, name="public-receipt"),
    path("receipt/message/", receipt.message, name="public-message"),
    prefix_default_language=False,
)
