"""What stands of requests, compared with the book. A request deleted in its time is missing from both tables and nowhere wrong."""

from collections.abc import Iterator

from liemchinh.journal.models import Entry
from liemchinh.requests.models import Reply, Request


def differences() -> Iterator[str]:
    """One sentence per request that no entry tells of, or that waits though the book says it was answered, or the reverse."""
    sent = dict(Entry.objects.filter(kind="requests.sent").values_list("sequence", "member_id"))
    answered = set(Entry.objects.filter(kind="requests.answered").values_list("sequence", flat=True))
    replies: dict[int, int] = {}
    for request, sequence in Reply.objects.values_list("request_id", "recorded_by"):
        replies[request] = replies.get(request, 0) + (sequence in answered)
    for one in Request.objects.order_by("pk"):
        waits = one.waits_at_id is not None
        expected = replies.get(one.pk, 0) == 0 if one.turned_on is None else None
        if sent.get(one.recorded_by) != one.person_id or expected not in {None, waits}:
            yield f"Đề nghị sửa số {one.recorded_by}: dòng đang lưu khác với sổ."
