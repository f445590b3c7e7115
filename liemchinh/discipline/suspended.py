"""The suspension that was begun in a case: which it is, whether it runs, and that the case does not end before it."""

from liemchinh.casework.models import Case
from liemchinh.casework.suspending import Running, suspensions
from liemchinh.discipline.folder import BEGUN, Folder
from liemchinh.discipline.kept import data_of
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refusal


def running_here(case: Folder) -> Running | None:
    """The suspension of the person that this case began and that has not ended; None for one that was decided elsewhere."""
    person = case.subject.person
    begun = case.suspensions if person is not None else ()
    found = suspensions().running(person) if begun and person is not None else None
    return found if found is not None and found.matter in begun else None


def faults_of_ending(case: Folder) -> list[Refusal]:
    """Why the case cannot end yet: the suspension it began still runs, which is a precaution of the case and nothing else."""
    if running_here(case) is None:
        return []
    purpose = case.book.parameter("suspension.purpose", on=clock.today())
    told = "Đình chỉ sinh hoạt bắt đầu từ việc này vẫn còn. Đình chỉ chỉ là biện pháp ngăn ngừa trong khi xem xét."
    return [Refusal("suspension-runs", told, str(purpose.citation or ""), "Ghi thôi đình chỉ trước, rồi ghi bước này.")]


def begun_by(case: Case, matter: int) -> int:
    """Which committee decided that the suspension of that matter begins; 0 where the book does not tell."""
    entries = Entry.objects.filter(case_id=case.pk, kind=BEGUN).order_by("sequence")
    told = [data_of(entry) for entry in entries]
    return next((int(data.get("by") or 0) for data in told if data["matter"] == matter), 0)
