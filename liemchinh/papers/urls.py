"""Addresses of this area."""

from django.urls import include, path

from liemchinh.papers.views import book, declaration, files, letterheads, wordings

_papers = [
    path("papers/", book.numbers, name="book"),
    path("papers/<int:at>/take/", book.take, name="take"),
    path("papers/<int:at>/note/", book.note, name="note"),
    path("papers/numbers/<int:number>/void/", book.void, name="void"),
    path("papers/numbers/<int:number>/cancel/", book.cancel, name="cancel-noted"),
    path("papers/files/<int:number>/<slug:form>/", files.file, name="file"),
    path("papers/mine/<int:number>/<slug:form>/", files.own_file, name="own-file"),
    path("papers/<int:at>/letterheads/", letterheads.letterheads, name="letterheads"),
    path("papers/<int:at>/letterheads/take/", letterheads.take, name="take-suggestions"),
    path("papers/<int:at>/letterheads/<str:organ>/", letterheads.change, name="letterhead"),
    path("papers/<int:at>/wordings/", wordings.wordings, name="wordings"),
    path("papers/<int:at>/wordings/<str:code>/", wordings.change, name="wording"),
    path("papers/<int:at>/wordings/<str:code>/example/", wordings.example, name="example"),
    path("papers/<int:at>/wordings/<str:code>/withdraw/", wordings.withdraw, name="withdraw-wording"),
    path("papers/<int:at>/declaration/", declaration.declaration, name="declaration"),
    path("papers/<int:at>/declaration/new/", declaration.declare, name="declare"),
]

urlpatterns = [path("", include((_papers, "papers")))]
