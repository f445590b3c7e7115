"""People who ask to be admitted. Deleted twelve months after the last step; nothing of relatives, religion, health or background."""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Recorded
from liemchinh.web.fields import KeyField


class Candidate(models.Model):
    """What is recorded about a candidate, as the newest entry says (`recorded_by`). `birth` is as told; ethnicity is for counts only."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="candidate")
    full_name = models.CharField(max_length=120)
    sort_key = KeyField(max_length=260)
    gender = models.CharField(max_length=3, blank=True)
    birth = KeyField(max_length=10, blank=True)
    ethnicity = models.CharField(max_length=24, blank=True)
    agreement_on = models.DateField()
    certificate_no = models.CharField(max_length=30, blank=True)
    certificate_on = models.DateField(null=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "admission_candidate"
        indexes = (models.Index(fields=["sort_key", "case"], name="admission_candidate_sorted"),)


class Sponsor(Recorded):
    """An official member who introduces a candidate. `since`: from when they worked, studied or lived together, as stated."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sponsors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sponsored")
    since = models.DateField()

    class Meta:
        db_table = "admission_sponsor"
        constraints = (
            models.UniqueConstraint(fields=["case", "person"], condition=LIVE, name="admission_sponsor_once"),
        )


class FilePaper(Recorded):
    """A paper of the file that is there, and where it lies. One that is not there has no row; the paper itself is never uploaded."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="file_papers")
    code = models.CharField(max_length=30)
    place = models.CharField(max_length=20)

    class Meta:
        db_table = "admission_file_paper"
        constraints = (
            models.UniqueConstraint(fields=["case", "code"], condition=LIVE, name="admission_file_paper_once"),
        )
