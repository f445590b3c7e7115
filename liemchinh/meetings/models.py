"""Meetings of a branch: the day, who was due and came, in counts and for a time by name; what it concluded. Nothing of what was said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.directives.models import Document
from liemchinh.meetings.items import KINDS, RESULTS
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 40
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


class Agenda(Recorded):
    """What a branch's meeting of a day is about, set before it or written afterwards; set again the earlier one does not stand."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField()

    class Meta:
        db_table = "meetings_agenda"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "held_on"], condition=LIVE, name="meetings_agenda_once_a_day"
            ),
        )


class Item(models.Model):
    """One item of an agenda: its kind, and the document it is about. It goes with the agenda."""

    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="items", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=list(KINDS.items()))
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "meetings_item"
        constraints = (models.UniqueConstraint(fields=["agenda", "number"], name="meetings_item_number"),)


class Minutes(Recorded):
    """What a meeting concluded on each item of its agenda. What was said is on paper alone."""

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="minutes", db_index=False)

    class Meta:
        db_table = "meetings_minutes"
        constraints = (models.UniqueConstraint(fields=["agenda"], condition=LIVE, name="meetings_minutes_once"),)


class Outcome(models.Model):
    """The conclusion on one item: of a closed list, the number of the resolution it became, and the votes as counts."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="outcomes", db_index=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    result = models.CharField(max_length=12, choices=list(RESULTS.items()))
    resolution = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "meetings_outcome"
        constraints = (models.UniqueConstraint(fields=["minutes", "item"], name="meetings_outcome_once"),)
