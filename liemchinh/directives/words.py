"""Closed lists of this room: bodies outside the tree, types of document, why a line does not stand."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.members.reasons import CANCELLATION, Words
from liemchinh.papers.issuers import issuing, organ_title, type_title

KEEP, SEE = "directives.keep", "figures.see"
# Who issues documents that a tree carries out and stands in no tree; the symbol with which their numbers end.
OUTSIDE: Mapping[str, Words] = {
    "central_committee": gettext_lazy("Ban Chấp hành Trung ương"),
    "politburo": gettext_lazy("Hội đồng lãnh đạo"),
    "secretariat": gettext_lazy("Ban Hội trưởng"),
    "central_inspection": gettext_lazy("Ban Kiểm soát Trung ương"),
    "central_organising": gettext_lazy("Ban Tổ chức Trung ương"),
    "central_propaganda": gettext_lazy("Ban Tuyên giáo và Dân vận Trung ương"),
    "central_internal": gettext_lazy("Ban Nội chính Trung ương"),
    "central_office": gettext_lazy("Văn phòng Trung ương Hiệp hội"),
    "committee_above": gettext_lazy("Ban điều hành cấp trên không có trong cây tổ chức này"),
}
# Papers that accompany others and direct nobody.
_ACCOMPANYING = frozenset({"copy", "invitation", "introduction", "routing_slip", "dispatch_slip"})
CANCELLING: Mapping[str, Words] = {
    code: CANCELLATION[code] for code in ("twice", "wrong_day", "wrong_place", "wrong_kind")
}


def types() -> dict[str, str]:
    """The named types of document, in the charter's order: code → title."""
    return {code: one.title for code, one in issuing().types.items() if code not in _ACCOMPANYING}


def organs_of(category: str) -> dict[str, str]:
    """The organs an organisation of a category has: code → title."""
    return {code: one.title for code, one in issuing().organs.items() if category in one.categories}


def body_of(organ: str, outside: str, name: str) -> str:
    """Whose document it is, in words: a body outside the tree, or an organ of the organisation of that name."""
    if outside:
        return str(OUTSIDE.get(outside, outside))
    return name if organ == "committee" else f"{organ_title(organ)}, {name}"


def called(type_code: str, written: str) -> str:
    """How a document is told: "Chương trình số 13-CTr/TU"; of a type without numbers the type alone."""
    title = type_title(type_code)
    return _("%(type)s số %(written)s") % {"type": title, "written": written} if written else title
