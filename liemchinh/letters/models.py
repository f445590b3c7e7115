"""The book of letters: what came in, and what became of it. Nobody's name, and nothing of what a letter says."""

from django.db import models

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
