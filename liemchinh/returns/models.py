"""Numbers that organisations report by period: what is asked for, of whom, what each sent, and what the one above said to it.

No person is in it, and no remark.
"""

from django.db import models

from liemchinh.organisations.models import LIVE, Organisation, Recorded
from liemchinh.returns.words import PERIODS, REPLIES, UNITS

LONGEST_NAME = 120


class Quantity(Recorded):
    """Something organisations are asked a number of, as one of them defined it: of the catalogue (`code`), or with a name of its own.

    A quantity with parts is not asked for: its parts are, and add up to it. `jump`: how many times as much or as little as last time
    asks to be confirmed; 0: never.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    whole = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    code = models.CharField(max_length=24, blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    unit = models.CharField(max_length=12, choices=list(UNITS.items()))
    period = models.CharField(max_length=8, choices=list(PERIODS.items()))
    jump = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "returns_quantity"
        constraints = (
            models.CheckConstraint(condition=models.Q(code="") ^ models.Q(name=""), name="returns_quantity_called"),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=LIVE & ~models.Q(code=""), name="returns_quantity_once"
            ),
        )


class Call(Recorded):
    """Quantities asked at once, for one period, of all organisations of some categories under a place as they stood on a day.

    `first`, `last`: the period, both days in it. The entry holds the rule, who was left out, and the respondents as ranges.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    categories = models.CharField(max_length=160)
    on = models.DateField()
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "returns_call"


class Item(models.Model):
    """One quantity of a call, one that has no parts. It goes with the call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="items")
    quantity = models.ForeignKey(Quantity, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "returns_item"
        constraints = (models.UniqueConstraint(fields=["call", "quantity"], name="returns_item_once"),)


class Respondent(models.Model):
    """An organisation that was asked. Ended, it stays the respondent, and its heir answers for it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="respondents", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        db_table = "returns_respondent"
        constraints = (models.UniqueConstraint(fields=["call", "organisation"], name="returns_respondent_once"),)


class Return(Recorded):
    """What a respondent sent. Sent again, a new one takes its place; `on` stays the day of the first, so that putting right is not late."""

    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="returns", db_index=False)
    on = models.DateField()

    class Meta:
        db_table = "returns_return"
        constraints = (models.UniqueConstraint(fields=["respondent"], condition=LIVE, name="returns_return_once"),)
        indexes = (
            models.Index(fields=["respondent", "on", "cancelled_by", "recorded_by"], name="returns_return_of"),
            models.Index(fields=["recorded_by"], name="returns_return_recorded"),
        )


class Amount(models.Model):
    """One number of a return. `confirmed`: it was far from last time, and whoever sent it said that it is right."""

    sent = models.ForeignKey(Return, models.CASCADE, related_name="amounts", db_index=False)
    quantity = models.ForeignKey(Quantity, models.PROTECT, related_name="amounts")
    value = models.BigIntegerField()
    confirmed = models.BooleanField()

    class Meta:
        db_table = "returns_amount"
        constraints = (
            models.UniqueConstraint(fields=["sent", "quantity"], name="returns_amount_once"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="returns_amount_not_negative"),
        )


class Reply(Recorded):
    """What the organisation above said to a return: approved, which locks it, or sent back by a reason of the list."""

    sent = models.ForeignKey(Return, models.CASCADE, related_name="replies", db_index=False)
    kind = models.CharField(max_length=12, choices=list(REPLIES.items()))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "returns_reply"
        constraints = (models.UniqueConstraint(fields=["sent"], condition=LIVE, name="returns_reply_once"),)
        indexes = (models.Index(fields=["sent", "kind", "cancelled_by", "recorded_by"], name="returns_reply_of"),)
