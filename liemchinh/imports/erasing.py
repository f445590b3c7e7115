"""When people are erased, rows that wait for a decision about them go too."""

from collections.abc import Sequence

from liemchinh.imports.models import WaitingRow


def erase_waiting(people: Sequence[int]) -> None:
    """Deletes every waiting row that may be one of `people`."""
    wanted = set(people)
    told = WaitingRow.objects.values_list("pk", "candidates")
    WaitingRow.objects.filter(pk__in=[pk for pk, candidates in told if wanted.intersection(candidates)]).delete()
