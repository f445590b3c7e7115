"""What their list and the register say differently of one person, in the words people read. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.imports.reading import MemberRow
from liemchinh.national.fields import FIELDS
from liemchinh.national.people import LISTED, Held, left_words, words
from liemchinh.national.workbook import shown
from liemchinh.web.text import clean

STANDING = "standing"
LABELS: Mapping[str, str | Promise] = {**FIELDS, STANDING: gettext_lazy("Trong danh sách")}
_TEXTS = ("full_name", "gender", "card_no", "cv_no", "home_place", "badge", *LISTED)
_DAYS = {"admitted_on": "admitted", "official_on": "official", "exempt_from": "exempt"}
_LEFT = frozenset(
    (
        "left_on",
        "left_kind",
        "left_both",
        "died_on",
        "struck_off_on",
        "expelled_on",
        "resigned_on",
        "transferred_out_on",
    )
)
# Columns that tell of several fields, or of one in parts.
_OF_COLUMN: Mapping[str, Sequence[str]] = {
    "family_name": ("full_name",), "given_name": ("full_name",), "gender_male": ("gender",), "gender_female": ("gender",),
    "gender_ethnicity": ("gender",), "admitted_official": ("admitted_on", "official_on"), "papers": ("card_no", "cv_no", "badge"),
    "levels": ("education", "profession_level", "theory_level"), "organisation_id": ("organisation",),
}  # fmt: skip


class Said(NamedTuple):
    """One field as it stands here and there; "" where one of them does not tell it."""

    field: str
    ours: str
    theirs: str


def fields_told(columns: Iterable[str]) -> frozenset[str]:
    """Of what a list with these columns tells; only that is compared. Never ethnicity."""
    told = {field for column in columns for field in _OF_COLUMN.get(column, (column,))}
    return frozenset(told & {*_TEXTS, *_DAYS, "birth", "organisation"}) | (frozenset({STANDING}))


def differences(
    row: MemberRow, ours: Held, told: frozenset[str], places: Mapping[str, int], called: Mapping[int, str]
) -> list[Said]:
    """Every field of `told` in which they differ. Upper and lower case are no difference; a day known in part and in full are one."""
    found = [Said(name, _word(name, getattr(ours, name)), _word(name, getattr(row, name)))
             for name in _TEXTS if name in told and _plain(getattr(ours, name)) != _plain(getattr(row, name))]  # fmt: skip
    theirs = {
        "birth": row.birth,
        "admitted_on": row.admitted_on,
        "official_on": row.official_on,
        "exempt_from": row.exempt_from,
    }
    own = {"birth": ours.birth} | {name: ours.day(kind) for name, kind in _DAYS.items()}
    for name, day in theirs.items():
        text = day.text if day else ""
        if name in told and own[name] != text:
            found.append(Said(name, shown(own[name]), shown(text)))
    place = places.get(row.organisation_id)
    if "organisation" in told and place is not None and place != ours.place:
        found.append(Said("organisation", called.get(ours.place or 0, ""), called.get(place, row.organisation_id)))
    return found + _standing(row, ours)


def _standing(row: MemberRow, ours: Held) -> list[Said]:
    if (ours.left, shown(ours.left_on)) == (row.left_kind, shown(row.left_on.text if row.left_on else "")):
        return []
    return [
        Said(
            STANDING,
            _left(ours.left, shown(ours.left_on)),
            _left(row.left_kind, shown(row.left_on.text if row.left_on else "")),
        )
    ]


def _left(kind: str, day: str) -> str:
    return (
        _("không còn: %(how)s, %(day)s") % {"how": left_words(kind), "day": day} if kind else _("còn trong danh sách")
    )


def of_row(row: MemberRow) -> list[Said]:
    """Who a row tells of, for those who must find out who that is."""
    told = {"full_name": row.full_name, "birth": shown(row.birth.text if row.birth else ""), "card_no": row.card_no,
            "gender": row.gender, "organisation": row.organisation_id}  # fmt: skip
    return [Said(name, "", text) for name, text in told.items() if text]


def of_person(ours: Held, called: Mapping[int, str]) -> list[Said]:
    """Whom the register means, in the same fields."""
    told = {"full_name": ours.full_name, "birth": shown(ours.birth), "card_no": ours.card_no, "gender": ours.gender,
            "organisation": called.get(ours.place or 0, "")}  # fmt: skip
    return [Said(name, text, "") for name, text in told.items() if text]


def _word(name: str, text: str) -> str:
    return words(name, text) if name in LISTED else text


def _plain(text: str) -> str:
    return clean(text).casefold()
