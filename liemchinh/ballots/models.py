"""The ballot box: what is voted on, who may vote, slips as keyed hashes, sealed ballots, receipts, and what was counted.

Nowhere: who voted, when a ballot came, which slip somebody drew. Slips, ballots and receipts have keys drawn at random and no time.
"""

from uuid import uuid4

from django.db import models

from liemchinh.ballots.words import PREPARED, VOID
from liemchinh.journal.fields import SequenceField
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded
from liemchinh.papers.models import Number


class Box(models.Model):
    """One secret vote of an organisation. `use`: the room it is for, by name; `about`, `step`: that room's own id and code.

    `rows`, `columns`: codes or ids, in order; words are made when read. `uid` names it in public. `public_key`: ballots are sealed to it
    from freezing on. `recorded_by`: the entry of its preparation.
    """

    uid = models.UUIDField(default=uuid4, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    use = models.CharField(max_length=20)
    about = models.BigIntegerField(null=True)
    step = models.CharField(max_length=30, blank=True)
    case = models.BigIntegerField(null=True)
    rows = models.JSONField()
    columns = models.JSONField()
    on = models.DateField()
    channels = models.CharField(max_length=5)
    state = models.CharField(max_length=9, default=PREPARED)
    void_reason = models.CharField(max_length=10, blank=True)
    first_teller = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    second_teller = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    third_teller = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    electorate_hash = models.CharField(max_length=64, blank=True)
    public_key = models.BinaryField(null=True)
    printed_coded = models.PositiveIntegerField(default=0)
    printed_paper = models.PositiveIntegerField(default=0)
    issued_coded = models.PositiveIntegerField(default=0)
    issued_paper = models.PositiveIntegerField(default=0)
    counted_on = models.DateField(null=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "ballots_box"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=(PREPARED, VOID))
                | models.Q(first_teller__isnull=False, second_teller__isnull=False),
                name="ballots_box_two_tellers",
            ),
            models.CheckConstraint(
                condition=~models.Q(first_teller=models.F("second_teller"))
                & ~models.Q(first_teller=models.F("third_teller"))
                & ~models.Q(second_teller=models.F("third_teller")),
                name="ballots_box_tellers_differ",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_coded__lte=models.F("printed_coded"))
                & models.Q(issued_paper__lte=models.F("printed_paper")),
                name="ballots_box_issued_was_printed",
            ),
        )
        indexes = (
            models.Index(fields=["organisation", "on"], name="ballots_box_place"),
            models.Index(fields=["use", "about"], name="ballots_box_use"),
        )


class Elector(models.Model):
    """Somebody who may vote in a box. Never: whether they did."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="electors", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        db_table = "ballots_elector"
        constraints = (models.UniqueConstraint(fields=["box", "person"], name="ballots_elector_once"),)


class TellerCode(models.Model):
    """How a printed teller's code is known again: its keyed hash. The code itself is nowhere."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="codes", db_index=False)
    number = models.PositiveSmallIntegerField()
    digest = models.BinaryField()

    class Meta:
        db_table = "ballots_teller_code"
        constraints = (
            models.UniqueConstraint(fields=["box", "number"], name="ballots_code_once"),
            models.CheckConstraint(condition=models.Q(number__range=(1, 3)), name="ballots_code_of_three"),
        )


class Wrap(models.Model):
    """The box's private key under the codes of two tellers, one wrap inside the other."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="wraps", db_index=False)
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "ballots_wrap"
        constraints = (
            models.UniqueConstraint(fields=["box", "first", "second"], name="ballots_wrap_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="ballots_wrap_pair"),
        )


class Slip(models.Model):
    """A printed slip for the phone, known by the keyed hash of its code; `spent` once its ballot is in."""

    digest = models.CharField(max_length=64, primary_key=True)
    box = models.ForeignKey(Box, models.CASCADE, related_name="slips")
    spent = models.BooleanField(default=False)

    class Meta:
        db_table = "ballots_slip"


class SealedBallot(models.Model):
    """A ballot, sealed to the box's key, all of a box equally long. Its number is drawn at random: it lies nowhere in order of coming."""

    number = SequenceField(primary_key=True)
    box = models.ForeignKey(Box, models.CASCADE, related_name="ballots")
    sealed = models.BinaryField()

    class Meta:
        db_table = "ballots_sealed"


class Receipt(models.Model):
    """That a ballot was taken: a number drawn at random, of no ballot and of nobody."""

    number = SequenceField(primary_key=True)
    box = models.ForeignKey(Box, models.CASCADE, related_name="receipts")

    class Meta:
        db_table = "ballots_receipt"


class Sheet(models.Model):
    """The paper count of one teller (`number`), until the box is counted; then only the sum with the phones stays."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="sheets", db_index=False)
    number = models.PositiveSmallIntegerField()
    figures = models.JSONField()

    class Meta:
        db_table = "ballots_sheet"
        constraints = (models.UniqueConstraint(fields=["box", "number"], name="ballots_sheet_once"),)


class Tally(models.Model):
    """What was counted, paper and phone together: ballots, spoiled ones by reason, and a sum for each cell, row by row."""

    box = models.OneToOneField(Box, models.CASCADE, primary_key=True, related_name="tally")
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    spoiled = models.JSONField(default=dict)
    cells = models.JSONField()

    class Meta:
        db_table = "ballots_tally"
        constraints = (
            models.CheckConstraint(condition=models.Q(returned__lte=models.F("issued")), name="ballots_tally_returned"),
        )


class MinutesPaper(Recorded):
    """The minutes of one count of a box (`count`: the first is 1) as a paper: its number drawn here (`number`), or as it stands on paper.

    No text is kept: its file is made from the book when it is opened.
    """

    box = models.ForeignKey(Box, models.CASCADE, related_name="papers", db_index=False)
    count = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=60)
    dated = models.DateField()
    number = models.OneToOneField(Number, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "ballots_minutes"
        constraints = (
            models.UniqueConstraint(fields=["box", "count"], condition=LIVE, name="ballots_minutes_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="ballots_minutes_from_one"),
        )


class Addressee(models.Model):
    """Somebody who is on the ballot by name, to whom the minutes of its count are addressed. Never of a survey."""

    paper = models.ForeignKey(MinutesPaper, models.CASCADE, related_name="addressees", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        db_table = "ballots_addressee"
        constraints = (models.UniqueConstraint(fields=["paper", "person"], name="ballots_addressee_once"),)
