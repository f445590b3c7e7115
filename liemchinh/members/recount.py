"""The register made again from the book alone, and compared with what stands."""

from collections import defaultdict
from collections.abc import Iterator

from liemchinh.journal.models import Entry
from liemchinh.members.models import Details, Person, Spell
from liemchinh.members.moves import moves_now
from liemchinh.members.timeline import Act, Segment, fold
from liemchinh.members.writing import live_acts


def differences() -> Iterator[str]:
    """One sentence per person whose spells are not the fold of their acts, or who has no details though never erased."""
    acts: dict[int, list[Act]] = defaultdict(list)
    for person, act in live_acts():
        acts[person].append(act)
    stored: dict[int, list[Segment]] = defaultdict(list)
    rows = Spell.objects.filter(cancelled_by=None).order_by("person_id", "starts_on")
    for person, *values in rows.values_list(
        "person_id",
        "organisation_id",
        "official",
        "exempt",
        "suspended",
        "starts_on",
        "starts_kind",
        "ends_on",
        "ends_kind",
    ).iterator(chunk_size=5000):
        stored[person].append(Segment(*values))
    moves = moves_now()
    for person in sorted(acts.keys() | stored.keys()):
        made, refusals = fold(acts[person], moves)
        if made != stored[person] or refusals:
            yield f"Người số {person}: các giai đoạn sinh hoạt đang lưu khác với sổ."
    known = Details.objects.filter(cancelled_by=None).values("person_id")
    for person in Person.objects.exclude(id__in=known).exclude(id__in=_erased()).values_list("id", flat=True):
        yield f"Người số {person}: thiếu thông tin cá nhân mà không có lệnh xóa."


def _erased() -> list[int]:
    return [
        number for number in Entry.objects.filter(kind="members.erased").values_list("member_id", flat=True) if number
    ]
