"""What each public address answers to whom: to anybody the same. An address without a line fails the test.

The public pages are a process of their own with addresses of their own (`liemchinh/public/urls.py`); nobody signs in there. A line says
what GET and POST answer where the office in the address is known; where it is not, the answer is 404. What is posted is an empty form.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PublicRow:
    """Answers to GET and to an empty POST. `office`: the address names one."""

    get: int = 200
    post: int = 405
    office: bool = False


PUBLIC_TABLE: dict[str, PublicRow] = {
    "public-offices": PublicRow(),
    "public-how": PublicRow(),
    "public-office": PublicRow(office=True),
    "public-published": PublicRow(office=True),
    "public-paper": PublicRow(office=True),
    # Forms that anybody may send, each once, with a token instead of a cookie: an empty one is refused and nothing is kept.
    "public-rate": PublicRow(post=422, office=True),
    "public-suggest": PublicRow(post=422, office=True),
    "public-report": PublicRow(post=422, office=True),
    # What a report holds opens by its receipt alone.
    "public-receipt": PublicRow(post=422),
    "public-message": PublicRow(get=405, post=422),
}
