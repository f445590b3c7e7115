"""The book of letters, without names; denunciations, each a case that opens by grant, with what is alleged and concluded."""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 60


class Letter(Recorded):
    """A letter an organ received: its number in the organ's book of that year, the day, the way, the kind, signed or not.

    `sender`: the organisation of the tree that passed it on, with the line of its own book (`came_from`) where that was kept here;
    `sender_kind`: a body outside the tree; both with the number and day of the paper it came under. A number is never used again,
    cancelled or not. Who wrote it and what it says are nowhere in it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letters", db_index=False)
    organ = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    way = models.CharField(max_length=12)
    kind = models.CharField(max_length=16)
    is_anonymous = models.BooleanField()
    sender = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="letters_sent")
    sender_kind = models.CharField(max_length=16, blank=True)
    cover_number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    cover_dated = models.DateField(null=True)
    came_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="arrivals")

    class Meta:
        db_table = "letters_letter"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "organ", "year", "number"], name="letters_letter_number"),
            models.UniqueConstraint(fields=["came_from"], condition=LIVE, name="letters_letter_arrives_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="letters_letter_from_one"),
            models.CheckConstraint(
                condition=(
                    models.Q(way="passed_on", cover_dated__isnull=False)
                    & ~models.Q(cover_number="")
                    & (
                        (models.Q(sender__isnull=False) & models.Q(sender_kind=""))
                        | (models.Q(sender__isnull=True, came_from__isnull=True) & ~models.Q(sender_kind=""))
                    )
                )
                | (
                    ~models.Q(way="passed_on")
                    & models.Q(sender__isnull=True, came_from__isnull=True, cover_dated__isnull=True)
                    & models.Q(sender_kind="", cover_number="")
                ),
                name="letters_letter_sender",
            ),
        )


class Sorting(Recorded):
    """What became of a letter: handled here, passed on, kept as information, or not handled. One stands at a time.

    Passed on: to an organisation of the tree or a body outside it, under a paper with number and day, answer asked for by a day or not.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="sortings")
    outcome = models.CharField(max_length=12)
    on = models.DateField()
    to = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="letters_passed_on")
    to_kind = models.CharField(max_length=16, blank=True)
    cover_number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    cover_dated = models.DateField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        db_table = "letters_sorting"
        constraints = (
            models.UniqueConstraint(fields=["letter"], condition=LIVE, name="letters_sorting_once"),
            models.CheckConstraint(
                condition=(
                    models.Q(outcome="passed_on", cover_dated__isnull=False)
                    & ~models.Q(cover_number="")
                    & (
                        (models.Q(to__isnull=False) & models.Q(to_kind=""))
                        | (models.Q(to__isnull=True) & ~models.Q(to_kind=""))
                    )
                )
                | (
                    ~models.Q(outcome="passed_on")
                    & models.Q(to__isnull=True, cover_dated__isnull=True, due_on__isnull=True)
                    & models.Q(to_kind="", cover_number="")
                ),
                name="letters_sorting_place",
            ),
        )


class Denunciation(Recorded):
    """A case in which a denunciation is handled: the letter it came in, the organ that handles it. Never who wrote the letter."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="denunciation")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="denunciations")
    organ = models.CharField(max_length=12)

    class Meta:
        db_table = "letters_denunciation"


class Allegation(Recorded):
    """One item of the shipped catalogue that is alleged of one of those denounced. It says nothing of whether it is true."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="alleged")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    item = models.CharField(max_length=60)

    class Meta:
        db_table = "letters_allegation"
        constraints = (
            models.UniqueConstraint(
                fields=["case", "organisation", "item"], condition=LIVE, name="letters_allegation_of_organisation"
            ),
            models.UniqueConstraint(
                fields=["case", "person", "item"], condition=LIVE, name="letters_allegation_of_person"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(person__isnull=False),
                name="letters_allegation_of_one",
            ),
        )


class Conclusion(Recorded):
    """What was concluded about one allegation: exactly one stands. `is_unverified`: two officers stood behind the list of conclusions."""

    allegation = models.ForeignKey(Allegation, models.CASCADE, related_name="conclusions")
    result = models.CharField(max_length=24)
    is_unverified = models.BooleanField(default=False)

    class Meta:
        db_table = "letters_conclusion"
        constraints = (models.UniqueConstraint(fields=["allegation"], condition=LIVE, name="letters_conclusion_once"),)


class Identity(models.Model):
    """Who wrote a letter, sealed under a key of its own outside the database; nothing else in the product says it.

    Joined to the letter alone. `sealed` goes when its time is over (`erased_on`), and with a line that does not stand.
    """

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="identity")
    sealed = models.BinaryField(null=True)
    sealed_on = models.DateField()
    erased_on = models.DateField(null=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "letters_identity"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sealed__isnull=False) ^ models.Q(erased_on__isnull=False),
                name="letters_identity_sealed_or_erased",
            ),
        )
