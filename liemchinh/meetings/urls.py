"""Addresses of this area."""

from django.urls import include, path

from liemchinh.meetings.views import attendance, minutes

_meetings = [
    path("meetings/<int:organisation>/record/", attendance.record, name="record"),
    path("meetings/<int:organisation>/agenda/", minutes.agenda, name="agenda"),
    path("meetings/<int:organisation>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:organisation>/paper/", minutes.paper, name="paper"),
    path("meetings/<int:meeting>/", attendance.one, name="one"),
]

urlpatterns = [path("", include((_meetings, "meetings")))]
