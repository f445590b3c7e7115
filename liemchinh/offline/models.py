"""Acts that a browser kept while there was no network, so that what is sent twice is recorded once."""

from django.db import models


class Sending(models.Model):
    """A number the browser made for one act, whose act it was, and the entry it became. It goes when names go (`forgetting.py`)."""

    id = models.UUIDField(primary_key=True)
    account_id = models.BigIntegerField()
    recorded_by = models.BigIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        db_table = "offline_sending"
        indexes = (models.Index(fields=["sent_at"], name="offline_sending_age"),)
