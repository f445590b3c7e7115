"""Programmes of inspection and supervision: drafts, what was adopted, conclusions entered as history; and what inspections are about.

Nobody is proposed, marked or ranked: subjects stand here because people wrote them into a programme.
"""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER, LONGEST_ISSUER = 60, 120


class Draft(models.Model):
    """A programme, or a change of one, before anybody adopted it: its organisation's alone, nothing of it in the book.

    `items`: as `planning.PlannedItem.plain` writes them. It goes when it is adopted or thrown away, at the latest a year after it was
    last touched.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    organ = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    items = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "inspections_draft"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "organ", "year"], name="inspections_draft_once"),
        )


class Programme(Recorded):
    """The programme of an organ for a year as one decision left it. `replaced_by`: the entry of the decision that changed it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    organ = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=LONGEST_NUMBER)
    decided_on = models.DateField()
    replaced_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "inspections_programme"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "organ", "year"],
                condition=LIVE & models.Q(replaced_by__isnull=True),
                name="inspections_programme_one",
            ),
        )
        indexes = (models.Index(fields=["year", "organisation"], name="inspections_programme_year", condition=LIVE),)


class Item(models.Model):
    """One line of a programme. `number` stays the same through all decisions about the programme. `content`: codes of the catalogue.

    `first` and `last`: the period that is examined, both days counted.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=12)
    month = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    content = models.JSONField()

    class Meta:
        db_table = "inspections_item"
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="inspections_item_once"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="inspections_item_period"),
            models.CheckConstraint(condition=models.Q(month__gte=1, month__lte=12), name="inspections_item_month"),
        )


class Subject(models.Model):
    """Who is to be inspected or supervised under a line: an organisation below, or a member."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="subjects")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "inspections_subject"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True, person__isnull=False)
                | models.Q(organisation__isnull=False, person__isnull=True),
                name="inspections_subject_one",
            ),
        )


class Examined(Recorded):
    """An organisation was examined, decided on paper or before the software: number and day of the conclusion, and whose it was."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    organ = models.CharField(max_length=12)
    sort = models.CharField(max_length=12)
    number = models.CharField(max_length=LONGEST_NUMBER)
    concluded_on = models.DateField()

    class Meta:
        db_table = "inspections_examined"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "by", "number", "concluded_on"],
                condition=LIVE,
                name="inspections_examined_once",
            ),
        )
        indexes = (
            models.Index(fields=["organisation", "concluded_on"], name="inspections_examined_place", condition=LIVE),
        )


class Inspection(models.Model):
    """What a case of this room is about: organ and sort, content by code, the period examined; where it comes from.

    From a programme: which decision and line. On signs: the document that shows them, by kind, number, day and issuer, never a number of
    reports (guards 9).
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="inspection")
    organ = models.CharField(max_length=12)
    sort = models.CharField(max_length=12)
    content = models.JSONField()
    first = models.DateField()
    last = models.DateField()
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="inspections")
    number = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=12, blank=True)
    source_number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    source_dated = models.DateField(null=True)
    source_issuer = models.CharField(max_length=LONGEST_ISSUER, blank=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "inspections_inspection"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(programme__isnull=False, number__isnull=False, source="")
                | (
                    models.Q(programme__isnull=True, number__isnull=True, source_dated__isnull=False)
                    & ~models.Q(source="")
                    & ~models.Q(source_number="")
                ),
                name="inspections_inspection_origin",
            ),
        )


class TeamMember(Recorded):
    """Somebody of the register in the team of a case. Leaving it has no reason (guards 14)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)

    class Meta:
        db_table = "inspections_team_member"
        constraints = (
            models.UniqueConstraint(fields=["case", "person"], condition=LIVE, name="inspections_team_once"),
            models.UniqueConstraint(
                fields=["case"], condition=LIVE & models.Q(leads=True), name="inspections_team_one_lead"
            ),
        )


class Challenge(Recorded):
    """A person concerned challenges a team member; answered by the organ: upheld, and the member leaves, or not. Grounds stay on paper."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="challenges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()
    answered_on = models.DateField(null=True)
    upheld = models.BooleanField(null=True)

    class Meta:
        db_table = "inspections_challenge"
        constraints = (
            models.UniqueConstraint(
                fields=["case", "person"], condition=LIVE & models.Q(answered_on__isnull=True),
                name="inspections_challenge_open_once",
            ),
        )  # fmt: skip


class Result(Recorded):
    """What was concluded about one subject, and whether, and by whom, it must be disciplined."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="results")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    result = models.CharField(max_length=12)
    discipline = models.CharField(max_length=12)

    class Meta:
        db_table = "inspections_result"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(person__isnull=False),
                name="inspections_result_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(result="violation") | models.Q(discipline="no"),
                name="inspections_result_discipline",
            ),
        )


class FollowUp(Recorded):
    """Something to be done after a conclusion, by a subject, by a day. Done on a day as one officer recorded, confirmed by another."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="follow_ups")
    what = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.BigIntegerField(null=True)
    confirmed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "inspections_follow_up"
        indexes = (models.Index(fields=["due_on", "case"], name="inspections_follow_up_due", condition=LIVE),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(person__isnull=False),
                name="inspections_follow_up_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | (models.Q(done_by__isnull=False) & ~models.Q(confirmed_by=models.F("done_by"))),
                name="inspections_follow_up_by_two",
            ),
        )
