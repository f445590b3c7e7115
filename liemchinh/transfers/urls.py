"""Addresses of this area."""

from django.urls import include, path

from liemchinh.transfers.views import answering, listing, printing, sending

_transfers = [
    path("transfers/", listing.transfers, name="list"),
    path("transfers/without-letter/", listing.without_letter, name="without-letter"),
    path("transfers/send/", sending.send, name="send"),
    path("transfers/arrive/", sending.arrive, name="arrive"),
    path("transfers/receive/", answering.receive, name="receive"),
    path("transfers/book/", printing.book, name="book"),
    path("transfers/<int:case>/", answering.one, name="one"),
]

urlpatterns = [path("", include((_transfers, "transfers")))]
