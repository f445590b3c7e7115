"""What all cases share: parties, steps, what is awaited by when, papers, counted votes. A kind's own facts stand in its room."""

from django.db import models

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Case(models.Model):
    """One matter on its way through a procedure. `kind` is the procedure's code; `closed_by` the entry with which it ended."""

    kind = models.CharField(max_length=30)
    recorded_by = models.BigIntegerField()
    closed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "casework_case"


class Party(Recorded):
    """Who takes part, and as what (`role`, as the procedure calls it): an organisation that acts, or the person concerned.

    `many`: of a role that several may hold.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="case_parties")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="case_parties")
    many = models.BooleanField(default=False)

    class Meta:
        db_table = "casework_party"
        constraints = (
            models.UniqueConstraint(
                fields=["case", "role"], condition=LIVE & models.Q(many=False), name="casework_party_once"
            ),
            models.UniqueConstraint(
                fields=["case", "role", "organisation"], condition=LIVE, name="casework_party_organisation"
            ),
            models.UniqueConstraint(fields=["case", "role", "person"], condition=LIVE, name="casework_party_person"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(person__isnull=False),
                name="casework_party_is_one",
            ),
        )


class Step(Recorded):
    """A step taken on a day. Appended, never edited: a step recorded wrongly is cancelled by another entry.

    `is_history`: decided on paper or before this software, recorded as it happened; its refusals stand in its entry. `withheld`: it has no
    effect in register or figures, for what was breached (`casework.history`).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=30)
    on = models.DateField()
    is_history = models.BooleanField(default=False)
    withheld = models.BooleanField(default=False)

    class Meta:
        db_table = "casework_step"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(withheld=False) | models.Q(is_history=True), name="casework_step_withheld"
            ),
        )
        indexes = (models.Index(fields=["case"], condition=models.Q(withheld=True), name="casework_step_no_effect"),)


class Deadline(Recorded):
    """A step that is awaited: of whom (`role`), from which day it can be taken, and by which it must be.

    `due_on` None: no limit, or an unknown one (`is_unknown`). What it was counted with stands here, so that the calculation can be opened
    again: the first day, the day whose texts counted (`ruled_on`), the last entry that had changed local values by then (`counted_with`; 0:
    none). `cancelled_by` is the entry with which it no longer waited.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    step = models.CharField(max_length=30)
    role = models.CharField(max_length=20)
    counted_from = models.DateField()
    ruled_on = models.DateField()
    counted_with = models.BigIntegerField(default=0)
    opens_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    is_unknown = models.BooleanField()

    class Meta:
        db_table = "casework_deadline"
        indexes = (models.Index(fields=["due_on", "case"], name="casework_deadline_due", condition=LIVE),)


class Paper(Recorded):
    """A paper of a step: what it is (as the procedure calls it), its number and day as written, which organisation of the tree issued it.

    The text stays on paper.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="papers")
    step = models.CharField(max_length=30)
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=60)
    dated = models.DateField(null=True)
    issuer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="case_papers")

    class Meta:
        db_table = "casework_paper"


class Vote(Recorded):
    """A counted vote of a step. Counts only: nobody's ballot, and nobody's name. `whole` is the number the threshold is a share of."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="votes")
    step = models.CharField(max_length=30)
    issued = models.IntegerField()
    returned = models.IntegerField()
    valid = models.IntegerField()
    votes_for = models.IntegerField()
    whole = models.IntegerField()

    class Meta:
        db_table = "casework_vote"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(issued__gte=models.F("returned"))
                & models.Q(returned__gte=models.F("valid"))
                & models.Q(valid__gte=models.F("votes_for"))
                & models.Q(votes_for__gte=0),
                name="casework_vote_adds_up",
            ),
        )


class Ground(Recorded):
    """What a body stands on for a step where the rules are unknown: article and document as one officer stated and another vouched for.

    The step stays marked "chưa xác minh" (guards 12).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="grounds")
    step = models.CharField(max_length=30)
    article = models.CharField(max_length=60)
    document = models.CharField(max_length=120)
    stated_by = models.BigIntegerField()
    vouched_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "casework_ground"
        constraints = (
            models.UniqueConstraint(fields=["case", "step"], condition=LIVE, name="casework_ground_once"),
            models.CheckConstraint(
                condition=models.Q(vouched_by__isnull=True) | ~models.Q(vouched_by=models.F("stated_by")),
                name="casework_ground_by_two",
            ),
        )


class Grant(Recorded):
    """Whose account opens a case of a granted kind. The opener's comes with the opening entry: nobody stated it.

    Any other is stated by somebody who holds the case's grant, and opens nothing until a second officer vouched for it, in a new row.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="grants")
    account = models.BigIntegerField()
    stated_by = models.BigIntegerField(null=True)
    vouched_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "casework_grant"
        indexes = (
            models.Index(fields=["account", "case"], name="casework_grant_account", condition=LIVE),
            models.Index(
                fields=["case"],
                name="casework_grant_pending",
                condition=LIVE & models.Q(stated_by__isnull=False, vouched_by__isnull=True),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["case", "account"], condition=LIVE, name="casework_grant_once"),
            models.UniqueConstraint(
                fields=["case"], condition=LIVE & models.Q(stated_by__isnull=True), name="casework_grant_one_opener"
            ),
            models.CheckConstraint(
                condition=models.Q(stated_by__isnull=True, vouched_by__isnull=True)
                | (
                    ~models.Q(stated_by=models.F("account"))
                    & (
                        models.Q(vouched_by__isnull=True)
                        | (~models.Q(vouched_by=models.F("account")) & ~models.Q(vouched_by=models.F("stated_by")))
                    )
                    & models.Q(stated_by__isnull=False)
                ),
                name="casework_grant_by_two",
            ),
        )


class Recusal(Recorded):
    """Somebody has withdrawn from a case, for a conflict of interest: they do not open it again. Without a reason (guards 14)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="recusals")
    account = models.BigIntegerField()

    class Meta:
        db_table = "casework_recusal"
        constraints = (
            models.UniqueConstraint(fields=["case", "account"], condition=LIVE, name="casework_recusal_once"),
        )


class Link(Recorded):
    """A case arose from another: a disciplinary case from an inspection, an appeal from a disciplinary case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="arose_from")
    source = models.ForeignKey(Case, models.CASCADE, related_name="led_to")

    class Meta:
        db_table = "casework_link"
        constraints = (
            models.UniqueConstraint(fields=["case", "source"], condition=LIVE, name="casework_link_once"),
            models.CheckConstraint(condition=~models.Q(case=models.F("source")), name="casework_link_to_another"),
        )


class StatementDraft(models.Model):
    """What the person concerned is writing: sealed (`casework.drafts`), theirs alone, in no book. Gone once sent, thrown away or erased."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    what = models.CharField(max_length=20)
    sealed = models.BinaryField()

    class Meta:
        db_table = "casework_statement_draft"
        constraints = (
            models.UniqueConstraint(fields=["case", "person", "what"], name="casework_statement_draft_once"),
        )


class Statement(Recorded):
    """What the person concerned has sent, or handed in on paper (`on_paper`). Its number is that of its entry.

    Words and evidence stand in the book alone, the words beside the chain, where the database lets nobody change them.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="statements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    what = models.CharField(max_length=20)
    on = models.DateField()
    on_paper = models.BooleanField()

    class Meta:
        db_table = "casework_statement"
        constraints = (models.UniqueConstraint(fields=["recorded_by"], name="casework_statement_of_an_entry"),)
