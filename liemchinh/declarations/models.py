"""Declarations of assets and income: who owes one and why, handed in on a day, where the paper lies, made public. Never what is in it."""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.declarations.words import GROUNDS, GROUPS, KINDS, LIES, OUTCOMES, SOURCES, WAYS
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded
from regulations.rules.declaring import ANNUAL

LONGEST_BASIS = 160


class Position(Recorded):
    """A post outside the register that may call for a declaration: a group of the rules, held in an organisation from a day to a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    group = models.CharField(max_length=20, choices=list(GROUPS.items()))
    leads = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "declarations_position"
        constraints = (
            models.UniqueConstraint(
                fields=["person", "organisation", "group"],
                condition=LIVE & models.Q(ends_on__isnull=True),
                name="declarations_position_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="declarations_position_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True, ended_by__isnull=True)
                | models.Q(ends_on__isnull=False, ended_by__isnull=False),
                name="declarations_position_ended_by_an_entry",
            ),
        )


class Duty(Recorded):
    """One declaration that one person owes, as an organisation listed it: kind, year, by which group or post, from which day, until when.

    `due_on` is empty where no verified text names a last day: such a one is never late and never missing (guards 12).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=list(KINDS.items()))
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=40, blank=True)
    leads = models.BooleanField()
    arose_on = models.DateField()
    due_on = models.DateField(null=True)

    class Meta:
        db_table = "declarations_duty"
        indexes = (models.Index(fields=["organisation", "year"], name="declarations_duty_place", condition=LIVE),)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "year"], condition=LIVE & models.Q(kind=ANNUAL), name="declarations_duty_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "arose_on"], condition=LIVE, name="declarations_duty_once_a_day"
            ),
        )


class HandingIn(Recorded):
    """A declaration was handed in on a day; where the paper lies."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="handed")
    on = models.DateField()
    lies = models.CharField(max_length=16, choices=list(LIES.items()))

    class Meta:
        db_table = "declarations_handing_in"
        constraints = (models.UniqueConstraint(fields=["duty"], condition=LIVE, name="declarations_handed_once"),)


class Publication(Recorded):
    """An organisation made its declarations of a year public: posted from a day to a last day, or read at a meeting on a day.

    `basis`: article and document its days stand on where no verified text tells them; until `vouched_by`, the entry of a second officer,
    it waits.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=list(WAYS.items()))
    starts_on = models.DateField()
    last_on = models.DateField()
    basis = models.CharField(max_length=LONGEST_BASIS, blank=True)
    vouched_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "declarations_publication"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("starts_on")), name="declarations_published_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(way="posted") | models.Q(last_on=models.F("starts_on")),
                name="declarations_read_on_one_day",
            ),
            models.CheckConstraint(
                condition=models.Q(vouched_by__isnull=True) | ~models.Q(basis=""),
                name="declarations_vouched_on_a_basis",
            ),
        )


class Draw(Recorded):
    """A draw for verification: the list is frozen and the number it will hang on named before anybody knows that number.

    `fingerprint` is of the frozen list; `seed` the published number, digits alone, empty until it is known.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    plan_number = models.CharField(max_length=40)
    plan_on = models.DateField()
    source = models.CharField(max_length=16, choices=list(SOURCES.items()))
    seed_on = models.DateField()
    units = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    seed = models.CharField(max_length=20, blank=True)
    drawn_on = models.DateField(null=True)
    drawn_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "declarations_draw"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "year"], condition=LIVE, name="declarations_draw_once_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(seed="", drawn_on__isnull=True, drawn_by__isnull=True)
                | (~models.Q(seed="") & models.Q(drawn_on__isnull=False, drawn_by__isnull=False)),
                name="declarations_draw_by_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(share__gte=1, share__lte=100, units__gte=1), name="declarations_draw_of_some"
            ),
        )


class Ticket(models.Model):
    """One line of a frozen list: its number, its unit's number, whose declaration; drawn or not. It goes with the draw."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="tickets", db_index=False)
    number = models.PositiveIntegerField()
    unit = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="tickets")
    leads = models.BooleanField()
    drawn = models.BooleanField(default=False)

    class Meta:
        db_table = "declarations_ticket"
        constraints = (models.UniqueConstraint(fields=["draw", "number"], name="declarations_ticket_once"),)


class Verification(Recorded):
    """A case in which one declaration is verified: on which ground, and by which document. Never what was declared or found."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="verification")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="verifications")
    ground = models.CharField(max_length=24, choices=list(GROUNDS.items()))
    document = models.CharField(max_length=60, blank=True)
    document_on = models.DateField(null=True)

    class Meta:
        db_table = "declarations_verification"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground="random", document="", document_on__isnull=True)
                | (~models.Q(ground="random") & ~models.Q(document="") & models.Q(document_on__isnull=False)),
                name="declarations_verification_on_a_document",
            ),
        )


class Outcome(Recorded):
    """What a verification concluded, of the closed list: one stands. `is_unverified`: two officers stood behind the list of outcomes."""

    verification = models.ForeignKey(Verification, models.CASCADE, related_name="outcomes")
    outcome = models.CharField(max_length=24, choices=list(OUTCOMES.items()))
    on = models.DateField()
    is_unverified = models.BooleanField()

    class Meta:
        db_table = "declarations_outcome"
        constraints = (
            models.UniqueConstraint(fields=["verification"], condition=LIVE, name="declarations_outcome_once"),
        )
