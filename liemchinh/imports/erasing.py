"""When people are erased, rows that wait for a decision and may be about them go too."""

from collections.abc import Sequence

from liemchinh.imports.models import WaitingRow
from liemchinh.members.models import Details
from liemchinh.web.text import fold


def erase_waiting(people: Sequence[int]) -> None:
    """Deletes every waiting row that tells the name of one of `people`; call while their names still stand."""
    names = set(Details.objects.filter(person_id__in=people).values_list("search_key", flat=True))
    told = WaitingRow.objects.values_list("pk", "content")
    WaitingRow.objects.filter(
        pk__in=[pk for pk, content in told if fold(content.get("full_name", "")) in names]
    ).delete()
