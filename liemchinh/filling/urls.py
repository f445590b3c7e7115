"""Addresses of this area."""

from django.urls import include, path

from liemchinh.filling.views import choosing, filling, listing, sheets

_filling = [
    path("filling/", listing.blanks, name="list"),
    path("filling/new/", listing.new, name="new"),
    path("filling/<int:pk>/", listing.one, name="one"),
    path("filling/<int:pk>/sheets/<int:number>/", sheets.sheet, name="sheet"),
    path("filling/<int:pk>/sheets/<int:number>/<slug:cell>/", choosing.choose, name="choose"),
    path("filling/<int:pk>/slots/<int:slot>/remove/", listing.remove, name="remove"),
    path("filling/<int:pk>/renew/", listing.renew, name="renew"),
    path("filling/<int:pk>/fill/", filling.fill, name="fill"),
    path("filling/<int:pk>/delete/", listing.delete, name="delete"),
]

urlpatterns = [path("", include((_filling, "filling")))]
