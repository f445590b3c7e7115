"""Addresses of this area."""

from django.urls import include, path

from liemchinh.citizens.views import keys, offices, on_paper, ratings, reports

_citizens = [
    path("citizens/", ratings.ratings, name="ratings"),
    path("citizens/at/<int:organisation>/paper/", ratings.paper, name="paper"),
    path("citizens/paper/<int:rating>/cancel/", ratings.cancel, name="cancel-paper"),
    path("citizens/at/<int:organisation>/page/", offices.page, name="page"),
    path("citizens/at/<int:organisation>/slips/", offices.slips, name="slips"),
    path("citizens/at/<int:organisation>/publish/", offices.publish, name="publish"),
    path("citizens/at/<int:organisation>/close/", offices.close, name="close"),
    path("citizens/exchange/", offices.exchange, name="exchange"),
    path("citizens/at/<int:organisation>/keys/", keys.listed, name="keys"),
    path("citizens/at/<int:organisation>/keys/make/", keys.make, name="make-key"),
    path("citizens/keys/<int:key>/renew/", keys.renew, name="renew-key"),
    path("citizens/keys/<int:key>/accept/", keys.accept, name="accept-key"),
    path("citizens/keys/<int:key>/end/", keys.end, name="end-key"),
    path("citizens/envelopes/", on_paper.received, name="on-paper"),
    path("citizens/envelopes/<int:papers>/cancel/", on_paper.cancel, name="cancel-on-paper"),
    path("citizens/reports/", reports.listed, name="reports"),
    path("citizens/reports/<int:report>/", reports.one, name="report"),
    path("citizens/reports/<int:report>/files/<int:attachment>/", reports.attachment, name="attachment"),
    path("citizens/reports/<int:report>/reply/", reports.reply, name="reply"),
    path("citizens/reports/<int:report>/decide/", reports.decide, name="decide"),
    path("citizens/reports/<int:report>/vouch/", reports.vouch, name="vouch"),
    path("citizens/reports/<int:report>/who/", reports.ask, name="ask-identity"),
    path("citizens/who/<int:request_id>/give/", reports.give, name="give-identity"),
    path("citizens/who/<int:request_id>/", reports.identity, name="identity"),
    path("citizens/suggestions/<int:suggestion>/", reports.suggestion, name="suggestion"),
]

urlpatterns = [path("", include((_citizens, "citizens")))]
