"""Addresses of this area."""

from django.urls import include, path

from liemchinh.papers.views import book, letterheads

_papers = [
    path("papers/", book.numbers, name="book"),
    path("papers/<int:at>/take/", book.take, name="take"),
    path("papers/<int:at>/note/", book.note, name="note"),
    path("papers/numbers/<int:number>/void/", book.void, name="void"),
    path("papers/numbers/<int:number>/cancel/", book.cancel, name="cancel-noted"),
    path("papers/<int:at>/letterheads/", letterheads.letterheads, name="letterheads"),
    path("papers/<int:at>/letterheads/take/", letterheads.take, name="take-suggestions"),
    path("papers/<int:at>/letterheads/<str:organ>/", letterheads.change, name="letterhead"),
]

urlpatterns = [path("", include((_papers, "papers")))]
