"""A person's time in branches, folded from the acts in the book. Pure: the same acts give the same spells, everywhere."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from regulations.answers import Refusal

# What an act does to a person's place and standing.
ENTERING = {"admitted", "transferred_in", "restored", "readmitted"}
LEAVING = {"transferred_out", "died", "expelled", "struck_off", "left"}
WITHIN = {"official", "exempt", "exempt_ended", "suspended", "resumed", "moved"}
NEUTRAL = {"helped"}
KINDS = ENTERING | LEAVING | WITHIN | NEUTRAL
# After which a person stands where the act happened; otherwise where they stood before.
_TELLS_PLACE = ENTERING | {"moved"}
# What an act says of standing: in which field, and what.
_SAYS = {
    "official": ("official", True), "exempt": ("exempt", True), "exempt_ended": ("exempt", False), "suspended": ("suspended", True),
    "resumed": ("suspended", False),
}  # fmt: skip
LONGEST_PASSAGE = 40
# Acts of one day take effect in this order.
_ORDER = {kind: place for place, kind in enumerate((
    "admitted", "readmitted", "restored", "transferred_out", "transferred_in", "official", "exempt_ended", "exempt", "resumed",
    "suspended", "moved", "helped", "struck_off", "left", "expelled", "died",
))}  # fmt: skip
LABELS = {
    "admitted": "kết nạp", "official": "công nhận chính thức", "exempt": "miễn sinh hoạt", "exempt_ended": "thôi miễn sinh hoạt",
    "transferred_out": "chuyển đi", "transferred_in": "chuyển đến", "suspended": "đình chỉ sinh hoạt", "resumed": "trở lại sinh hoạt",
    "restored": "phục hồi hội tịch", "helped": "được giáo dục, giúp đỡ", "struck_off": "xóa tên", "left": "xin ra", "expelled": "trục xuất",
    "died": "từ trần", "readmitted": "kết nạp lại", "moved": "theo tổ chức sau sắp xếp",
}  # fmt: skip


class Act(NamedTuple):
    """One act about a person: kind (without "members."), the day it takes effect, the organisation where it happened, its entry.

    No organisation: an admission or recognition elsewhere, told when the person came. It says since when, and makes no spell here.
    """

    kind: str
    on: date
    organisation: int | None
    sequence: int = 0


class Segment(NamedTuple):
    """A spell without its row: half-open, in one organisation, in one standing."""

    organisation: int
    official: bool
    exempt: bool
    suspended: bool
    starts_on: date
    starts_kind: str
    ends_on: date | None = None
    ends_kind: str = ""


class Move(NamedTuple):
    """From a day on an organisation's members stand in another: a reorganisation carried them along."""

    source: int
    target: int
    on: date
    sequence: int = 0


def ordered_kinds() -> Mapping[str, int]:
    """In which order acts of one day take effect."""
    return _ORDER


def ordered(acts: Iterable[Act]) -> list[Act]:
    """Acts by day; those of one day in the order in which they take effect; then as they were recorded."""
    return sorted(acts, key=lambda act: (act.on, _ORDER[act.kind], act.sequence))


def fold(acts: Iterable[Act], moves: Mapping[int, Sequence[Move]] | None = None) -> tuple[list[Segment], list[Refusal]]:
    """The segments that acts (and moves of whole organisations) make, and every reason why they do not fit together.

    With refusals the segments are what could be made of the fitting acts; such a set of acts must not be recorded.
    """
    made: list[Segment] = []
    refusals: list[Refusal] = []
    ended_by = ""
    elsewhere: dict[str, date] = {}
    for act in ordered(acts):
        if act.organisation is None and act.kind in {"admitted", "official"} and not made:
            if act.kind == "admitted" and "official" in elsewhere:
                refusals.append(_too_early(elsewhere["official"]))
            elsewhere[act.kind] = act.on
            continue
        current = made[-1] if made and made[-1].ends_on is None else None
        fault = _fault(act, current, bool(made), ended_by)
        if fault:
            refusals.append(fault)
            continue
        if act.kind in NEUTRAL:
            continue
        if current:
            _close(made, act)
        if act.kind in LEAVING:
            ended_by = act.kind
        else:
            made.append(_opened(act, current or (made[-1] if made else None), elsewhere.keys()))
    lasting = [segment for segment in made if segment.ends_on is None or segment.ends_on > segment.starts_on]
    return (_carried(lasting, moves) if moves else lasting), refusals


def _close(made: list[Segment], act: Act) -> None:
    made[-1] = Segment(*made[-1][:6], act.on, act.kind)


