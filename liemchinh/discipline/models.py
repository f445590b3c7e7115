"""Disciplinary cases: where each comes from, what the rules are asked with, ballots as counts, and the sanction a decision imposed.

No sanction is proposed, weighed or filled in beforehand anywhere; of a deferral the clause and a day stand here, never the circumstance.
"""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER, LONGEST_ISSUER = 60, 120


class Discipline(models.Model):
    """The document a case comes from: its kind, number, day and issuer, never a number of reports (guards 9)."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="discipline")
    source = models.CharField(max_length=12)
    source_number = models.CharField(max_length=LONGEST_NUMBER)
    source_dated = models.DateField()
    source_issuer = models.CharField(max_length=LONGEST_ISSUER)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "discipline_discipline"


class Allegation(Recorded):
    """What the rules are asked with, as a body has established it; said anew in a new row. None: not known.

    `content`: codes of the catalogue; `outside`: how many matters are kept on paper because the catalogue has none for them. The day of
    the act, its end, days of later violations; whether it was a task from above; what the register does not say of the person.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="allegations")
    organ = models.CharField(max_length=24)
    authorised = models.BooleanField(null=True)
    temporary = models.BooleanField()
    content = models.JSONField()
    outside = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    ended_on = models.DateField(null=True)
    continuing = models.BooleanField()
    later = models.JSONField()
    established = models.BooleanField()
    unlawful_diploma = models.BooleanField()
    from_above = models.BooleanField(null=True)
    task_level = models.CharField(max_length=12, blank=True)
    here = models.BooleanField(null=True)
    seats = models.JSONField()
    managed_by = models.CharField(max_length=12, null=True)  # noqa: DJ001 - "" is nobody, None is not known
    post = models.BooleanField(null=True)
    retired = models.BooleanField()

    class Meta:
        db_table = "discipline_allegation"
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=LIVE, name="discipline_allegation_once"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("happened_on")),
                name="discipline_allegation_days",
            ),
        )


class Ballot(Recorded):
    """A secret ballot on the forms, as counts. `whole`: the number the shares are of; `least`: the smallest it can be, where the rule of
    a branch's whole is unknown. `exempt_present`: exempt members who voted.

    `organisation` voted, as the branch or as the body. Nobody's ballot and nobody's name.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="ballots")
    step = models.CharField(max_length=30)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()
    exempt_present = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    least = models.PositiveIntegerField()

    class Meta:
        db_table = "discipline_ballot"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(issued__gte=models.F("returned")) & models.Q(returned__gte=models.F("valid")),
                name="discipline_ballot_adds_up",
            ),
        )


class FormVote(models.Model):
    """How many ballots of a vote named a form; forms nobody named have no row."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="forms")
    form = models.CharField(max_length=12)
    votes = models.PositiveIntegerField()

    class Meta:
        db_table = "discipline_form_vote"
        constraints = (models.UniqueConstraint(fields=["ballot", "form"], name="discipline_form_vote_once"),)


class Hearing(Recorded):
    """How the person was heard by a body (`how`: a code of words.HEARD), on which day. Nothing of what was said."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="hearings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=24)

    class Meta:
        db_table = "discipline_hearing"


class Deferral(Recorded):
    """Not yet considered: by which clause, and when to ask again; never the circumstance (guards 14). `ended_by`: taken up again."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deferrals")
    clause = models.CharField(max_length=24)
    on = models.DateField()
    ask_again_on = models.DateField()
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "discipline_deferral"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ask_again_on__gt=models.F("on")), name="discipline_deferral_asks_later"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=LIVE & models.Q(ended_by__isnull=True), name="discipline_deferral_one_open"
            ),
        )


class Sanction(Recorded):
    """What a decision imposed on a person or organisation. `withheld`: it has no effect, for what was breached (guards 12).

    `effective_on`: from which day it counts; `lapses_on`: the first day on which it counts no more, `by_product`: by the product's own
    rule, since no verified text says (guards 15). `refused_on`: the paper was not taken, minuted after the consequence was told.
    `removed_from`: the posts that ended with it. `set_aside_by`: the entry of a decision of another body that annulled or changed it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="sanctions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=12)
    decided_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organ = models.CharField(max_length=24)
    number = models.CharField(max_length=LONGEST_NUMBER)
    decided_on = models.DateField()
    withheld = models.BooleanField()
    unverified = models.BooleanField()
    removed_from = models.JSONField(default=list)
    announced_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    lapses_on = models.DateField(null=True)
    by_product = models.BooleanField(default=False)
    set_aside = models.CharField(max_length=12, blank=True)
    set_aside_on = models.DateField(null=True)
    set_aside_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "discipline_sanction"
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=LIVE, name="discipline_sanction_once"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(organisation__isnull=False),
                name="discipline_sanction_on_one",
            ),
            models.CheckConstraint(
                condition=models.Q(delivered_on__isnull=True) | models.Q(refused_on__isnull=True),
                name="discipline_sanction_taken_or_not",
            ),
            models.CheckConstraint(
                condition=models.Q(withheld=False) | models.Q(effective_on__isnull=True),
                name="discipline_sanction_withheld_without_effect",
            ),
        )


class SanctionForm(Recorded):
    """The form of a sanction as it was decided, and each one that a ruling put in its place since: what was known of it on a past day."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="forms")
    form = models.CharField(max_length=12)

    class Meta:
        db_table = "discipline_sanction_form"
        constraints = (
            models.UniqueConstraint(fields=["sanction"], condition=LIVE, name="discipline_sanction_form_once"),
        )
