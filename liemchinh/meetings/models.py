"""Meetings of a branch: the day, who was due and came, in counts and for a time by name. Nothing of what was said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

PRESENT, ABSENT, EXCUSED = "present", "absent", "excused"
STATES = {PRESENT: _("Có mặt"), ABSENT: _("Vắng"), EXCUSED: _("Có lý do")}


class Meeting(Recorded):
    """A meeting held on a day. Due are all counted: present, absent and excused together."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField()
    present = models.IntegerField()
    absent = models.IntegerField()
    excused = models.IntegerField()

    class Meta:
        db_table = "meetings_meeting"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "held_on"], condition=LIVE, name="meetings_once_a_day"),
        )
        indexes = (models.Index(fields=["held_on", "organisation"], name="meetings_day", condition=LIVE),)

    @property
    def due(self) -> int:
        """How many were to come."""
        return self.present + self.absent + self.excused


class Attendance(Recorded):
    """How one member due at a meeting stood, by name: deleted when the year after the meeting's is over (`members.months.names_from`)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=list(STATES.items()))

    class Meta:
        db_table = "meetings_attendance"
        constraints = (models.UniqueConstraint(fields=["meeting", "person"], name="meetings_attendance_once"),)