def _opened(act: Act, before: Segment | None, elsewhere: Set[str]) -> Segment:
    official = before.official if before else False
    exempt, suspended = (before.exempt, before.suspended) if before else (False, False)
    if act.kind in {"admitted", "readmitted"}:
        official = exempt = suspended = False
    elif act.kind == "transferred_in":
        official = official if before else elsewhere != {"admitted"}
    elif act.kind == "restored":
        official, suspended = True, False
    elif act.kind == "official":
        official = True
    elif act.kind in {"exempt", "exempt_ended"}:
        exempt = act.kind == "exempt"
    elif act.kind in {"suspended", "resumed"}:
        suspended = act.kind == "suspended"
    place = before.organisation if before and act.kind not in _TELLS_PLACE else act.organisation
    assert place is not None
    return Segment(place, official, exempt, suspended, act.on, act.kind)


def _fault(act: Act, current: Segment | None, was_member: bool, ended_by: str) -> Refusal | None:
    if act.organisation is None:
        return _refusal(act, "no-place", "“{label}” chưa ghi tổ chức nào.", "Hãy chọn tổ chức nơi việc xảy ra.")
    if act.kind in NEUTRAL:
        told = "không thể ghi “{label}” vì người này không còn là hội viên."
        return None if current else _refusal(act, "not-member", told)
    if act.kind in ENTERING:
        return _entering_fault(act, current, was_member, ended_by)
    if current is None:
        if not was_member and act.kind in {"official", "exempt"}:
            return _too_early(act.on, act.kind)
        return _refusal(act, "not-member", "không thể ghi “{label}” vì người này không ở chi hội nào vào ngày đó.",
                        "Hãy kiểm tra các việc đã ghi trước đó.")  # fmt: skip
    return _standing_fault(act, current)


def _too_early(on: date, kind: str = "official") -> Refusal:
    told = "không thể ghi “{label}” trước khi kết nạp hoặc chuyển đến."
    return _refusal(Act(kind, on, None), "not-yet", told, "Hãy kiểm tra ngày kết nạp.")


def _entering_fault(act: Act, current: Segment | None, was_member: bool, ended_by: str) -> Refusal | None:
    if current is not None:
        return _refusal(act, "in-branch", "không thể ghi “{label}” vì người này đang sinh hoạt ở một chi hội khác.",
                        "Hãy ghi việc chuyển đi, hoặc việc rời Hiệp hội, trước.")  # fmt: skip
    if ended_by == "died":
        return _refusal(act, "died", "không thể ghi “{label}” sau khi đã ghi từ trần.", "Hãy kiểm tra ngày từ trần.")
    if act.kind == "admitted" and was_member:
        remedy = "Hãy dùng “kết nạp lại” hoặc “chuyển đến”."
        return _refusal(act, "admitted-before", "người này đã từng được kết nạp.", remedy)
    if act.kind == "readmitted" and (not was_member or ended_by == "transferred_out"):
        told = "chưa ghi việc rời Hiệp hội nên không thể kết nạp lại."
        return _refusal(act, "not-left", told, "Hãy ghi việc rời Hiệp hội trước.")
    if act.kind == "restored" and ended_by == "transferred_out":
        told = "chưa ghi việc rời Hiệp hội nên không thể phục hồi."
        return _refusal(act, "not-left", told, "Hãy ghi việc rời Hiệp hội trước.")
    return None


def _standing_fault(act: Act, current: Segment) -> Refusal | None:
    said = _SAYS.get(act.kind)
    if said and getattr(current, said[0]) == said[1]:
        told = "“{label}” đã đúng từ trước, không cần ghi thêm."
        return _refusal(act, "already", told, "Có thể việc này đã được ghi rồi.")
    return None


def _refusal(act: Act, code: str, told: str, remedy: str = "") -> Refusal:
    return Refusal(code, f"Ngày {act.on:%d/%m/%Y}: {told.format(label=LABELS[act.kind])}", remedy=remedy)


def _carried(segments: list[Segment], moves: Mapping[int, Sequence[Move]]) -> list[Segment]:
    """Cuts each segment where a reorganisation carried its organisation's members elsewhere."""
    if not any(segment.organisation in moves for segment in segments):
        return segments
    pending, done = [(segment, date.min) for segment in reversed(segments)], []
    while pending:
        segment, since = pending.pop()
        following = [
            m
            for m in moves.get(segment.organisation, ())
            if m.on >= since and (segment.ends_on is None or segment.ends_on > m.on)
        ]
        if not following or len(done) > len(segments) + LONGEST_PASSAGE:
            done.append(segment)
            continue
        move = following[0]
        if segment.starts_on < move.on:
            done.append(segment._replace(ends_on=move.on, ends_kind="moved"))
            segment = segment._replace(starts_on=move.on, starts_kind="moved")
        pending.append((segment._replace(organisation=move.target), move.on))
    return done
