"""Study sittings and talks: what document, what day, who was asked to come, who came, in counts and for a time by name."""

from django.db import models

from liemchinh.directives.models import Document
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded
from liemchinh.study.words import KINDS, MEMBERS, SORTS, STATES

LONGEST_NUMBER = 40


class Sitting(Recorded):
    """A sitting called by an organisation about a document, on a day; a make-up sitting names the one that was missed.

    It counts as held once a roll of it stands. Nothing of what was said is in it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    document = models.ForeignKey(Document, models.PROTECT, related_name="sittings")
    held_on = models.DateField()
    makes_up = models.ForeignKey("self", models.PROTECT, null=True, related_name="make_ups")

    class Meta:
        db_table = "study_sitting"
        indexes = (
            models.Index(fields=["organisation", "held_on"], name="study_sitting_place", condition=LIVE),
            models.Index(fields=["held_on"], name="study_sitting_day", condition=LIVE),
        )


class Address(models.Model):
    """An organisation whose members, and those of everything under it, are asked to come. It goes with the sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="addresses", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        db_table = "study_address"
        constraints = (models.UniqueConstraint(fields=["sitting", "organisation"], name="study_address_once"),)


class Roll(Recorded):
    """Who came of one organisation: by name in a branch, or as the counts of its minutes for it and everything under it.

    Of a make-up sitting `due` are those who had missed the sitting. `registered`: how many the register of the day says were due.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="rolls", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=list(SORTS.items()))
    due = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    excused = models.PositiveIntegerField()
    registered = models.PositiveIntegerField()
    minutes = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    minutes_on = models.DateField(null=True)

    class Meta:
        db_table = "study_roll"
        constraints = (
            models.UniqueConstraint(fields=["sitting", "organisation"], condition=LIVE, name="study_roll_once"),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("present") + models.F("excused")), name="study_roll_of_those_due"
            ),
        )

    @property
    def absent(self) -> int:
        """How many stayed away without an excuse."""
        return self.due - self.present - self.excused


class Share(models.Model):
    """Of a roll by name: how many of one kind of member were due, came, were excused. It stays when the names go."""

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="shares", db_index=False)
    kind = models.CharField(max_length=12, choices=list(MEMBERS.items()))
    due = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    excused = models.PositiveIntegerField()

    class Meta:
        db_table = "study_share"
        constraints = (models.UniqueConstraint(fields=["roll", "kind"], name="study_share_once"),)


class Attendance(Recorded):
    """How one member who was due stood, by name: deleted when the year after the sitting's is over (`members.months.names_from`)."""

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="attendance", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=list(STATES.items()))

    class Meta:
        db_table = "study_attendance"
        constraints = (models.UniqueConstraint(fields=["roll", "person"], name="study_attendance_once"),)
